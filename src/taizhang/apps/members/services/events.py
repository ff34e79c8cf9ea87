"""Recording, correcting and withdrawing events of a member; each must fit what came before and comes after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.members.errors import EventRefusedError, MemberNotFoundError
from taizhang.apps.members.models import EventKind, MemberEvent
from taizhang.apps.members.status import State
from taizhang.apps.members.transitions import NEEDS_BRANCH, NEEDS_FULL, Happening, state_before, trouble_in
from taizhang.apps.organizations.access import may, require
from taizhang.apps.organizations.structure import structure
from taizhang.domain.rules.kinds import OrganizationType

_BRANCHES = frozenset(
    {OrganizationType.BRANCH.value, OrganizationType.JOINT_BRANCH.value, OrganizationType.TEMPORARY_BRANCH.value}
)
_LAST = 2**62
"""The order of an event that is not written yet: after all others of its day."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What happened to a member, as a form or a file says it."""

    kind: str
    day: date
    organization: int | None = None
    group: int | None = None
    full: bool | None = None
    note: str = ""


def record_event(
    actor: Actor,
    member_id: int,
    kind: str,
    day: date,
    *,
    organization: int | None = None,
    group: int | None = None,
    full: bool | None = None,
    note: str = "",
) -> int:
    """Record what happened to a member on a day; returns the number of the event."""
    event = NewEvent(kind, day, organization, group, full, note)
    with writing(actor.label, "member.event", f"member:{member_id}") as record:
        return write_event(record, actor, member_id, event)


def write_event(record: Writing, actor: Actor, member_id: int, event: NewEvent) -> int:
    """Write an event under a commit that is being made, after holding it against the person's others."""
    course = course_of(member_id)
    state = state_before(course, event.day)
    event = completed(event, state)
    _require_rights(actor, event, state)
    refuse_misplaced(event)
    refuse_course([*course, _happening(event)])
    row = _row(member_id, event)
    record.write(row)
    return row.pk


def correct_event(
    actor: Actor,
    event_id: int,
    *,
    day: date,
    organization: int | None = None,
    group: int | None = None,
    full: bool | None = None,
    note: str = "",
) -> int:
    """Write an event anew in place of a wrong one; what was known before stays."""
    with writing(actor.label, "member.correct_event") as record:
        old = _still(event_id)
        record.subject = f"member:{old.member_id}"
        course = [one for one in course_of(old.member_id) if one.order != old.pk]
        state = state_before(course, day)
        event = completed(NewEvent(old.kind, day, organization, group, full, note), state)
        _require_place(actor, old.organization_id)
        _require_rights(actor, event, state)
        refuse_misplaced(event)
        refuse_course([*course, _happening(event)])
        record.close(old)
        row = _row(old.member_id, event)
        record.write(row)
    return row.pk


def withdraw_event(actor: Actor, event_id: int) -> None:
    """Take back an event that never happened, if the others still make sense without it."""
    with writing(actor.label, "member.withdraw_event") as record:
        old = _still(event_id)
        record.subject = f"member:{old.member_id}"
        _require_place(actor, old.organization_id)
        refuse_course(one for one in course_of(old.member_id) if one.order != old.pk)
        record.close(old)


def course_of(member_id: int) -> list[Happening]:
    """Every event of a member as known now."""
    rows = MemberEvent.objects.filter(member_id=member_id, known_until__isnull=True)
    return [Happening(*row) for row in rows.values_list("day", "id", "kind", "organization_id", "group_id", "full")]


def completed(event: NewEvent, state: State) -> NewEvent:
    """Fill in the branch where the person is, for events that do not move him; ask for what is missing."""
    if event.kind not in EventKind.values:
        raise EventRefusedError(f"没有“{event.kind}”这种变动，没有保存。请从列表里选。")
    if event.kind not in NEEDS_BRANCH:
        return NewEvent(event.kind, event.day, state.organization, state.group, None, event.note.strip()[:200])
    organization = event.organization if event.organization or event.kind != EventKind.MOVED else state.organization
    if organization is None:
        raise EventRefusedError("没有写到哪个党支部，没有保存。请选择党支部。")
    if event.kind in NEEDS_FULL and event.full is None:
        raise EventRefusedError("没有写是正式党员还是预备党员，没有保存。请选择。")
    full = event.full if event.kind in NEEDS_FULL else None
    return NewEvent(event.kind, event.day, organization, event.group, full, event.note.strip()[:200])


def refuse_misplaced(event: NewEvent) -> None:
    """Refuse a branch that is none on that day, or a group of another branch."""
    if event.organization is None:
        return
    of = structure()
    described = of.described(event.organization, event.day)
    if described is None:
        raise EventRefusedError("没有这个党支部，或者不在你能看的范围里，没有保存。请重新选择。")
    if not of.exists(event.organization, event.day):
        raise EventRefusedError(f"“{described.name}”在 {event.day} 还没有成立或已经撤销，没有保存。请核对日期。")
    if event.kind in NEEDS_BRANCH and described.type not in _BRANCHES:
        raise EventRefusedError(f"“{described.name}”不是党支部，党员要编入党支部，没有保存。请选党支部。")
    if event.kind in NEEDS_BRANCH and event.group is not None:
        groups = of.children(event.organization, event.day)
        if event.group not in groups or not of.exists(event.group, event.day):
            raise EventRefusedError(f"这个党小组当日不在“{described.name}”下面，没有保存。请重新选择党小组。")


def refuse_course(course: Iterable[Happening]) -> None:
    """Refuse a course in which an event cannot stand where it does."""
    trouble = trouble_in(course)
    if trouble:
        raise EventRefusedError(f"{trouble}没有保存。请核对日期和已有的变动。")


def _require_rights(actor: Actor, event: NewEvent, state: State) -> None:
    """Where he is, and where he goes: the actor manages both rolls; who left for good may be taken in by anybody."""
    if state.on_the_roll:
        _require_place(actor, state.organization)
    if event.kind in NEEDS_BRANCH:
        if event.organization is not None:
            require(actor, Permission.MANAGE_MEMBERS, event.organization)
    elif not state.on_the_roll:
        _require_place(actor, state.organization)


def _require_place(actor: Actor, organization: int | None) -> None:
    if organization is None:
        if not actor.may_everywhere(Permission.MANAGE_MEMBERS):
            raise MemberNotFoundError
    elif not may(actor, Permission.READ_MEMBERS, organization):
        raise MemberNotFoundError
    else:
        require(actor, Permission.MANAGE_MEMBERS, organization)


def _still(event_id: int) -> MemberEvent:
    row = MemberEvent.objects.filter(pk=event_id, known_until__isnull=True).first()
    if row is None:
        raise EventRefusedError("这条变动已被别人改过，没有保存。请刷新页面再看。")
    return row


def _happening(event: NewEvent) -> Happening:
    return Happening(event.day, _LAST, event.kind, event.organization, event.group, event.full)


def _row(member_id: int, event: NewEvent) -> MemberEvent:
    return MemberEvent(
        member_id=member_id,
        kind=event.kind,
        day=event.day,
        organization_id=event.organization,
        group_id=event.group,
        full=event.full,
        note=event.note,
    )
