"""Which event may follow which: a course of events is held against the status that each one meets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from taizhang.apps.members.models import EventKind
from taizhang.apps.members.status import NOBODY, State, Status, step

_Refusal = Callable[[State], bool]

_ON_ROLL = "这个人当日不在名册上（{status}）"
_RULES: Mapping[str, tuple[_Refusal, str]] = {
    EventKind.JOINED: (lambda s: s.on_the_roll or s.status is Status.DEAD, "这个人当日已是{status}"),
    EventKind.ENTERED_ROLL: (
        lambda s: s.status is not Status.UNKNOWN,
        "这个人此前已在册（{status}），从别处来的用“转入”",
    ),
    EventKind.TRANSFERRED_IN: (
        lambda s: s.on_the_roll or s.status in {Status.DEAD, Status.EXPELLED},
        "这个人当日是{status}，换支部用“调整支部或小组”",
    ),
    EventKind.CONFIRMED: (lambda s: s.status is not Status.PROBATIONARY, "只有预备党员能转正，这个人当日是{status}"),
    EventKind.EXTENDED: (
        lambda s: s.status is not Status.PROBATIONARY,
        "只有预备党员能延长预备期，这个人当日是{status}",
    ),
    EventKind.CANCELLED: (
        lambda s: s.status is not Status.PROBATIONARY,
        "只有预备党员能取消预备党员资格，这个人当日是{status}",
    ),
    EventKind.TRANSFERRED_OUT: (lambda s: not s.on_the_roll, _ON_ROLL),
    EventKind.MOVED: (lambda s: not s.on_the_roll, _ON_ROLL),
    EventKind.FLOATING_OUT: (
        lambda s: not s.on_the_roll or s.floating,
        "这个人当日不在名册上或已是流动党员（{status}）",
    ),
    EventKind.FLOATING_BACK: (lambda s: not s.floating, "这个人当日不是流动党员"),
    EventKind.RETIRED: (lambda s: not s.on_the_roll or s.retired, "这个人当日不在名册上或已经退休（{status}）"),
    EventKind.SUSPENDED: (lambda s: not s.on_the_roll, _ON_ROLL),
    EventKind.RESTORED: (
        lambda s: s.status not in {Status.SUSPENDED, Status.EXPELLED},
        "只有停止党籍或出党的人能恢复党籍，这个人当日是{status}",
    ),
    EventKind.EXPELLED: (lambda s: not s.on_the_roll and s.status is not Status.SUSPENDED, _ON_ROLL),
    EventKind.DIED: (lambda s: s.status in {Status.DEAD, Status.UNKNOWN}, "这个人当日是{status}"),
}
NEEDS_BRANCH = frozenset({EventKind.JOINED, EventKind.ENTERED_ROLL, EventKind.TRANSFERRED_IN, EventKind.MOVED})
"""Events that say which branch and group the person is in from then on."""
NEEDS_FULL = frozenset({EventKind.ENTERED_ROLL, EventKind.TRANSFERRED_IN})
"""Events that say whether the person is a full member or on probation."""


class Happening(NamedTuple):
    """One event, as the course of a person is checked and told."""

    day: date
    order: int
    """Its place among the events of the same day."""
    kind: str
    organization: int | None
    group: int | None
    full: bool | None


def trouble_in(course: Iterable[Happening]) -> str:
    """Say which event cannot stand where it does, and why; empty where all can."""
    state = NOBODY
    for event in sorted(course):
        refused, why = _RULES[event.kind]
        if refused(state):
            return f"{event.day} 的“{EventKind(event.kind).label}”不成立：{why.format(status=state.status.zh)}。"
        state = step(state, event.kind, event.organization, event.group, event.full)
    return ""


def state_before(course: Iterable[Happening], day: date) -> State:
    """Where the events up to and on that day leave the person."""
    state = NOBODY
    for event in sorted(course):
        if event.day <= day:
            state = step(state, event.kind, event.organization, event.group, event.full)
    return state
