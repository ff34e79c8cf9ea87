"""Values without their records, put together from shares: sums, and distinct people, entries, organisations, places.

Equal to what `domain.figures.balance` counts over the records, where nothing was stated in sum (汇总登记); a figure
that was is balanced record by record, because a statement gives way to the single entries in its own period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from django.db.models import Count

from taizhang.apps.ledger.models import FigureCode
from taizhang.apps.ledger.selectors.shares import Extent, Heads, Joint, Share
from taizhang.domain.figures.balance import Value
from taizhang.domain.figures.measure import Ground, Measure

ValueT = TypeVar("ValueT")
_BUNCH = 500


class Totals:
    """The shares of a scope, asked for one measure after another."""

    def __init__(self, extent: Extent, shares: Mapping[int, Share]) -> None:
        self._extent = extent
        self._shares = shares
        self.tallied: frozenset[str] = frozenset().union(*(one.stated for one in shares.values()))

    def holds(self, measure: Measure) -> bool:
        """Say whether this counts the measure; stocks and figures with statements it does not."""
        return measure.ground is not Ground.STOCK and self.tallied.isdisjoint(measure.figures)

    def value(self, measure: Measure) -> Value:
        """The value of a measure without statements."""
        if measure.ground is Ground.PEOPLE:
            return self._people_of(measure)
        if measure.ground is Ground.ENTRIES:
            return Value(_distinct(self._entries, measure))
        if measure.ground is Ground.ORGANIZATIONS:
            return Value(_distinct(self._organizations, measure))
        if measure.ground is Ground.PLACES:
            return Value(_distinct(self._places, measure))
        return Value(sum(self._sums.get(one, 0) for one in measure.figures))

    @cached_property
    def _sums(self) -> dict[str, int]:
        """Sums by figure, joint events once: everything, less what organisations beyond the first posted of one."""
        sums: dict[str, int] = defaultdict(int)
        for share in self._shares.values():
            for figure, amount in share.sums.items():
                sums[figure] += amount
        amounts: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for one in self._joint:
            amounts[one.figure, one.entry, one.part].append(one.amount)
        for (figure, _, _), posted in amounts.items():
            sums[figure] -= sum(posted) - max(posted)
        return sums

    @cached_property
    def _organizations(self) -> dict[str, set[int]]:
        """Who an entry is posted to, and who else took part in it."""
        found: dict[str, set[int]] = defaultdict(set)
        for organization, share in self._shares.items():
            for figure in share.sums:
                found[figure].add(organization)
        for one in self._joint:
            found[one.figure] |= one.others
        return found

    @cached_property
    def _people(self) -> dict[str, set[int]]:
        return _united([one.people for one in self._shares.values()])

    @cached_property
    def _entries(self) -> dict[str, set[int]]:
        return _united([one.entries for one in self._shares.values()])

    @cached_property
    def _places(self) -> dict[str, set[str]]:
        return _united([one.places for one in self._shares.values()])

    @cached_property
    def _heads(self) -> dict[str, dict[tuple[str, int, int], Heads]]:
        """Heads without names, by figure: how many of which entry and part, and the booking that says so."""
        heads: dict[str, dict[tuple[str, int, int], Heads]] = defaultdict(dict)
        for one in sorted(one for share in self._shares.values() for one in share.heads):
            heads[one.figure][one.figure, one.entry, one.part] = one
        return heads

    @property
    def _joint(self) -> Iterator[Joint]:
        return (one for share in self._shares.values() for one in share.joint)

    def _people_of(self, measure: Measure) -> Value:
        named = _distinct(self._people, measure)
        heads = {place: one for figure in measure.figures for place, one in self._heads.get(figure, {}).items()}
        if not heads:
            return Value(named)
        return Value(max(named, self._fullest(measure, heads)), 0, sum(one.amount for one in heads.values()))

    def _fullest(self, measure: Measure, heads: Mapping[tuple[str, int, int], Heads]) -> int:
        """How many the fullest meeting had: its names and its heads without names."""
        bookings = sorted({one.booking for one in heads.values()})
        named: dict[tuple[int, int], int] = {}
        figures = FigureCode.objects.filter(code__in=measure.figures)
        among = self._extent.postings(self._shares).filter(tally=False, person__gt=0, figure__in=figures)
        for bunch in _bunches(bookings):
            rows = among.filter(booking_id__in=bunch).values_list("entry_id", "part")
            for entry, part, number in rows.annotate(number=Count("person", distinct=True)).order_by():
                named[entry, part] = number
        return max(named.get((entry, part), 0) + one.amount for (_, entry, part), one in heads.items())


def _distinct(values: Mapping[str, set[ValueT]], measure: Measure) -> int:
    """How many different ones are behind a measure; most read one figure, and need no set of their own."""
    if len(measure.figures) == 1:
        return len(values.get(measure.figures[0], ()))
    return len(set[ValueT]().union(*(values.get(one, ()) for one in measure.figures)))


def _united(by_organization: Sequence[Mapping[str, Iterable[ValueT]]]) -> dict[str, set[ValueT]]:
    found: dict[str, set[ValueT]] = defaultdict(set)
    for by in by_organization:
        for figure, values in by.items():
            found[figure].update(values)
    return found


def _bunches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _BUNCH):
        yield numbers[start : start + _BUNCH]
