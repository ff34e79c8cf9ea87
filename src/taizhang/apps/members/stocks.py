"""Stocks (期末存量): how many members and organisations there are on a day, by organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from taizhang.apps.members.course import Strength
from taizhang.apps.members.enrolment import enrolment
from taizhang.apps.organizations.leadership import leadership
from taizhang.apps.organizations.models import PostTitle
from taizhang.apps.organizations.structure import structure
from taizhang.domain.rules.kinds import OrganizationType as Type

_STRENGTH: Final[Mapping[str, Callable[[Strength], int]]] = {
    "members": lambda had: had.members,
    "full_members": lambda had: had.full,
    "probationary_members": lambda had: had.probationary,
    "women_members": lambda had: had.women,
}
_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "organizations": frozenset(one.value for one in Type) - {Type.SUBGROUP.value, Type.STEERING_GROUP.value},
    "committees": frozenset({Type.COMMITTEE.value, Type.WORK_COMMITTEE.value, Type.ORGAN_COMMITTEE.value}),
    "general_branches": frozenset({Type.GENERAL_BRANCH.value}),
    "branches": frozenset({Type.BRANCH.value, Type.JOINT_BRANCH.value}),
    "subgroups": frozenset({Type.SUBGROUP.value}),
}
_WORKERS = frozenset({PostTitle.WORKER.value, PostTitle.PART_TIME_WORKER.value})


class UnknownStockError(KeyError):
    """A stock that the rulebook may name and nobody taught this module."""

    code = "unknown_stock"


def members_at(ids: Iterable[int], day: date, known: int | None = None) -> dict[int, Strength]:
    """How many members each organisation had on its own roll that day."""
    return enrolment(known).at(ids, day)


def stock_at(stock: str, ids: Sequence[int], day: date, known: int | None = None) -> dict[int, int]:
    """What each organisation brings to a stock on that day: its own roll, itself, its workers.

    The organisations asked for are the scope; nothing below them is added unless it is named too.
    """
    if stock in _STRENGTH:
        part = _STRENGTH[stock]
        return {organization: part(had) for organization, had in members_at(ids, day, known).items()}
    if stock in _TYPES:
        return _organizations_at(_TYPES[stock], ids, day, known)
    if stock == "party_workers":
        posts = leadership(known).posts
        return {
            one: len({post.person for post in posts.get(one, ()) if post.title in _WORKERS and post.holds(day)})
            for one in ids
        }
    raise UnknownStockError(stock)


def _organizations_at(types: frozenset[str], ids: Iterable[int], day: date, known: int | None) -> dict[int, int]:
    of = structure(known)
    described = {one: of.described(one, day) if of.exists(one, day) else None for one in ids}
    return {one: int(known_as is not None and known_as.type in types) for one, known_as in described.items()}
