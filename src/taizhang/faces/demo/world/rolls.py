"""Who was on which roll on which day, as the story has it: for filling in who came."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.plan import Happening

_ENDS = frozenset({"transferred_out", "died", "cancelled", "expelled"})


@dataclass(frozen=True, slots=True)
class Stay:
    """One person in one branch, from day to day (the last day not included)."""

    person: str
    begins_on: date
    until: date
    full_from: date
    group: str

    def holds(self, day: date) -> bool:
        """Say whether the person was there on that day."""
        return self.begins_on <= day < self.until


@cache
def _stays() -> dict[str, list[Stay]]:
    found: dict[str, list[Stay]] = defaultdict(list)
    for person in people().values():
        branch, group, begun = "", "", date.min
        full_from = _full_from(person.happenings)
        for happening in person.happenings:
            arrives = happening.kind in {"joined_probationary", "entered_roll", "transferred_in", "moved"}
            if branch and (arrives or happening.kind in _ENDS):
                found[branch].append(Stay(person.code, begun, happening.day, full_from, group))
                branch = ""
            if arrives:
                branch, group, begun = happening.organization, happening.group, happening.day
        if branch:
            found[branch].append(Stay(person.code, begun, date.max, full_from, group))
    return found


@cache
def roll(branch: str, day: date) -> tuple[Stay, ...]:
    """The members of a branch on that day, the holders of posts first."""
    return tuple(stay for stay in _stays()[branch] if stay.holds(day))


def _full_from(happenings: list[Happening]) -> date:
    for happening in happenings:
        if happening.kind == "confirmed" or happening.full:
            return happening.day
    return date.max


def strength(branch: str, days: tuple[date, ...]) -> tuple[int, ...]:
    """How many members the branch had on each of the days."""
    edges = sorted(edge for stay in _stays()[branch] for edge in (stay.begins_on, stay.until))
    return tuple(len(roll(branch, day)) if bisect_right(edges, day) else 0 for day in days)
