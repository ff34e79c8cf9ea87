"""How the status of a member follows from the events: one small step per event, nothing stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from taizhang.apps.members.models import EventKind


class Status(StrEnum):
    """What somebody is on a day."""

    UNKNOWN = "unknown"
    PROBATIONARY = "probationary"
    FULL = "full"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"
    SUSPENDED = "suspended"
    EXPELLED = "expelled"
    DEAD = "dead"

    @property
    def zh(self) -> str:
        """The word on the page."""
        return _STATUS_ZH[self]


_STATUS_ZH: Mapping[Status, str] = {
    Status.UNKNOWN: "尚未在册",
    Status.PROBATIONARY: "预备党员",
    Status.FULL: "正式党员",
    Status.CANCELLED: "取消预备党员资格",
    Status.TRANSFERRED: "已转出",
    Status.SUSPENDED: "停止党籍",
    Status.EXPELLED: "出党",
    Status.DEAD: "去世",
}
ON_THE_ROLL = frozenset({Status.PROBATIONARY, Status.FULL})
"""Who counts among the members: full and probationary."""


class State(NamedTuple):
    """Where the events so far leave a person."""

    status: Status = Status.UNKNOWN
    organization: int | None = None
    group: int | None = None
    floating: bool = False
    retired: bool = False
    was: Status = Status.UNKNOWN
    """The status before it was suspended, to which it is restored."""

    @property
    def on_the_roll(self) -> bool:
        """Say whether the person counts as a member of the branch."""
        return self.status in ON_THE_ROLL


NOBODY = State()

_LEAVES: Mapping[str, Status] = {
    EventKind.CANCELLED.value: Status.CANCELLED,
    EventKind.TRANSFERRED_OUT.value: Status.TRANSFERRED,
    EventKind.EXPELLED.value: Status.EXPELLED,
    EventKind.DIED.value: Status.DEAD,
}
_ENTERS = frozenset({EventKind.JOINED.value, EventKind.ENTERED_ROLL.value, EventKind.TRANSFERRED_IN.value})
_JOINED, _MOVED = EventKind.JOINED.value, EventKind.MOVED.value
_CHANGES: Mapping[str, dict[str, Any]] = {
    EventKind.CONFIRMED.value: {"status": Status.FULL},
    EventKind.FLOATING_OUT.value: {"floating": True},
    EventKind.FLOATING_BACK.value: {"floating": False},
    EventKind.RETIRED.value: {"retired": True},
}
"""Events that change one thing and leave the rest."""


def step(state: State, kind: str, organization: int | None, group: int | None, full: bool | None) -> State:  # noqa: FBT001 (a column, as it comes)
    """The state after one more event."""
    if kind in _ENTERS:
        status = Status.FULL if full and kind != _JOINED else Status.PROBATIONARY
        return State(status, organization, group, retired=state.retired)
    if kind == _MOVED:
        return state._replace(organization=organization or state.organization, group=group)
    return state._replace(**_changes(state, kind))


def _changes(state: State, kind: str) -> dict[str, Any]:
    if kind in _LEAVES:
        return {"status": _LEAVES[kind], "floating": False, "was": state.status}
    if kind == EventKind.SUSPENDED.value:
        return {"status": Status.SUSPENDED, "was": state.status}
    if kind == EventKind.RESTORED.value:
        return {"status": state.was if state.was in ON_THE_ROLL else Status.FULL}
    return _CHANGES.get(kind, {})


EventRow = tuple[int, str, int | None, int | None, bool | None]
"""Member, kind, organisation, group, full: an event as the fold reads it, in order of member and day."""


def states(events: Iterable[EventRow]) -> Iterator[tuple[int, State]]:
    """Each member with where the events leave him; the events come in order of member, then day."""
    member, state = 0, NOBODY
    for who, kind, organization, group, full in events:
        if who != member:
            if member:
                yield member, state
            member, state = who, NOBODY
        state = step(state, kind, organization, group, full)
    if member:
        yield member, state
