"""What shares are asked for: which postings, of which period, up to which day, and what is counted of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q, QuerySet

from taizhang.apps.ledger.models import Posting
from taizhang.apps.ledger.selectors.counting import postings_among
from taizhang.apps.ledger.selectors.touched import Touched
from taizhang.domain.figures.measure import Ground, Measure
from taizhang.domain.figures.tallies import is_whole_years
from taizhang.domain.periods import Window


class Dated(Protocol):
    """A posting, or what is said of some."""

    @property
    def year(self) -> int:
        """Its 归属年度."""

    @property
    def day(self) -> date:
        """Its day."""

    @property
    def tally(self) -> bool:
        """Whether it states a sum."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Which postings are asked about: in which period, up to which day, known when."""

    period: Window
    as_of: date
    seq: int | None = None

    @property
    def years(self) -> range:
        """The years of attribution: exact for whole years, else with those beside, because then the day decides."""
        wider = not is_whole_years(self.period)
        return range(self.period.start.year - wider, self.period.end.year + 1 + wider)

    def postings(self, organizations: Collection[int]) -> QuerySet[Posting]:
        """Those postings of these organisations, statements (汇总登记) of the days before included."""
        found = postings_among(organizations, self.seq).filter(day__lte=self.as_of)
        if is_whole_years(self.period):
            return found.filter(year__in=self.years)
        return found.filter(Q(day__gte=self.period.start) | Q(tally=True), day__lte=self.period.end)

    def holds(self, one: Dated) -> bool:
        """Say the same of one posting, known at that commit."""
        if one.day > self.as_of:
            return False
        if is_whole_years(self.period):
            return one.year in self.years
        return one.day in self.period or (one.tally and one.day <= self.period.end)

    def concerned(self, touched: Touched) -> set[int]:
        """Whose share commits may have changed: a share hangs on postings alone, and most lie in no other year."""
        return {one.organization for one in touched.posted if self.holds(one)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The postings that measures read, by what is counted of them."""

    sums: frozenset[str]
    people: frozenset[str]
    entries: frozenset[str]
    places: frozenset[str]

    @classmethod
    def by(cls, measures: Iterable[Measure]) -> Wanted:
        """Sort the postings by ground; who posted at all is told from the sums."""
        read: dict[Ground, set[str]] = defaultdict(set)
        for one in measures:
            read[one.ground].update(one.figures)
        return cls(
            frozenset(read[Ground.SUM] | read[Ground.ORGANIZATIONS]),
            frozenset(read[Ground.PEOPLE]),
            frozenset(read[Ground.ENTRIES]),
            frozenset(read[Ground.PLACES]),
        )
