"""Closing, merging and splitting organisations together with their members: one commit, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.models import EventKind, MemberEvent
from taizhang.apps.members.selectors import rolls
from taizhang.apps.members.services.events import NewEvent, write_event
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.services.founding import end_life
from taizhang.apps.organizations.structure import structure


def close_organization(actor: Actor, organization_id: int, last_day: date) -> None:
    """Close an organisation (撤销) after its last day; it has no organisation below it and nobody on its roll."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    left = rolls([organization_id], last_day)
    if left:
        names = "、".join(one.name for one in left[:5])
        raise OrganizationRefusedError(
            f"名册上还有{len(left)}名党员（{names}{'等' if len(left) > 5 else ''}），不能撤销。"  # noqa: PLR2004 (five names are shown)
            "先转出或调整到别的党支部，也可以用“合并”。"
        )
    _refuse_later_arrivals(organization_id, last_day)
    with writing(actor.label, "organization.close", f"organization:{organization_id}") as record:
        end_life(record, organization_id, last_day)


def merge_organizations(actor: Actor, sources: Collection[int], into: int, day: date) -> int:
    """Merge branches into another one (合并) from that day on: their members move, they close the day before.

    Returns how many members moved.
    """
    for one in (*sources, into):
        require(actor, Permission.MANAGE_ORGANIZATIONS, one)
    if into in sources or not sources:
        raise OrganizationRefusedError("要合并的和并入的不能是同一个党组织，没有保存。请重新选择。")
    with writing(actor.label, "organization.merge", f"organization:{into}") as record:
        moved = 0
        for source in sources:
            moved += _move_everybody(record, actor, source, dict.fromkeys(_roll_of(source, day), into), day)
            _close_groups(record, source, day - timedelta(days=1))
            end_life(record, source, day - timedelta(days=1))
    return moved


def split_organization(actor: Actor, source: int, parts: Mapping[int, Sequence[int]], day: date) -> int:
    """Split members off to other branches (分设) from that day on: {branch: persons}; who is not named stays."""
    for one in (source, *parts):
        require(actor, Permission.MANAGE_ORGANIZATIONS, one)
    here = set(_roll_of(source, day))
    goes = {person: branch for branch, persons in parts.items() for person in persons}
    strangers = goes.keys() - here
    if strangers:
        raise MemberError(f"有{len(strangers)}个人当日不在这个党支部的名册上，没有保存。请刷新名单再选。")
    if sum(len(persons) for persons in parts.values()) != len(goes):
        raise MemberError("同一个人分到了两个党支部，没有保存。请检查名单。")
    with writing(actor.label, "organization.split", f"organization:{source}") as record:
        return _move_everybody(record, actor, source, goes, day)


def _roll_of(organization: int, day: date) -> list[int]:
    return [one.id for one in rolls([organization], day) if one.organization == organization]


def _move_everybody(record: Writing, actor: Actor, source: int, goes: Mapping[int, int], day: date) -> int:
    _refuse_later_arrivals(source, day)
    for person, branch in goes.items():
        write_event(record, actor, person, NewEvent(EventKind.MOVED, day, branch))
    return len(goes)


def _close_groups(record: Writing, source: int, last_day: date) -> None:
    of = structure()
    for group in of.children(source, last_day):
        if of.exists(group, last_day):
            end_life(record, group, last_day)


def _refuse_later_arrivals(organization: int, day: date) -> None:
    """Somebody who comes to the roll after that day keeps the branch from ending then."""
    later = MemberEvent.objects.filter(
        organization_id=organization, day__gt=day, known_until__isnull=True, kind__in=_ARRIVALS
    ).order_by("day")
    first = later.first()
    if first is not None:
        raise OrganizationRefusedError(f"{first.day} 还有人编入这个党支部，晚于 {day}，没有保存。请核对日期。")


_ARRIVALS = (EventKind.JOINED, EventKind.ENTERED_ROLL, EventKind.TRANSFERRED_IN, EventKind.MOVED)
