"""The tree of organisations, along any of the four relations, as of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.course import Strength
from taizhang.apps.members.selectors import names_at
from taizhang.apps.members.stocks import members_at
from taizhang.apps.organizations.access import may, visible_to
from taizhang.apps.organizations.structure import SUBORDINATION
from taizhang.apps.organizations.trees import TreeRow, branches_among, roots_of, tree
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

PER_PAGE = 120
ROLLS = frozenset({"branch", "joint_branch", "temporary_branch"})
"""Types with a roll of their own."""
REMIND = timedelta(days=183)
RELATIONS = (
    (SUBORDINATION, "隶属"),
    ("guidance", "领导或指导"),
    ("sector", "行业归口"),
    ("territory", "属地"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page."""

    tree: TreeRow
    members: int | None
    """None where nobody is on a roll and nobody should be: a party subgroup, a discipline committee."""
    branches: int | None
    secretary: str
    term: str
    is_term_pressing: bool
    href: str
    roll: str


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The organisation of the address with all below it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    asked = request.GET.get("relation", "")
    kind = asked if asked in dict(RELATIONS) else SUBORDINATION
    visible = visible_to(actor)
    if frame.organization and kind == SUBORDINATION:
        roots: tuple[int, ...] = (frame.organization.id,)
    else:
        roots = _related(roots_of(visible, frame.as_of, frame.known, kind), frame, kind)
    found = tree(roots, frame.as_of, frame.known, kind, visible) if visible else ()
    page = page_of(request, found, PER_PAGE)
    strengths = members_at([row.view.id for row in found], frame.as_of, frame.known)
    people = _people(page.rows, frame)
    rows = [_row(one, frame, strengths, people) for one in page.rows]
    own = frame.organization.id if frame.organization else None
    return render_page(
        request,
        "organizations/index_page.html",
        "organizations/tree.html",
        {
            "page": page,
            "rows": rows,
            "is_default": kind == SUBORDINATION,
            "relations": [
                (word, frame.address.link(request.path, relation=key), key == kind) for key, word in RELATIONS
            ],
            "tabs": tabs(frame, "tree"),
            "relation_word": dict(RELATIONS)[kind],
            "may_set_up": own is not None and not frame.is_past and may(actor, Permission.MANAGE_ORGANIZATIONS, own),
        },
    )


def tabs(frame: Frame, current: str) -> list[tuple[str, str, bool]]:
    """What the group 组织与党员 divides into."""
    found = [
        ("tree", "组织", link_if(frame.address, "organizations:index")),
        ("members", "党员", link_if(frame.address, "members:index")),
        ("movements", "进出", link_if(frame.address, "members:movements")),
        ("scopes", "口径", link_if(frame.address, "organizations:scopes")),
    ]
    return [(word, href, key == current) for key, word, href in found if href]


def term_words(row: TreeRow, day: date) -> tuple[str, bool]:
    """Until when the term runs, and whether it is time to think of the next."""
    if row.term is None:
        return "", False
    if row.term.years is None:
        return f"{row.term.began_on.isoformat()} 起", False
    last = end_of(row.term.began_on, row.term.years)
    return f"至 {last.isoformat()}", last <= day + REMIND


def end_of(began_on: date, years: int) -> date:
    """The day on which a term is full."""
    try:
        return began_on.replace(year=began_on.year + years)
    except ValueError:  # the 29th of February
        return began_on.replace(year=began_on.year + years, day=28)


def _related(roots: tuple[int, ...], frame: Frame, kind: str) -> tuple[int, ...]:
    """Along another relation most stand alone: only those that something stands below are worth showing."""
    return tuple(one for one in roots if len(tree((one,), frame.as_of, frame.known, kind)) > 1)


def _people(rows: Sequence[TreeRow], frame: Frame) -> dict[int, str]:
    wanted = {row.leaders.secretary for row in rows if row.leaders.secretary}
    return names_at(sorted(wanted), frame.as_of, frame.known)


def _row(one: TreeRow, frame: Frame, strengths: dict[int, Strength], people: dict[int, str]) -> Row:
    word, pressing = term_words(one, frame.as_of)
    none = Strength()
    members = sum(strengths.get(below, none).members for below in one.below)
    return Row(
        tree=one,
        members=members if members or one.view.type in ROLLS else None,
        branches=branches_among(one.below, frame.as_of, frame.known) if one.view.type not in ROLLS else None,
        secretary=people.get(one.leaders.secretary or 0, ""),
        term=word,
        is_term_pressing=pressing,
        href=frame.address.to("organizations:show", one.view.id),
        roll=link_if(frame.address.with_organization(one.view.code), "members:index"),
    )
