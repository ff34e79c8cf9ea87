"""One organisation: what it is on the day, who leads it, what stands around it, and everything it was."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.owed import owed_of
from taizhang.apps.members.course import Strength
from taizhang.apps.members.selectors import names_at
from taizhang.apps.members.stocks import members_at
from taizhang.apps.organizations.access import may, require_visible, visible_among
from taizhang.apps.organizations.leadership import PostRow, TermRow
from taizhang.apps.organizations.posts import TITLES
from taizhang.apps.organizations.selectors import (
    OrganizationView,
    below,
    children_of,
    history_of,
    names_of,
    organization_view,
    posts_of,
    same_unit,
    term_of,
)
from taizhang.apps.organizations.shifting import shifts_issued_by
from taizhang.apps.organizations.trees import branches_among
from taizhang.apps.rulebooks.errors import RulebookError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Code
from taizhang.domain.rules.obligations import Composition, Term
from taizhang.domain.rules.vocabulary import TRAITS
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.faces.web.pages.organizations.acts import ACTS
from taizhang.faces.web.pages.organizations.trees import RELATIONS, REMIND, end_of, tabs
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if, rule_link
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only


@signed_in_only
@require_safe
def show(request: HttpRequest, organization_id: int) -> HttpResponse:
    """What it is on the day."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    require_visible(actor, organization_id)
    view = organization_view(organization_id, frame.as_of, frame.known)
    order = {title: place for place, (title, _) in enumerate(TITLES)}
    posts = sorted(
        posts_of(organization_id, frame.as_of, frame.known), key=lambda post: (order.get(post.title, 99), post.id)
    )
    people = names_at({post.person for post in posts}, frame.as_of, frame.known)
    manages = not frame.is_past and may(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    return render_page(
        request,
        "organizations/show_page.html",
        context={
            "view": view,
            "crumbs": crumbs(frame),
            "facts": _facts(view, frame),
            "around": _around(actor, view, frame),
            "posts": [
                (post, people.get(post.person, f"第{post.person}号"), _member_link(frame, post)) for post in posts
            ],
            "term": _term(term_of(organization_id, frame.as_of, frame.known), frame.as_of),
            "owed": _owed(actor, organization_id, frame),
            "manages": manages,
            "strength": _strength(view, frame),
            "acts": _acts(view) if manages else (),
            "tabs": tabs(frame, "tree"),
            "shifts": _shifts(organization_id, frame),
        },
    )


@signed_in_only
@require_safe
def history(request: HttpRequest, organization_id: int) -> HttpResponse:
    """Everything dated that is known of it, mistakes that were taken back left out."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    require_visible(actor, organization_id)
    view = organization_view(organization_id, frame.as_of, frame.known)
    told = history_of(organization_id, frame.known)
    people = names_at({post.person for post in told.posts}, frame.as_of, frame.known)
    others = {link.child for link in told.links} | {link.parent for link in told.links}
    names = names_of(others, frame.as_of, frame.known)
    links = [
        (
            dict(RELATIONS).get(link.kind, link.kind),
            "上级" if link.child == organization_id else "下级",
            names.get(link.parent if link.child == organization_id else link.child, ""),
            link,
        )
        for link in told.links
    ]
    return render_page(
        request,
        "organizations/history_page.html",
        context={
            "view": view,
            "crumbs": [*crumbs(frame), (view.name, frame.address.to("organizations:show", organization_id))],
            "descriptions": [
                (one, _type_word(view, one.type), [TRAITS.get(t, t) for t in one.traits]) for one in told.descriptions
            ],
            "links": links,
            "terms": [(one, _last_day(one)) for one in told.terms],
            "posts": [(post, people.get(post.person, ""), _member_link(frame, post)) for post in told.posts],
            "manages": not frame.is_past and may(actor, Permission.MANAGE_ORGANIZATIONS, organization_id),
        },
    )


def crumbs(frame: Frame) -> list[tuple[str, str]]:
    """The way back to the tree."""
    return [("组织与党员", frame.address.to("organizations:index"))]


def _type_word(view: OrganizationView, type_: str) -> str:
    return TYPE_NAMES.get(type_, view.type_zh)


def _facts(view: OrganizationView, frame: Frame) -> list[tuple[str, str]]:
    found = [
        ("全称", view.name),
        ("简称", view.short_name),
        ("代码", view.code),
        ("类型", view.type_zh),
        ("所在单位", view.unit),
        ("成立", view.founded_on.isoformat() if view.founded_on else ""),
        ("撤销", view.closed_on.isoformat() if view.closed_on else ""),
        ("特征", "、".join(TRAITS.get(one, one) for one in view.traits)),
    ]
    if not view.exists:
        found.append(("当日", f"{frame.as_of.isoformat()} 还没有成立，或已经撤销"))
    return [(term, meaning) for term, meaning in found if meaning]


def _around(actor: Actor, view: OrganizationView, frame: Frame) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom it stands under in each relation, what stands directly below, and the others of its unit."""
    groups: list[tuple[str, tuple[int, ...]]] = [
        (f"{word}上级" if kind == "subordination" else word, view.parents.get(kind, ())) for kind, word in RELATIONS
    ]
    groups.append(("直接下级", children_of(view.id, frame.as_of, frame.known)))
    groups.append(("同一单位", tuple(one for one in same_unit(view.id, frame.as_of, frame.known) if one != view.id)))
    names = names_of({one for _, ids in groups for one in ids}, frame.as_of, frame.known)
    seen = set(visible_among(actor, names))
    return [
        (
            word,
            [
                (names[one], frame.address.to("organizations:show", one) if one in seen else "")
                for one in ids
                if one in names
            ],
        )
        for word, ids in groups
        if ids
    ]


def _strength(view: OrganizationView, frame: Frame) -> dict[str, Any]:
    """Members as stock numbers that open their roll."""
    ids = below(view.id, frame.as_of, frame.known) or (view.id,)
    had = members_at(ids, frame.as_of, frame.known)
    total = Strength(*(sum(numbers) for numbers in zip(*had.values(), strict=True))) if had else Strength()
    there = frame.address.with_organization(view.code)
    return {
        "rows": [
            ("党员", total.members, link_if(there, "members:index")),
            ("其中预备党员", total.probationary, link_if(there, "members:index", status="probationary")),
            ("女党员", total.women, link_if(there, "members:index", sex="女")),
        ],
        "branches": branches_among(ids, frame.as_of, frame.known),
        "own": had.get(view.id, Strength()).members,
        "has_below": len(ids) > 1,
    }


def _owed(actor: Actor, organization_id: int, frame: Frame) -> list[dict[str, Any]]:
    """What the rules say about its term of office and how its committee is made up."""
    try:
        rules = current_rulebook(frame.known).rules
    except RulebookError:
        return []
    found = owed_of(actor, organization_id, frame.year, frame.as_of, frame.known)
    return [
        {"one": one, "href": rule_link(frame, one.rule)}
        for one in found
        if isinstance(rules.get(one.rule), Term | Composition) and one.code is not Code.NOT_APPLICABLE
    ]


def _term(term: TermRow | None, day: date) -> dict[str, Any] | None:
    if term is None:
        return None
    last = end_of(term.began_on, term.years) if term.years else None
    return {
        "row": term,
        "last": last,
        "is_over": last is not None and last < day,
        "is_soon": last is not None and day <= last <= day + REMIND,
    }


def _last_day(term: TermRow) -> date | None:
    return term.ended_on or (end_of(term.began_on, term.years) if term.years else None)


def _member_link(frame: Frame, post: PostRow) -> str:
    return link_if(frame.address, "members:member", post.person)


def _acts(view: OrganizationView) -> list[tuple[str, list[tuple[str, str]]]]:
    """The changes that can be recorded, by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for act in ACTS.values():
        if act.group and act.fits(view):
            groups.setdefault(act.group, []).append((act.key, act.word))
    return list(groups.items())


def _shifts(organization_id: int, frame: Frame) -> list[dict[str, Any]]:
    rows = shifts_issued_by(organization_id, frame.known)
    try:
        rules = current_rulebook(frame.known).rules
    except RulebookError:
        return []
    return [{"row": row, "rule": rules[row.rule].zh if row.rule in rules else row.rule} for row in rows]
