"""The structure (组织架构): what organisations are and how they hang together, by day, as known at one commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.organizations.models import Description, Organization, Relation, RelationKind
from taizhang.domain.scopes import Lines, Link

SUBORDINATION = RelationKind.SUBORDINATION.value
_MOST_WALKS, _MOST_ROOTS = 4000, 50
"""Imports ask for many days; then what was walked is forgotten, and pages walk again."""


@dataclass(frozen=True, slots=True)
class Described:
    """What an organisation is called and is, from a day on."""

    begins_on: date
    name: str
    short_name: str
    type: str
    unit: str
    traits: tuple[str, ...]
    founded_on: date | None
    closed_on: date | None


class Structure:
    """Every description and relation known at one commit; asked by day, never changed."""

    def __init__(
        self,
        codes: Mapping[int, str],
        descriptions: Mapping[int, tuple[Described, ...]],
        links: Iterable[Link],
    ) -> None:
        self.codes = codes
        self.descriptions = descriptions
        self._links = tuple(links)
        self._lines = Lines(self._links, codes)
        self._walked: dict[tuple[int, date, str, bool], tuple[int, ...]] = {}
        self._together: dict[tuple[frozenset[int], date], frozenset[int]] = {}
        self._typed: dict[tuple[frozenset[str], date], frozenset[int]] = {}

    def __contains__(self, organization: object) -> bool:
        """Say whether the organisation was known."""
        return organization in self.descriptions

    def described(self, organization: int, day: date) -> Described | None:
        """What it was called and was on that day; before its first description, the first."""
        found = None
        for described in self.descriptions.get(organization, ()):
            if found is not None and described.begins_on > day:
                break
            found = described
        return found

    def founded_on(self, organization: int) -> date | None:
        """The day it was set up; where nobody said, the day of its first description."""
        for described in self.descriptions.get(organization, ()):
            return described.founded_on or described.begins_on
        return None

    def closed_on(self, organization: int) -> date | None:
        """Its last day, if it was closed."""
        known_ones = self.descriptions.get(organization, ())
        return known_ones[-1].closed_on if known_ones else None

    def exists(self, organization: int, day: date) -> bool:
        """Say whether it existed on that day, first and last day included."""
        founded, closed = self.founded_on(organization), self.closed_on(organization)
        return founded is not None and founded <= day and (closed is None or day <= closed)

    def children(self, organization: int, day: date, kind: str = SUBORDINATION) -> tuple[int, ...]:
        """The organisations directly under it on that day, by code."""
        return self._lines.children(organization, day, kind)

    def parents(self, organization: int, day: date, kind: str = SUBORDINATION) -> tuple[int, ...]:
        """The organisations directly above it on that day."""
        return self._lines.parents(organization, day, kind)

    def below(
        self,
        organization: int,
        day: date,
        kind: str = SUBORDINATION,
        *,
        closed: bool = False,
    ) -> tuple[int, ...]:
        """Itself and all below it on that day, level by level; those closed before only where asked."""
        asked = organization, day, kind, closed
        found = self._walked.get(asked)
        if found is None:
            enters = None if closed else lambda child: self.exists(child, day)
            found = self._lines.below(organization, day, kind, enters)
            if len(self._walked) >= _MOST_WALKS:
                self._walked.clear()
            self._walked[asked] = found
        return found

    def changes(self, first: date, last: date) -> tuple[date, ...]:
        """The days after the first, up to the last, on which a relation or a life begins or has ended."""
        begins = {day for link in self._links for day in (link.begins_on, _after(link.ends_on))}
        lives = {day for one in self.descriptions for day in (self.founded_on(one), _after(self.closed_on(one)))}
        return tuple(sorted(day for day in begins | lives if day is not None and first < day <= last))

    def under(self, roots: frozenset[int], day: date) -> frozenset[int]:
        """These and all below them on that day, closed ones too: over whom somebody has a right."""
        found = self._together.get((roots, day))
        if found is None:
            found = frozenset(one for root in roots if root in self for one in self.below(root, day, closed=True))
            if len(self._together) >= _MOST_ROOTS:
                self._together.clear()
            self._together[roots, day] = found
        return found

    def of_types(self, types: frozenset[str], day: date) -> frozenset[int]:
        """Whatever was of one of these types on that day."""
        found = self._typed.get((types, day))
        if found is None:
            described = ((one, self.described(one, day)) for one in self.descriptions)
            found = frozenset(one for one, was in described if was is not None and was.type in types)
            if len(self._typed) >= _MOST_ROOTS:
                self._typed.clear()
            self._typed[types, day] = found
        return found

    def above(self, organization: int, day: date, kind: str = SUBORDINATION) -> tuple[int, ...]:
        """All above it on that day, the nearest first, without itself."""
        return self._lines.above(organization, day, kind)

    def links_of(self, organization: int) -> tuple[Link, ...]:
        """Every relation it ever stood in, upward then downward, oldest first."""
        return self._lines.links_of(organization, RelationKind.values)


def _after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


def structure(known: int | None = None) -> Structure:
    """The structure as known at that commit (None: now); kept in memory until an organisation changes."""
    at = standing((Description, Relation), known)
    return _kept(at) if at.is_settled else _load(at)


def _load(at: Standing) -> Structure:
    rows = known_at(at.seq)
    descriptions: dict[int, list[Described]] = defaultdict(list)
    found = (
        Description.objects.filter(rows)
        .order_by("organization_id", "begins_on", "id")
        .values_list(
            "organization_id",
            "begins_on",
            "name",
            "short_name",
            "type",
            "unit",
            "traits",
            "founded_on",
            "closed_on",
        )
    )
    for organization, begins_on, name, short_name, type_, unit, traits, founded_on, closed_on in found.iterator():
        descriptions[organization].append(
            Described(begins_on, name, short_name, type_, unit, tuple(traits.split()), founded_on, closed_on)
        )
    links = Relation.objects.filter(rows).values_list("child_id", "parent_id", "kind", "begins_on", "ends_on")
    return Structure(
        dict(
            Organization.objects.filter(pk__in=Description.objects.filter(rows).values("organization_id")).values_list(
                "id", "code"
            )
        ),
        {organization: tuple(those) for organization, those in descriptions.items()},
        [Link(*row) for row in links.iterator()],
    )


_kept = lru_cache(maxsize=8)(_load)
