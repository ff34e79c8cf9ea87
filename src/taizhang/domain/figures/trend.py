"""A figure month by month (走势), and beside the year before (比上年)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from taizhang.domain.figures.balance import Asking, balance
from taizhang.domain.figures.figure import Figure
from taizhang.domain.figures.measure import Ground, Measure
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Cycle, Window, windows_of_year


@dataclass(frozen=True, slots=True)
class Trend:
    """The twelve months of a year; what the year counts besides lies elsewhere or was stated for longer periods."""

    year: int
    months: tuple[int | None, ...]
    """None for a month that has not begun on the day asked."""
    elsewhere: int
    """归属本年度而日期不在本年的，以及按更长时段汇总登记的: year − months; 0 where months cannot be added."""


def trend(measure: Measure, records: Iterable[Record], year: int, asking: Asking) -> Trend:
    """Balance every month by day, and say what the year counts besides."""
    read = list(records)
    windows = windows_of_year(Cycle.MONTH, year)
    months = tuple(
        balance(measure, read, replace(asking, period=window)).value if window.start <= asking.as_of else None
        for window in windows
    )
    if measure.ground not in {Ground.SUM, Ground.ENTRIES}:
        return Trend(year, months, 0)
    whole = balance(measure, read, replace(asking, period=Window.of_year(year))).value
    return Trend(year, months, whole - sum(month or 0 for month in months))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value beside the one of the same period a year before."""

    now: int
    before: int
    unit: str

    @property
    def difference(self) -> int:
        """How much more, or less where negative."""
        return self.now - self.before

    @property
    def zh(self) -> str:
        """How a report says it, without percentages."""
        if not self.before:
            return "上年同期没有记录"
        if not self.difference:
            return "与上年同期持平"
        return f"比上年同期{'多' if self.difference > 0 else '少'} {abs(self.difference)} {self.unit}"


def compare(measure: Measure, records: Iterable[Record], asking: Asking) -> tuple[Figure, Figure, Comparison]:
    """Balance the period and the same one a year before, the latter up to the same day of its year."""
    read = list(records)
    now = balance(measure, read, asking)
    period = Window(_year_before(asking.period.start), _year_before(asking.period.end))
    before = balance(measure, read, replace(asking, period=period, as_of=_year_before(asking.as_of)))
    return now, before, Comparison(now.value, before.value, now.unit)


def _year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
