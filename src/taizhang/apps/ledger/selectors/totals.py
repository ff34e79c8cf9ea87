"""Values without their records, put together from shares: sums, and distinct people, entries, organisations, places.

Equal to what `domain.figures.balance` counts over the records. What is put together stays: when the share of one
organisation has changed, the old one is taken out and the new one put in, and nobody else's is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Count

from taizhang.apps.ledger.models import FigureCode
from taizhang.apps.ledger.selectors.counted_once import (
    ByMeasure,
    DistinctFew,
    DistinctNumbers,
    HeadsWithoutNames,
    JointAmounts,
    Read,
)
from taizhang.apps.ledger.selectors.extent import Extent
from taizhang.apps.ledger.selectors.shares import Heads, Share, Stated
from taizhang.domain.figures.balance import Value
from taizhang.domain.figures.measure import Ground, Measure

_BUNCH = 500
_NOTHING = Share()


class Totals:
    """The shares of a scope, put together for some measures; stocks are none of its business."""

    def __init__(self, extent: Extent, measures: Iterable[Measure]) -> None:
        self._extent = extent
        self._measures = tuple(one for one in measures if one.ground is not Ground.STOCK)
        self._shares: dict[int, Share] = {}
        self.values: Mapping[str, Value] = {}
        """By the id of the figure, as of the shares taken last."""
        read: dict[Ground, set[Read]] = defaultdict(set)
        for one in self._measures:
            read[one.ground].add(one.figures)
        self._sums: dict[str, int] = defaultdict(int)
        self._stated: dict[str, list[Stated]] = defaultdict(list)
        self._joint, self._heads = JointAmounts(), HeadsWithoutNames()
        self._people = ByMeasure[int](read[Ground.PEOPLE], DistinctNumbers)
        self._entries = ByMeasure[int](read[Ground.ENTRIES], DistinctNumbers)
        self._places = ByMeasure[str](read[Ground.PLACES], DistinctFew)
        self._organizations = ByMeasure[int](read[Ground.ORGANIZATIONS], DistinctFew)

    def take(self, shares: Mapping[int, Share]) -> None:
        """Take the shares of the scope as they are now, always of the same organisations."""
        before, self._shares = self._shares, dict(shares)
        for organization, share in shares.items():
            if before.get(organization) is not share:
                self._swap(organization, before.get(organization, _NOTHING), share)
        self.values = {one.info.id: self._value(one) for one in self._measures}

    def _swap(self, organization: int, before: Share, after: Share) -> None:
        for figure, amount in before.sums.items():
            self._sums[figure] -= amount
        for figure, amount in after.sums.items():
            self._sums[figure] += amount
        for figure, stated in before.stated.items():
            self._stated[figure].remove(stated)
        for figure, stated in after.stated.items():
            self._stated[figure].append(stated)
        self._joint.swap(before.joint, after.joint)
        self._heads.swap(before.heads, after.heads)
        self._people.swap(before.people, after.people)
        self._entries.swap(before.entries, after.entries)
        self._places.swap(before.places, after.places)
        read = self._organizations.figures
        self._organizations.swap(_holders(organization, before, read), _holders(organization, after, read))

    def _value(self, measure: Measure) -> Value:
        if measure.ground is Ground.PEOPLE:
            return self._people_of(measure)
        if measure.ground is Ground.ORGANIZATIONS:
            return Value(self._organizations.number(measure))
        if measure.ground is Ground.PLACES:
            return Value(self._places.number(measure))
        stated = [one for figure in measure.figures for one in self._stated.get(figure, ())]
        if measure.ground is Ground.ENTRIES:
            return Value(self._entries.number(measure), sum([one.above_entries for one in stated]))
        singles = sum([self._sums.get(one, 0) - self._joint.over.get(one, 0) for one in measure.figures])
        return Value(singles, sum([one.above_amounts for one in stated]))

    def _people_of(self, measure: Measure) -> Value:
        named, heads = self._people.number(measure), self._heads.of(measure)
        stated = sum([one.amount for figure in measure.figures for one in self._stated.get(figure, ())])
        if heads:
            named = max(named, self._heads.fullest(measure, lambda: self._fullest(measure, heads)))
        return Value(named, 0, stated + sum([one.amount for one in heads]))

    def _fullest(self, measure: Measure, heads: Sequence[Heads]) -> int:
        """How many the fullest meeting had: its names and its heads without names."""
        bookings = sorted({one.booking for one in heads})
        named: dict[tuple[int, int], int] = {}
        figures = FigureCode.objects.filter(code__in=measure.figures)
        among = self._extent.postings(self._shares).filter(tally=False, person__gt=0, figure__in=figures)
        for start in range(0, len(bookings), _BUNCH):
            rows = among.filter(booking_id__in=bookings[start : start + _BUNCH]).values_list("entry_id", "part")
            for entry, part, number in rows.annotate(number=Count("person", distinct=True)).order_by():
                named[entry, part] = number
        return max(named.get((one.entry, one.part), 0) + one.amount for one in heads)


def _holders(organization: int, share: Share, figures: Collection[str]) -> dict[str, list[int]]:
    """Who an entry is posted to, and who else took part in it, by figure."""
    found = {figure: [organization] for figure in share.sums if figure in figures}
    for one in share.joint:
        if one.figure in figures:
            found.setdefault(one.figure, []).extend(sorted(one.others))
    return found
