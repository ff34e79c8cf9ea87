"""Putting a person on the roll (列入名册、转入、接收): a code, a description and the first event, in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.models import EventKind, Member, MemberDescription
from taizhang.apps.members.services.events import NewEvent, write_event
from taizhang.apps.organizations.access import require

SEXES: Final = ("男", "女")
FIRST_EVENTS: Final = frozenset({EventKind.ENTERED_ROLL, EventKind.JOINED, EventKind.TRANSFERRED_IN})
OLDEST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who comes on the roll, as a form or a line of a file says it."""

    name: str
    organization: int
    day: date
    """The day on which the person came to the branch."""
    full: bool = True
    kind: str = EventKind.ENTERED_ROLL.value
    code: str = ""
    group: int | None = None
    sex: str = ""
    nation: str = ""
    education: str = ""
    born_in: int | None = None
    occupation: str = ""
    joined_on: date | None = None
    full_since: date | None = None
    note: str = ""


def add_member(actor: Actor, newcomer: Newcomer) -> int:
    """Put a person on the roll of a branch; without a code the next number is given."""
    require(actor, Permission.MANAGE_MEMBERS, newcomer.organization)
    trouble = trouble_with(newcomer)
    if trouble:
        raise MemberError(f"{trouble}没有保存。")
    with writing(actor.label, "member.add") as record:
        return write_member(record, actor, newcomer)


def write_member(record: Writing, actor: Actor, newcomer: Newcomer) -> int:
    """Write a newcomer under a commit that is being made."""
    code = newcomer.code.strip() or _next_code()
    if Member.objects.filter(code=code).exists():
        raise MemberError(f"编号“{code}”已经有人在用，没有保存。换一个编号，或不填由系统编。")
    member = Member(code=code)
    record.keep(member)
    record.subject = record.subject or f"member:{member.pk}"
    record.write(
        MemberDescription(
            member=member,
            name=newcomer.name.strip(),
            sex=newcomer.sex,
            nation=newcomer.nation.strip(),
            education=newcomer.education.strip(),
            born_in=newcomer.born_in,
            occupation=newcomer.occupation.strip(),
            joined_on=newcomer.joined_on or (newcomer.day if newcomer.kind == EventKind.JOINED else None),
            full_since=newcomer.full_since,
            begins_on=newcomer.day,
        )
    )
    first = NewEvent(newcomer.kind, newcomer.day, newcomer.organization, newcomer.group, newcomer.full, newcomer.note)
    write_event(record, actor, member.pk, first)
    return member.pk


def trouble_with(newcomer: Newcomer) -> str:
    """Say what keeps a newcomer from being taken, in one sentence; empty where nothing does."""
    if not newcomer.name.strip() or len(newcomer.name.strip()) > 60:  # noqa: PLR2004 (the column's length)
        return "姓名没有写或超过60个字。"
    if len(newcomer.code.strip()) > 40:  # noqa: PLR2004 (the same)
        return "编号超过40个字符。"
    if newcomer.sex not in {"", *SEXES}:
        return f"性别写的是“{newcomer.sex[:10]}”，应是男或女。"
    if newcomer.born_in is not None and not OLDEST_YEAR <= newcomer.born_in <= newcomer.day.year - 18:
        return f"出生年份写的是{newcomer.born_in}，入册时应年满18岁。"
    if newcomer.kind not in FIRST_EVENTS:
        return "新列入名册的人只能是列入名册、转入或接收为预备党员。"
    return _days_trouble(newcomer)


def _days_trouble(newcomer: Newcomer) -> str:
    joined, since = newcomer.joined_on, newcomer.full_since
    if joined is not None and joined > newcomer.day:
        return f"入党日期（{joined}）晚于进入支部的日期（{newcomer.day}）。"
    if joined is not None and since is not None and since < joined:
        return f"转正日期（{since}）早于入党日期（{joined}）。"
    if since is not None and not newcomer.full:
        return "写了转正日期，却是预备党员。"
    if since is not None and since > newcomer.day:
        return f"转正日期（{since}）晚于进入支部的日期（{newcomer.day}），请先列为预备党员，再登记转正。"
    return ""


def _next_code() -> str:
    last = Member.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    number = last + 1
    while Member.objects.filter(code=f"{number:06}").exists():
        number += 1
    return f"{number:06}"
