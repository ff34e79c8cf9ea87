"""The tree (组织树) below an organisation along one kind of relation, depth first, in one read of the structure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.organizations.access import ALL, Visible
from taizhang.apps.organizations.leadership import Leaders, TermRow, leadership
from taizhang.apps.organizations.models import Description, Post, Relation, Term
from taizhang.apps.organizations.selectors import OrganizationView, list_organizations
from taizhang.apps.organizations.structure import SUBORDINATION, Structure, structure
from taizhang.domain.rules.kinds import OrganizationType

MOST_KEPT = 4
DEEPEST = 12
"""Deeper than any line of organisations; a circle that slipped in ends here too."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One organisation in its place."""

    depth: int
    view: OrganizationView
    below: tuple[int, ...]
    """Itself and all below it along the same relation."""
    leaders: Leaders
    term: TermRow | None


def tree(
    roots: tuple[int, ...], day: date, known: int | None = None, kind: str = SUBORDINATION, visible: Visible = ALL
) -> tuple[TreeRow, ...]:
    """The roots with all below them that existed on that day and may be seen; steering groups come last.

    It is kept until an organisation, a relation, a term or a post changes: a thousand rows take their time.
    """
    standings = standing((Description, Relation), known), standing((Term, Post), known)
    grow = _kept if all(at.is_settled for at in standings) else _grown
    return grow(standings, roots, day, known, kind, visible)


def _grown(
    _standings: tuple[Standing, Standing],
    roots: tuple[int, ...],
    day: date,
    known: int | None,
    kind: str,
    visible: Visible,
) -> tuple[TreeRow, ...]:
    of, leading = structure(known), leadership(known)
    views = {view.id: view for view in list_organizations(None, day, known)}
    rows: list[TreeRow] = []
    seen: set[int] = set()

    def walk(one: int, depth: int) -> list[int]:
        if one in seen or depth > DEEPEST or one not in views or one not in visible:
            return []
        seen.add(one)
        place = len(rows)
        found = [one]
        rows.append(TreeRow(depth, views[one], (), leading.leaders(one, day), None))
        for child in _ordered(of, one, day, kind):
            found += walk(child, depth + 1)
        rows[place] = TreeRow(depth, rows[place].view, tuple(found), rows[place].leaders, leading.term(one, day))
        return found

    for root in roots:
        walk(root, 0)
    return tuple(rows)


_kept = lru_cache(maxsize=MOST_KEPT)(_grown)


def roots_of(visible: Visible, day: date, known: int | None = None, kind: str = SUBORDINATION) -> tuple[int, ...]:
    """Where a view of everything that may be seen begins: what stands below nothing else that may be seen."""
    of = structure(known)
    seen = [one for one in sorted(of.codes, key=of.codes.__getitem__) if one in visible and of.exists(one, day)]
    return tuple(one for one in seen if not any(parent in visible for parent in of.parents(one, day, kind)))


def branches_among(ids: tuple[int, ...], day: date, known: int | None = None) -> int:
    """How many of them were branches on that day."""
    of = structure(known)
    branch = {OrganizationType.BRANCH.value, OrganizationType.JOINT_BRANCH.value}
    return sum((described := of.described(one, day)) is not None and described.type in branch for one in ids)


def _ordered(of: Structure, parent: int, day: date, kind: str) -> list[int]:
    def last(one: int) -> tuple[bool, str]:
        described = of.described(one, day)
        return described is not None and described.type == OrganizationType.STEERING_GROUP.value, of.codes[one]

    return sorted(of.children(parent, day, kind), key=last)
