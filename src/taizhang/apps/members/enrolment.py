"""Enrolment (在册情况): how many members each organisation had on any day, from one pass over the events.

It is kept in memory under its standing. After another event the new one grows out of the one before: only the persons
that the event concerns are read again.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Final

from django.db.models import Q

from taizhang.apps.audit.models import Commit
from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.members.course import NONE, Change, Course, Strength, course_of
from taizhang.apps.members.models import MemberDescription, MemberEvent
from taizhang.apps.members.status import NOBODY, State, Status, step

WOMAN: Final = "女"
_MOST_REREAD: Final = 5000
"""Beyond so many changed persons, one pass over everybody is quicker."""
_BUNCH: Final = 800
_MOST_KEPT: Final = 4
_MOST_STEPS: Final = 50

Life = tuple[tuple[int, date, Strength], ...]
"""What a person adds to which organisation, and takes away again, on which days."""


class Enrolment:
    """The course of every organisation, as known at one commit; never changed once made."""

    def __init__(self, at: Standing, lives: Mapping[int, Life], before: Enrolment | None = None) -> None:
        """Take in lives by person; those whom nothing concerned since `before` are taken over from it."""
        self.at_commit = at
        self._lives: dict[int, Life] = dict(before._lives) if before else {}  # noqa: SLF001 (the same class)
        self._persons: dict[int, frozenset[int]] = dict(before._persons) if before else {}  # noqa: SLF001 (the same)
        touched = self._take_in(lives)
        self._grown: tuple[tuple[Standing, frozenset[int]], ...] = ()
        self._courses: dict[int, Course] = {}
        if before is not None:
            self._grown = (*before._grown[-_MOST_STEPS:], (before.at_commit, touched))  # noqa: SLF001 (the same)
            self._courses = {one: course for one, course in before._courses.items() if one not in touched}  # noqa: SLF001 (the same)

    def touched_since(self, at: Standing) -> frozenset[int] | None:
        """The organisations whose course may differ from what it was then; None where that is not remembered."""
        if at == self.at_commit:
            return frozenset()
        steps = [commit for commit, _ in self._grown]
        if at not in steps:
            return None
        return frozenset().union(*(touched for _, touched in self._grown[steps.index(at) :]))

    def course(self, organization: int) -> Course:
        """How the strength of one organisation went, its own roll alone."""
        found = self._courses.get(organization)
        if found is None:
            found = self._courses[organization] = course_of(self._changes(organization))
        return found

    def together(self, organizations: Iterable[int]) -> Course:
        """How the strength of several organisations went, added up."""
        return course_of(change for one in organizations for change in self._changes(one))

    def at(self, organizations: Iterable[int], day: date) -> dict[int, Strength]:
        """The strength of each on that day."""
        with collector_resting():
            return {organization: self.course(organization).at(day) for organization in organizations}

    def _changes(self, organization: int) -> Iterator[Change]:
        for person in self._persons.get(organization, ()):
            for place, day, change in self._lives[person]:
                if place == organization:
                    yield day, change

    def _take_in(self, lives: Mapping[int, Life]) -> frozenset[int]:
        """Put lives in the place of those known before, and say which organisations that concerns."""
        leaving: dict[int, set[int]] = {}
        coming: dict[int, set[int]] = {}
        for person, life in lives.items():
            for place, _, _ in self._lives.get(person, ()):
                leaving.setdefault(place, set()).add(person)
            for place, _, _ in life:
                coming.setdefault(place, set()).add(person)
            self._lives[person] = life
        touched = leaving.keys() | coming.keys()
        for place in touched:
            stayed = self._persons.get(place, frozenset()) - leaving.get(place, set())
            self._persons[place] = stayed | coming.get(place, set())
        return frozenset(touched)


def enrolment(known: int | None = None) -> Enrolment:
    """The enrolment as known at that commit (None: now)."""
    at = standing((MemberEvent, MemberDescription), known)
    if not at.is_settled:
        return _whole(at)
    with _LOCK:
        found = _KEPT.get(at)
        bases = [one for one in _KEPT.values() if one.at_commit.seq < at.seq]
    if found is None:
        base = max(bases, key=lambda one: one.at_commit.seq, default=None)
        found = _grown(base, at) if base is not None and _is_in_chain(base.at_commit) else _whole(at)
        with _LOCK:
            _KEPT[at] = found
            while len(_KEPT) > _MOST_KEPT:
                _KEPT.popitem(last=False)
    return found


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


_KEPT: OrderedDict[Standing, Enrolment] = OrderedDict()
_LOCK = Lock()


def _is_in_chain(at: Standing) -> bool:
    """Say whether what was kept belongs to this database: another one may have been restored in its place."""
    return at.seq == 0 or Commit.objects.filter(seq=at.seq, digest=at.digest).exists()


@collector_resting()
def _whole(at: Standing) -> Enrolment:
    """Fold the events of everybody."""
    return Enrolment(at, _folded(at, Q()))


def _grown(before: Enrolment, at: Standing) -> Enrolment:
    """Fold again only those of whom an event or a description came or went since."""
    since = before.at_commit.seq
    persons = sorted(
        {person for table in (MemberEvent, MemberDescription) for person in _changed(table, since, at.seq)}
    )
    if len(persons) > _MOST_REREAD:
        return _whole(at)
    lives: dict[int, Life] = dict.fromkeys(persons, ())
    for start in range(0, len(persons), _BUNCH):
        lives |= _folded(at, Q(member_id__in=persons[start : start + _BUNCH]))
    return Enrolment(at, lives, before)


def _changed(table: type[MemberEvent | MemberDescription], since: int, until: int) -> Iterator[int]:
    for column in ("known_from", "known_until"):
        within = {f"{column}__gt": since, f"{column}__lte": until}
        yield from table.objects.filter(**within).values_list("member_id", flat=True)


def _folded(at: Standing, which: Q) -> dict[int, Life]:
    rows = known_at(at.seq) & which
    women = frozenset(MemberDescription.objects.filter(rows, sex=WOMAN).values_list("member_id", flat=True).iterator())
    events = MemberEvent.objects.filter(rows).order_by("member_id", "day", "id")
    lives: dict[int, Life] = {}
    person, state, counted, life = 0, NOBODY, NONE, list[tuple[int, date, Strength]]()
    columns = ("member_id", "day", "kind", "organization_id", "group_id", "full")
    for who, day, kind, organization, group, full in events.values_list(*columns).iterator(chunk_size=5000):
        if who != person:
            lives[person] = tuple(life)
            person, state, counted, life = who, NOBODY, NONE, []
        after = step(state, kind, organization, group, full)
        counts = _counted(after, woman=who in women)
        if after.organization != state.organization or counts is not counted:
            if counted is not NONE and state.organization is not None:
                life.append((state.organization, day, _LESS[counted]))
            if counts is not NONE and after.organization is not None:
                life.append((after.organization, day, counts))
        state, counted = after, counts
    lives[person] = tuple(life)
    lives.pop(0, None)
    return lives


_COUNTED: Mapping[tuple[Status, bool], Strength] = {
    (Status.FULL, False): Strength(1, 1, 0, 0),
    (Status.FULL, True): Strength(1, 1, 0, 1),
    (Status.PROBATIONARY, False): Strength(1, 0, 1, 0),
    (Status.PROBATIONARY, True): Strength(1, 0, 1, 1),
}
_LESS: Mapping[Strength, Strength] = {one: Strength(*(-number for number in one)) for one in _COUNTED.values()}


def _counted(state: State, *, woman: bool) -> Strength:
    return _COUNTED.get((state.status, woman), NONE)
