"""One question to everything: within the rights of who asks, restricted texts never."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.entries import Filter, State, list_entries, rows_of
from taizhang.apps.members.selectors import find_members
from taizhang.apps.organizations.access import ALL, permitted, visible_to
from taizhang.apps.organizations.own_kinds import own_slugs, slugs_among
from taizhang.apps.organizations.selectors import list_organizations, names_of
from taizhang.apps.rulebooks.errors import RulebookError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.shell.days import day_text
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

LONGEST = 60
MOST = 8
LOOKED_AT = 60
"""Entries read to find eight whose title this reader may see."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its name, a quiet word about it, where it is."""

    word: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one sort, and where there is more."""

    word: str
    hits: tuple[Hit, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and who asks."""

    text: str
    actor: Actor
    frame: Frame


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the text is found in; htmx asks again while somebody types."""
    frame = frame_of(request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    groups = list(_found(Asked(text, cast("Actor", frame.actor), frame))) if text else []
    return render_page(request, "search/index_page.html", "search/found.html", {"text": text, "groups": groups})


def _found(asked: Asked) -> Iterator[Group]:
    rulebook = _rulebook(asked.frame)
    searches: list[Callable[[Asked], Group]] = [_organizations, _members]
    for search in searches:
        yield from _filled(search(asked))
    if rulebook is None:
        return
    if visible_to(asked.actor):
        yield from _filled(_entries(asked))
    sees = _seeing(asked)
    for search_in in (_kinds, _rules, _figures):
        yield from _filled(search_in(asked, rulebook, sees))


def _filled(group: Group) -> Iterator[Group]:
    if group.hits:
        yield group


def _organizations(asked: Asked) -> Group:
    seen, frame = visible_to(asked.actor), asked.frame
    views = [
        one
        for one in list_organizations(None, frame.as_of, frame.known)
        if one.id in seen and any(asked.text in word for word in (one.name, one.short_name, one.code, one.unit))
    ]
    return Group(
        "党组织",
        tuple(
            Hit(one.name, f"{one.type_zh} · {one.code}", link_if(frame.address, "organizations:show", one.id))
            for one in views[:MOST]
        ),
    )


def _members(asked: Asked) -> Group:
    frame = asked.frame
    seen = permitted(asked.actor, Permission.READ_MEMBERS)
    found = find_members(seen, asked.text, frame.as_of, frame.known) if seen else ()
    names = names_of({one.organization for one in found if one.organization}, frame.as_of, frame.known)
    return Group(
        "党员",
        tuple(
            Hit(
                one.name,
                f"{one.status.zh} · {names.get(one.organization or 0, '')}",
                link_if(frame.address, "members:member", one.id),
            )
            for one in found[:MOST]
        ),
        link_if(frame.address, "members:index", q=asked.text) if len(found) > MOST else "",
    )


def _entries(asked: Asked) -> Group:
    frame = asked.frame
    found = list_entries(asked.actor, Filter(text=asked.text, known=frame.known))[:LOOKED_AT]
    rows = [row for row in rows_of(asked.actor, found) if row.state is not State.VOIDED]
    # A title that is for the keepers must not be found by its words either.
    shown = [row for row in rows if asked.text in row.title or asked.text in row.place]
    names = names_of({row.organization for row in shown[:MOST]}, frame.as_of, frame.known)
    return Group(
        "台账",
        tuple(
            Hit(
                row.title,
                f"{day_text(row.day)} · {names.get(row.organization, '')}",
                link_if(frame.address, "ledger:entry", row.entry),
            )
            for row in shown[:MOST]
        ),
        link_if(frame.address, "ledger:index", q=asked.text) if len(shown) > MOST else "",
    )


def _kinds(asked: Asked, rulebook: Rulebook, sees: Callable[[str], bool]) -> Group:
    text = asked.text.lower()
    found = [
        (key, kind)
        for key, kind in rulebook.kinds.items()
        if sees(key) and (asked.text in kind.zh or any(text in word.lower() for word in kind.find))
    ]
    return Group(
        "类别",
        tuple(
            Hit(
                kind.zh,
                rulebook.groups[kind.group].zh if kind.group in rulebook.groups else "",
                link_if(asked.frame.address, "rules:kind", key),
            )
            for key, kind in found[:MOST]
        ),
        link_if(asked.frame.address, "rules:kinds", q=asked.text) if len(found) > MOST else "",
    )


def _rules(asked: Asked, rulebook: Rulebook, sees: Callable[[str], bool]) -> Group:
    day = asked.frame.as_of
    found = [
        (key, rule, version.text if (version := rule.at(day)) else "")
        for key, rule in rulebook.rules.items()
        if sees(key)
    ]
    found = [one for one in found if asked.text in one[1].zh or asked.text in one[2]]
    return Group(
        "规则",
        tuple(Hit(rule.zh, text, link_if(asked.frame.address, "rules:rule", key)) for key, rule, text in found[:MOST]),
        link_if(asked.frame.address, "rules:index", q=asked.text) if len(found) > MOST else "",
    )


def _figures(asked: Asked, rulebook: Rulebook, sees: Callable[[str], bool]) -> Group:
    if not visible_to(asked.actor):
        return Group("数据", ())
    found = [one for one in figure_catalogue(rulebook).values() if one.shown and sees(one.id) and asked.text in one.zh]
    return Group(
        "数据",
        tuple(
            Hit(one.zh, one.definition, link_if(asked.frame.address, "figures:figure", one.id)) for one in found[:MOST]
        ),
    )


def _seeing(asked: Asked) -> Callable[[str], bool]:
    """Say which kinds, rules and figures may be named: a unit's own only to whom it concerns."""
    visible, frame = visible_to(asked.actor), asked.frame
    if visible is ALL:
        return lambda _key: True
    slugs = slugs_among(visible) if isinstance(visible, frozenset) else frozenset()
    if frame.organization is not None:
        slugs |= own_slugs(frame.organization.id, frame.as_of, frame.known)
    return lambda key: not key.startswith("own/") or key.split("/")[1] in slugs


def _rulebook(frame: Frame) -> Rulebook | None:
    try:
        return current_rulebook(frame.known)
    except RulebookError:
        return None
