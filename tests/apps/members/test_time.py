"""Whatever is recorded, corrected or taken back: an answer as known on a commit never changes afterwards."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.apps.accounts.actors import operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.standing import standing
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.models import EventKind, MemberEvent
from taizhang.apps.members.selectors import roll, roster
from taizhang.apps.members.services import (
    Newcomer,
    add_member,
    correct_event,
    merge_organizations,
    record_event,
    withdraw_event,
)
from taizhang.apps.members.status import Status
from taizhang.apps.members.stocks import members_at
from taizhang.apps.members.subjects import Portraits, subjects
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.organizations.models import Description
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
START = date(2025, 1, 1)
ASKED = [START + timedelta(days=60 * step) for step in range(6)]
NUMBERS = count()

DAYS = st.integers(0, 360).map(lambda days: START + timedelta(days=days))
PLACES = st.integers(0, 2)
STEPS = st.one_of(
    st.tuples(st.just("add"), PLACES, DAYS, st.booleans()),
    st.tuples(st.just("event"), st.integers(0, 5), st.sampled_from(EventKind.values), DAYS, PLACES),
    st.tuples(st.just("correct"), st.integers(0, 20), DAYS, PLACES),
    st.tuples(st.just("withdraw"), st.integers(0, 20)),
    st.tuples(st.just("merge"), PLACES, PLACES, DAYS),
)


class World:
    """Three branches and whoever came to them."""

    def __init__(self) -> None:
        self.branches = [facts.organization(f"world{next(NUMBERS)}") for _ in range(3)]
        self.members: list[int] = []

    def step(self, what: str, *how: Any) -> None:
        steps: dict[str, Callable[..., None]] = {
            "add": self.add,
            "event": self.event,
            "correct": self.correct,
            "withdraw": self.withdraw,
            "merge": self.merge,
        }
        with suppress(MemberError, OrganizationError):
            steps[what](*how)

    def add(self, place: int, day: date, full: bool) -> None:  # noqa: FBT001 (drawn)
        self.members.append(add_member(CLERK, Newcomer("甲", self.branches[place], day, full=full)))

    def event(self, member: int, kind: str, day: date, place: int) -> None:
        if self.members:
            who = self.members[member % len(self.members)]
            record_event(CLERK, who, kind, day, organization=self.branches[place], full=True)

    def correct(self, event: int, day: date, place: int) -> None:
        events = self._events()
        if events:
            correct_event(CLERK, events[event % len(events)], day=day, organization=self.branches[place], full=False)

    def withdraw(self, event: int) -> None:
        events = self._events()
        if events:
            withdraw_event(CLERK, events[event % len(events)])

    def merge(self, source: int, into: int, day: date) -> None:
        merge_organizations(CLERK, [self.branches[source]], self.branches[into], day)

    def answers(self, known: int | None = None) -> dict[object, object]:
        found: dict[object, object] = {}
        for day in ASKED:
            counted = members_at(self.branches, day, known)
            for branch in self.branches:
                people = roll(branch, day, known)
                full = [one for one in people if one.status is Status.FULL]
                # Three ways to the same numbers: the roll, the stocks, the roster of a meeting.
                assert (counted[branch].members, counted[branch].full) == (len(people), len(full))
                assert (roster(branch, day, known=known).due or 0) == len(people)
                found[day, branch] = (people, counted[branch])
        return found

    def engine_sees_the_same(self) -> None:
        """What was carried over from the commit before is what a fresh reading gives."""
        fresh = Portraits(standing((MemberEvent, Description)))
        seen = subjects(self.branches, START.year, ASKED[-1])
        assert seen == [fresh.subject(one, START.year, ASKED[-1]) for one in self.branches]

    def _events(self) -> list[int]:
        rows = MemberEvent.objects.filter(member_id__in=self.members, known_until__isnull=True)
        return list(rows.order_by("id").values_list("id", flat=True))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=10))
def test_answers_as_known_on_a_commit_never_change(steps: list[tuple[Any, ...]]) -> None:
    world = World()
    told: dict[int, dict[object, object]] = {}
    for one in steps:
        world.step(*one)
        told[last_seq()] = world.answers()
        world.engine_sees_the_same()
    for seq, answers in told.items():
        assert world.answers(seq) == answers
