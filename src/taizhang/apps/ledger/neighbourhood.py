"""What stands around occasions, read for many of them at once: a file is checked in a few questions, not ten a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from taizhang.apps.ledger.models import Revision, RevisionOrganization, Signature
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.organizations.structure import structure
from taizhang.apps.rulebooks.selectors import current_rulebook, profile_choices
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.signatures import bands_of, from_signed, minutes_of, signature_of
from taizhang.domain.ledger.surroundings import Neighbour, RememberedMinutes, Surroundings

LONGEST = timedelta(days=62)
"""A course of months has too many neighbours to compare; then only its first days are looked at."""
MOST_NEIGHBOURS = 300
MOST_MINUTES = 20
_BUNCH = 500
_DAY = timedelta(days=1)


class _Near(NamedTuple):
    """A revision near an occasion, by its number: most are near none, and their contents are never read."""

    day: date
    revision: int
    entry: int


class _Recorded(NamedTuple):
    organization: int
    entry: int
    title: str
    occasion: Occasion


class Neighbourhood:
    """The surroundings of some occasions, as everything was when this was made."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        """Read what any of them may want."""
        self._rulebook, self._structure, self._choices = current_rulebook(), structure(), profile_choices()
        around = [self._around(one) for one in occasions]
        self._calendar = _Calendar({place for one in around for place in one}, occasions)
        near = [self._calendar.near(places, one) for places, one in zip(around, occasions, strict=True)]
        self._recorded = _recorded({one.revision for some in near for one in some[: MOST_NEIGHBOURS + 1]})
        self._names = self._names_of_met(occasions, near)
        self._minutes = _Minutes(occasions)

    def around(self, occasion: Occasion, entry: int | None = None) -> Surroundings:
        """What stands around one of them; the entry itself, where it is being corrected, is no neighbour of its own."""
        here = organization_view(occasion.recorder, occasion.day)
        near = [one for one in self._calendar.near(self._around(occasion), occasion) if one.entry != entry]
        lineage = self._lineage(occasion)
        return Surroundings(
            organization_type=here.type,
            roll_size=occasion.roster.due,
            founded_on=here.founded_on,
            closed_on=here.closed_on,
            neighbours=tuple(self._neighbour(one, occasion.recorder) for one in near[:MOST_NEIGHBOURS]),
            minutes=self._minutes.like(occasion, entry),
            names=self._names.get(occasion.day, {}),
            profiles=frozenset(
                one.profile for one in self._choices if one.organization in lineage and one.holds(occasion.day)
            ),
        )

    def _lineage(self, occasion: Occasion) -> tuple[int, ...]:
        return (occasion.recorder, *self._structure.above(occasion.recorder, occasion.day))

    def _around(self, occasion: Occasion) -> frozenset[int]:
        others = (one.organization for one in occasion.organizations if one.organization is not None)
        return frozenset((*self._lineage(occasion), *occasion.roster.branch_of.values(), *others))

    def _names_of_met(
        self, occasions: Sequence[Occasion], near: Sequence[Sequence[_Near]]
    ) -> dict[date, dict[int, str]]:
        """Who is at an occasion and at one of its neighbours, by what they were called on that day."""
        met: dict[date, set[int]] = defaultdict(set)
        for occasion, some in zip(occasions, near, strict=True):
            present = set(occasion.present)
            for one in some[: MOST_NEIGHBOURS + 1]:
                met[occasion.day].update(present.intersection(self._recorded[one.revision].occasion.present))
        return {day: names_at(persons, day) for day, persons in met.items() if persons}

    def _neighbour(self, near: _Near, recorder: int) -> Neighbour:
        """Another occasion; what foreign ones and talks are called stays with those whom they concern."""
        recorded = self._recorded[near.revision]
        other = recorded.occasion
        shown = self._kept_title([part.kind for part in other.parts])
        if recorded.organization != recorder:
            shown = "别的党组织的一次活动"
        return Neighbour(
            entry=recorded.entry,
            organization=recorded.organization,
            title=recorded.title,
            day=other.day,
            end_day=other.end_day,
            begins=other.begins,
            ends=other.ends,
            place=other.place,
            kinds=frozenset(part.kind for part in other.parts),
            persons=frozenset(other.present),
            shown=shown,
        )

    def _kept_title(self, kinds: Iterable[str]) -> str:
        """What to call an occasion whose title is for the keepers: its kinds; empty where everybody may read it."""
        found = [self._rulebook.kinds[kind] for kind in kinds if kind in self._rulebook.kinds]
        return "、".join(kind.zh for kind in found) if any(kind.details for kind in found) else ""


class _Calendar:
    """Which revisions stand on which days of some organisations, recorded by them or with their part."""

    def __init__(self, places: Collection[int], occasions: Sequence[Occasion]) -> None:
        self._on: dict[tuple[int, date], list[_Near]] = defaultdict(list)
        self._long: dict[int, list[tuple[_Near, date]]] = defaultdict(list)
        if not occasions:
            return
        first, last = min(one.day for one in occasions), max(map(_last, occasions))
        for place, revision, entry, day, last_day in _standing(places, first, last):
            near = _Near(day, revision, entry)
            if day == last_day:
                self._on[place, day].append(near)
            else:
                self._long[place].append((near, last_day))

    def near(self, places: Iterable[int], occasion: Occasion) -> list[_Near]:
        """Those that touch the days of an occasion, in the order of days."""
        found: set[_Near] = set()
        day, last = occasion.day, _last(occasion)
        days = [day + number * _DAY for number in range((last - day).days + 1)]
        for place in places:
            for one in days:
                found.update(self._on.get((place, one), ()))
            found.update(near for near, ends in self._long.get(place, ()) if near.day <= last and ends >= day)
        return sorted(found)


class _Minutes:
    """Earlier minutes that share a band; foreign ones are nobody's business."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        """Read every remembered signature that shares a band with one of these."""
        values: dict[int, set[int]] = defaultdict(set)
        recorders = set()
        for one in occasions:
            for band, value in _bands(one):
                values[band].add(value)
                recorders.add(one.recorder)
        self._found: dict[tuple[int, int, int], list[tuple[int, int, str, date, int]]] = defaultdict(list)
        if not values:
            return
        same = reduce(or_, (Q(band=band, value__in=some) for band, some in values.items()))
        found = Signature.objects.filter(same, organization_id__in=recorders, revision__known_until__isnull=True)
        rows = found.order_by("revision_id").values_list(
            "organization_id", "band", "value", "revision_id", "revision__entry_id", "revision__title",
            "revision__day", "whole",
        )  # fmt: skip
        for organization, band, value, revision, entry, title, day, whole in rows:
            self._found[organization, band, value].append((revision, entry, title, day, whole))

    def like(self, occasion: Occasion, entry: int | None) -> tuple[RememberedMinutes, ...]:
        """Those that may be like the minutes of this occasion."""
        found = {
            one
            for band, value in _bands(occasion)
            for one in self._found.get((occasion.recorder, band, value), ())
            if one[1] != entry
        }
        return tuple(
            RememberedMinutes(of, title, day, from_signed(whole))
            for _, of, title, day, whole in sorted(found)[:MOST_MINUTES]
        )


def _bands(occasion: Occasion) -> list[tuple[int, int]]:
    whole = signature_of(minutes_of(occasion))
    return [] if whole is None else list(enumerate(bands_of(whole)))


def _last(occasion: Occasion) -> date:
    return max(occasion.day, min(occasion.last_day, occasion.day + LONGEST))


def _standing(places: Collection[int], first: date, last: date) -> Iterable[tuple[int, int, int, date, date]]:
    """Organisation, revision, entry and days of what is known of those days."""
    wanted = sorted(places)
    for start in range(0, len(wanted), _BUNCH):
        some = wanted[start : start + _BUNCH]
        recorded = Revision.objects.filter(
            organization_id__in=some, known_until__isnull=True, day__lte=last, last_day__gte=first, is_tally=False
        )
        yield from recorded.values_list("organization_id", "pk", "entry_id", "day", "last_day")
        with_them = RevisionOrganization.objects.filter(
            organization_id__in=some,
            revision__known_until__isnull=True,
            revision__day__lte=last,
            revision__last_day__gte=first,
            revision__is_tally=False,
        )
        yield from with_them.values_list(
            "organization_id", "revision_id", "revision__entry_id", "revision__day", "revision__last_day"
        )


def _recorded(revisions: Collection[int]) -> dict[int, _Recorded]:
    found = {}
    wanted = sorted(revisions)
    for start in range(0, len(wanted), _BUNCH):
        rows = Revision.objects.filter(pk__in=wanted[start : start + _BUNCH])
        for number, organization, entry, title, content in rows.values_list(
            "pk", "organization_id", "entry_id", "title", "content"
        ):
            found[number] = _Recorded(organization, entry, title, occasion_of(content))
    return found
