"""What must not count twice in a scope, kept up to date as the shares of its organisations come and go.

Numbers of entries and of people lie close together, so how often each is named is kept in pages, four bytes each; a
set of a hundred thousand would take seven megabytes, and a union has to be made anew when one of its lists changes.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

from taizhang.apps.ledger.selectors.shares import Heads, Joint
from taizhang.domain.figures.measure import Measure

_PAGE = 10
_WITHIN = (1 << _PAGE) - 1
Counts: TypeAlias = "array[int]"
ItemT = TypeVar("ItemT")
HashableT = TypeVar("HashableT", bound=Hashable)
Read = tuple[str, ...]
"""The figures that a measure reads."""


class Distinct(Generic[ItemT]):
    """How many different ones are in many lists, of which some come and go."""

    number = 0

    def add(self, those: Iterable[ItemT]) -> None:
        """Count these in."""
        raise NotImplementedError

    def remove(self, those: Iterable[ItemT]) -> None:
        """Count these out, which were added before."""
        raise NotImplementedError


class DistinctNumbers(Distinct[int]):
    """Entries and people."""

    def __init__(self) -> None:
        self._pages: dict[int, Counts] = {}

    def add(self, those: Iterable[int]) -> None:
        """Count these in."""
        pages = self._pages
        for one in those:
            page = pages.get(one >> _PAGE)
            if page is None:
                page = pages[one >> _PAGE] = array("I", bytes(4 << _PAGE))
            if not page[one & _WITHIN]:
                self.number += 1
            page[one & _WITHIN] += 1

    def remove(self, those: Iterable[int]) -> None:
        """Count these out, which were added before."""
        pages = self._pages
        for one in those:
            page = pages[one >> _PAGE]
            page[one & _WITHIN] -= 1
            if not page[one & _WITHIN]:
                self.number -= 1


class DistinctFew(Distinct[HashableT]):
    """Places by name, and organisations."""

    def __init__(self) -> None:
        self._times: dict[HashableT, int] = {}

    def add(self, those: Iterable[HashableT]) -> None:
        """Count these in."""
        for one in those:
            self._times[one] = self._times.get(one, 0) + 1
        self.number = len(self._times)

    def remove(self, those: Iterable[HashableT]) -> None:
        """Count these out, which were added before."""
        for one in those:
            self._times[one] -= 1
            if not self._times[one]:
                del self._times[one]
        self.number = len(self._times)


class ByMeasure(Generic[ItemT]):
    """Distinct counts, one for each set of figures that some measure reads."""

    def __init__(self, read: Iterable[Read], new: Callable[[], Distinct[ItemT]]) -> None:
        self._counts = {figures: new() for figures in read}
        readers: dict[str, list[Distinct[ItemT]]] = defaultdict(list)
        for figures, count in self._counts.items():
            for figure in figures:
                readers[figure].append(count)
        self._readers: Mapping[str, Sequence[Distinct[ItemT]]] = readers

    @property
    def figures(self) -> Collection[str]:
        """Every figure that is read."""
        return self._readers.keys()

    def number(self, measure: Measure) -> int:
        """How many different ones are behind a measure."""
        return self._counts[measure.figures].number

    def swap(self, before: Mapping[str, Sequence[ItemT]], after: Mapping[str, Sequence[ItemT]]) -> None:
        """Put the new lists in the place of the old; where a list is the same nothing is done."""
        for figure in {**before, **after}:
            old, new = before.get(figure, ()), after.get(figure, ())
            if old != new:
                for count in self._readers[figure]:
                    count.add(new)
                    count.remove(old)


class JointAmounts:
    """What several organisations posted of one event counts once, with the largest of their amounts."""

    def __init__(self) -> None:
        self.over: dict[str, int] = defaultdict(int)
        """How much of the sums of a figure is there for a second time."""
        self._amounts: dict[tuple[str, int, int], list[int]] = {}

    def swap(self, before: Sequence[Joint], after: Sequence[Joint]) -> None:
        """Put these in the place of those."""
        if before == after:
            return
        for one in before:
            amounts = self._leave(one)
            amounts.remove(one.amount)
            self._enter(one, amounts)
        for one in after:
            amounts = self._leave(one)
            amounts.append(one.amount)
            self._enter(one, amounts)

    def _leave(self, one: Joint) -> list[int]:
        amounts = self._amounts.pop((one.figure, one.entry, one.part), [])
        self.over[one.figure] -= _beyond_the_largest(amounts)
        return amounts

    def _enter(self, one: Joint, amounts: list[int]) -> None:
        self.over[one.figure] += _beyond_the_largest(amounts)
        if amounts:
            self._amounts[one.figure, one.entry, one.part] = amounts


def _beyond_the_largest(amounts: Sequence[int]) -> int:
    return sum(amounts) - max(amounts) if len(amounts) > 1 else 0


class HeadsWithoutNames:
    """How many heads without names which entry and part had; said by several organisations, the last one's holds."""

    def __init__(self) -> None:
        self._said: dict[str, dict[tuple[int, int], list[Heads]]] = defaultdict(dict)
        self._fullest: dict[Read, int] = {}

    def swap(self, before: Sequence[Heads], after: Sequence[Heads]) -> None:
        """Put these in the place of those."""
        if before == after:
            return
        for one in before:
            there = self._said[one.figure][one.entry, one.part]
            there.remove(one)
            if not there:
                del self._said[one.figure][one.entry, one.part]
        for one in after:
            insort(self._said[one.figure].setdefault((one.entry, one.part), []), one)
        changed = {one.figure for one in (*before, *after)}
        self._fullest = {read: most for read, most in self._fullest.items() if changed.isdisjoint(read)}

    def of(self, measure: Measure) -> list[Heads]:
        """What holds for a measure."""
        return [said[-1] for figure in measure.figures for said in self._said.get(figure, {}).values()]

    def fullest(self, measure: Measure, ask: Callable[[], int]) -> int:
        """How many the fullest meeting had: asked again when heads change, as what a booking posts never does."""
        if measure.figures not in self._fullest:
            self._fullest[measure.figures] = ask()
        return self._fullest[measure.figures]
