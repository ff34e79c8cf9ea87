"""Rosters for many occasions at once: what `selectors.roster` answers one by one, out of one reading of the events."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.models import MemberEvent
from taizhang.apps.members.status import NOBODY, State, Status, step
from taizhang.apps.organizations.leadership import leadership
from taizhang.apps.organizations.structure import structure
from taizhang.domain.ledger.occasion import Roster
from taizhang.domain.rules.kinds import OrganizationType


class Rosters:
    """States by day, of everybody or of some, as known at one commit; made for one import and thrown away with it."""

    def __init__(self, known: int | None = None, *, persons: Collection[int] | None = None) -> None:
        """Read every event once, and fold each person's into the states it went through.

        Where persons are named only theirs are read: `state` answers for them, `at` needs everybody.
        """
        self._structure = structure(known)
        self._leadership = leadership(known)
        self._days: dict[int, list[date]] = {}
        self._states: dict[int, list[State]] = {}
        came: dict[int, set[int]] = defaultdict(set)
        events = MemberEvent.objects.filter(known_at(known)).order_by("member_id", "day", "id")
        if persons is not None:
            events = events.filter(member_id__in=list(persons))
        rows = events.values_list("member_id", "day", "kind", "organization_id", "group_id", "full")
        for member, day, kind, organization, group, full in rows.iterator(chunk_size=5000):
            states = self._states.setdefault(member, [])
            states.append(step(states[-1] if states else NOBODY, kind, organization, group, full))
            self._days.setdefault(member, []).append(day)
            for place in (organization, group):
                if place is not None:
                    came[place].add(member)
        self._came = {place: sorted(members) for place, members in came.items()}

    def at(self, organization: int, day: date, persons: Collection[int] = ()) -> Roster:
        """Who belonged to the organisation on that day, and to which branch each person did."""
        own = [
            (member, state)
            for member, state in self._candidates((organization,), day)
            if state.on_the_roll and organization in (state.organization, state.group)
        ]
        if not own and self._gathers_branches(organization, day):
            below = self._structure.below(organization, day)
            own = [
                (member, state)
                for member, state in self._candidates(below, day)
                if state.on_the_roll and state.organization in below
            ]
        leaders = self._leadership.leaders(organization, day)
        branches = ((person, self._state(person, day)) for person in sorted(set(persons)))
        return Roster(
            due=len(own) or None,
            voters=tuple(member for member, state in own if state.status is Status.FULL),
            committee=leaders.committee,
            secretary=leaders.secretary,
            deputies=leaders.deputies,
            branch_of={
                person: state.organization for person, state in branches if state.on_the_roll and state.organization
            },
        )

    def state(self, member: int, day: date) -> State:
        """Where a person stood on that day."""
        return self._state(member, day)

    def _candidates(self, organizations: Collection[int], day: date) -> Iterator[tuple[int, State]]:
        """Whoever ever came to one of the organisations, with where he is on the day."""
        if len(organizations) == 1:
            members = self._came.get(next(iter(organizations)), [])
        else:
            members = sorted({member for one in organizations for member in self._came.get(one, ())})
        return ((member, self._state(member, day)) for member in members)

    def _state(self, member: int, day: date) -> State:
        days = self._days.get(member)
        so_far = bisect_right(days, day) if days else 0
        return self._states[member][so_far - 1] if so_far else NOBODY

    def _gathers_branches(self, organization: int, day: date) -> bool:
        described = self._structure.described(organization, day)
        return described is not None and described.type == OrganizationType.GENERAL_BRANCH
