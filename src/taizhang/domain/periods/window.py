"""A window is a run of days, both ends included; a cycle cuts a year into windows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Cycle(StrEnum):
    """How often something is owed."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The number of months in one window, nought for a week."""
        return {"week": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}[self.value]

    @property
    def zh(self) -> str:
        """How a clerk says it."""
        return {"week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """A window that ends before it starts is a mistake of the caller."""
        if self.end < self.start:
            message = f"a window cannot end ({self.end}) before it starts ({self.start})"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        """Say whether the day lies inside, bounds included."""
        return self.start <= day <= self.end

    def overlaps(self, other: Window) -> bool:
        """Say whether both windows share a day."""
        return self.start <= other.end and other.start <= self.end

    @classmethod
    def of_year(cls, year: int) -> Window:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> Window:
        """The calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def zh(self) -> str:
        """The window as a clerk would name it: 9月, 第三季度, 上半年, 2025年."""
        if self.end == date(self.start.year, self.start.month, monthrange(self.start.year, self.start.month)[1]):
            return f"{self.start.month}月"
        if self.start.day == 1 and self.start.year == self.end.year:
            months = self.end.month - self.start.month + 1
            if months == Cycle.QUARTER.months and self.start.month % 3 == 1:
                return f"第{'一二三四'[self.start.month // 3]}季度"
            if months == Cycle.HALF.months and self.start.month in (1, 7):
                return "上半年" if self.start.month == 1 else "下半年"
            if months == Cycle.YEAR.months:
                return f"{self.start.year}年"
        start, end = self.start, self.end
        return f"{start.month}月{start.day}日至{end.month}月{end.day}日"


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of that month where there is none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def windows_of_year(cycle: Cycle, year: int) -> tuple[Window, ...]:
    """Cut the calendar year into the cycle's windows; a week belongs to the year of its Thursday."""
    if cycle is Cycle.WEEK:
        return tuple(_weeks(year))
    step = cycle.months
    return tuple(
        Window(date(year, month, 1), date(year, month + step - 1, monthrange(year, month + step - 1)[1]))
        for month in range(1, 13, step)
    )


def windows_between(cycle: Cycle, start: date, end: date) -> tuple[Window, ...]:
    """All windows of the cycle that share a day with the run from start to end."""
    run = Window(start, end)
    return tuple(
        window
        for year in range(start.year - 1, end.year + 2)
        for window in windows_of_year(cycle, year)
        if window.overlaps(run)
    )


def _weeks(year: int) -> Iterator[Window]:
    monday = date.fromisocalendar(year, 1, 1)
    while monday.isocalendar().year == year:
        yield Window(monday, monday + timedelta(days=6))
        monday += timedelta(days=7)
