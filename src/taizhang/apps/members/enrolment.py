"""Enrolment (在册情况): how many members each organisation had on any day, from one pass over the events."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.members.models import MemberDescription, MemberEvent
from taizhang.apps.members.status import NOBODY, State, Status, step
from taizhang.domain.periods import Window

WOMAN = "女"


class Strength(NamedTuple):
    """How many members: in all, full, on probation, women."""

    members: int = 0
    full: int = 0
    probationary: int = 0
    women: int = 0


NONE = Strength()


class Course(NamedTuple):
    """The strength of one organisation over time: the days on which it changed, and what it was from then on."""

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


_Change = tuple[date, Strength]


class Enrolment:
    """The course of every organisation, as known at one commit."""

    def __init__(self, changes: Mapping[int, list[_Change]]) -> None:
        self._changes = changes
        self._courses: dict[int, Course] = {}

    def course(self, organization: int) -> Course:
        """How the strength of one organisation went, its own roll alone."""
        found = self._courses.get(organization)
        if found is None:
            found = self._courses[organization] = _course(self._changes.get(organization, ()))
        return found

    def together(self, organizations: Iterable[int]) -> Course:
        """How the strength of several organisations went, added up."""
        return _course(change for one in organizations for change in self._changes.get(one, ()))

    def at(self, organizations: Iterable[int], day: date) -> dict[int, Strength]:
        """The strength of each on that day."""
        with collector_resting():
            return {organization: self.course(organization).at(day) for organization in organizations}


def enrolment(known: int | None = None) -> Enrolment:
    """The enrolment as known at that commit (None: now); kept in memory until an event is recorded."""
    at = standing((MemberEvent, MemberDescription), known)
    return _kept(at) if at.is_settled else _load(at)


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the garbage collector from looking through a hundred thousand fresh tuples again and again; halves the time.

    Two threads in here at once only mean that it wakes a little early.
    """
    was_awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_awake:
            gc.enable()


@collector_resting()
def _load(at: Standing) -> Enrolment:
    rows = known_at(at.seq)
    women = frozenset(MemberDescription.objects.filter(rows, sex=WOMAN).values_list("member_id", flat=True).iterator())
    events = (
        MemberEvent.objects.filter(rows)
        .order_by("member_id", "day", "id")
        .values_list(
            "member_id",
            "day",
            "kind",
            "organization_id",
            "group_id",
            "full",
        )
    )
    changes: dict[int, list[_Change]] = defaultdict(list)
    member, state, counted = 0, NOBODY, NONE
    for who, day, kind, organization, group, full in events.iterator(chunk_size=5000):
        if who != member:
            member, state, counted = who, NOBODY, NONE
        after = step(state, kind, organization, group, full)
        counts = _counted(after, woman=who in women)
        if after.organization != state.organization or counts is not counted:
            if counted is not NONE and state.organization is not None:
                changes[state.organization].append((day, _LESS[counted]))
            if counts is not NONE and after.organization is not None:
                changes[after.organization].append((day, counts))
        state, counted = after, counts
    return Enrolment(changes)


_kept = lru_cache(maxsize=3)(_load)

_COUNTED: Mapping[tuple[Status, bool], Strength] = {
    (Status.FULL, False): Strength(1, 1, 0, 0),
    (Status.FULL, True): Strength(1, 1, 0, 1),
    (Status.PROBATIONARY, False): Strength(1, 0, 1, 0),
    (Status.PROBATIONARY, True): Strength(1, 0, 1, 1),
}
_LESS: Mapping[Strength, Strength] = {one: Strength(*(-number for number in one)) for one in _COUNTED.values()}


def _counted(state: State, *, woman: bool) -> Strength:
    return _COUNTED.get((state.status, woman), NONE)


def _course(changes: Iterable[_Change]) -> Course:
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
