"""Days on which people meet: working days, without the long holidays."""

from __future__ import annotations

import random
from datetime import date, timedelta

CLOCK = date(2025, 12, 10)
"""The day on which the demonstration stands (业务日期)."""
FIRST_DAY = date(2023, 1, 1)
_ONE = timedelta(days=1)
_FRIDAY = 4
# First and last day of the spring festival in the three years; the others are on the same days each year.
_SPRING = (
    (date(2023, 1, 21), date(2023, 1, 27)),
    (date(2024, 2, 10), date(2024, 2, 17)),
    (date(2025, 1, 28), date(2025, 2, 4)),
)
_YEARLY = (((1, 1), (1, 1)), ((5, 1), (5, 4)), ((10, 1), (10, 7)))


def is_workday(day: date) -> bool:
    """Say whether an office is open on that day."""
    if day.weekday() > _FRIDAY or any(start <= day <= end for start, end in _SPRING):
        return False
    return not any(start <= (day.month, day.day) <= end for start, end in _YEARLY)


def next_day(day: date) -> date:
    """The day after."""
    return day + _ONE


def workday_from(day: date) -> date:
    """The day itself if it is a working day, else the next one."""
    while not is_workday(day):
        day += _ONE
    return day


def workdays_after(day: date, number: int) -> date:
    """So many working days later."""
    for _ in range(number):
        day = workday_from(day + _ONE)
    return day


def workday_near(year: int, month: int, day: int) -> date:
    """The working day at or after this one; before it where the month would be over."""
    wanted = date(year, month, min(day, days_in(year, month)))
    later = workday_from(wanted)
    while later.month != month:
        wanted -= _ONE
        later = wanted if is_workday(wanted) else later
    return later


def workday_between(stream: random.Random, year: int, month: int, first: int = 1, last: int = 28) -> date:
    """Some working day of the month between two days of it."""
    return workday_near(year, month, stream.randint(first, last))


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - _ONE).day


def months() -> tuple[tuple[int, int], ...]:
    """Every month of the story."""
    return tuple(
        (year, month)
        for year in range(FIRST_DAY.year, CLOCK.year + 1)
        for month in range(1, 13)
        if (year, month) <= (CLOCK.year, CLOCK.month)
    )
