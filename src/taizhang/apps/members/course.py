"""The course (变化) of an organisation's strength over time: how many members it had from which day on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from taizhang.domain.periods import Window


class Strength(NamedTuple):
    """How many members: in all, full, on probation, women."""

    members: int = 0
    full: int = 0
    probationary: int = 0
    women: int = 0


NONE = Strength()

Change = tuple[date, Strength]
"""By how much the strength changed on a day."""


class Course(NamedTuple):
    """The days on which the strength changed, and what it was from then on."""

    days: tuple[date, ...]
    strengths: tuple[Strength, ...]

    def at(self, day: date) -> Strength:
        """The strength on that day."""
        place = bisect_right(self.days, day)
        return self.strengths[place - 1] if place else NONE

    def windows(self, holds: Callable[[Strength], bool]) -> tuple[Window, ...]:
        """The runs of days on which the strength was such; one that still is has no end."""
        found: list[Window] = []
        since: date | None = None
        for day, strength in zip(self.days, self.strengths, strict=True):
            if holds(strength):
                since = since or day
            elif since is not None:
                found.append(Window(since, day - timedelta(days=1)))
                since = None
        return (*found, Window(since, date.max)) if since else tuple(found)


def course_of(changes: Iterable[Change]) -> Course:
    """Add changes up in the order of their days."""
    days: list[date] = []
    strengths: list[Strength] = []
    members = full = probationary = women = 0
    for day, change in sorted(changes, key=itemgetter(0)):
        members += change.members
        full += change.full
        probationary += change.probationary
        women += change.women
        if not days or days[-1] != day:
            days.append(day)
            strengths.append(NONE)
        strengths[-1] = Strength(members, full, probationary, women)
    return Course(tuple(days), tuple(strengths))
