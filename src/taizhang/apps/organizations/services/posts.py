"""Posts (职务): appointed, ended, a secretary replaced; a person may hold several in several lines."""

from __future__ import annotations

from datetime import date, timedelta

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.models import Post, PostTitle
from taizhang.apps.organizations.services.founding import require_open
from taizhang.apps.organizations.services.standing import opened, standing, still_standing

_CALLED = "这次任职"


def appoint(
    actor: Actor,
    organization_id: int,
    person: int,
    title: str,
    begins_on: date,
    *,
    ends_on: date | None = None,
    duties: str = "",
    also: str = "",
) -> int:
    """Appoint a person to a post from that day on, with what he answers for (分工)."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    _check(title, begins_on, ends_on)
    post = Post(
        organization_id=organization_id,
        person=person,
        title=title,
        begins_on=begins_on,
        ends_on=ends_on,
        duties=duties.strip()[:300],
        also=also.strip()[:60],
    )
    with writing(actor.label, "post.appoint", f"organization:{organization_id}") as record:
        require_open(organization_id, begins_on)
        for row in standing(Post, "begins_on", organization_id=organization_id):
            if row.title != title or not _overlap(row, begins_on, ends_on):
                continue
            if row.person == person:
                raise OrganizationRefusedError(f"这个人从 {row.begins_on} 起已任{PostTitle(title).label}，没有保存。")
            if title == PostTitle.SECRETARY:
                raise OrganizationRefusedError(
                    f"从 {row.begins_on} 起已有书记，没有保存。换人请用“更换书记”，或先结束原来的任职。"
                )
        record.write(post)
    return post.pk


def end_post(actor: Actor, post_id: int, ends_on: date) -> None:
    """End a post on its last day."""
    row = opened(actor, Post, post_id)
    if ends_on < row.begins_on:
        raise OrganizationRefusedError(f"结束日期早于任职日期 {row.begins_on}，没有保存。任错了人请用“撤回”。")
    with writing(actor.label, "post.end", f"organization:{row.organization_id}") as record:
        _end(record, still_standing(Post, post_id, _CALLED), ends_on)


def replace_secretary(actor: Actor, organization_id: int, person: int, day: date, *, also: str = "") -> int:
    """Appoint a new secretary from that day on; the one before leaves the post the day before."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    new = Post(
        organization_id=organization_id,
        person=person,
        title=PostTitle.SECRETARY.value,
        begins_on=day,
        also=also.strip()[:60],
    )
    with writing(actor.label, "post.replace_secretary", f"organization:{organization_id}") as record:
        require_open(organization_id, day)
        for row in standing(Post, "begins_on", organization_id=organization_id):
            if row.title != PostTitle.SECRETARY or not _overlap(row, day, None):
                continue
            if row.person == person:
                raise OrganizationRefusedError(f"这个人从 {row.begins_on} 起已是书记，没有保存。")
            if row.begins_on >= day:
                raise OrganizationRefusedError(
                    f"{row.begins_on} 已有另一位书记任职，不早于这一位，没有保存。请核对日期。"
                )
            _end(record, row, day - timedelta(days=1))
        record.write(new)
    return new.pk


def reassign(actor: Actor, post_id: int, day: date, duties: str) -> int:
    """Give the holder of a post other duties (分工调整) from that day on."""
    row = opened(actor, Post, post_id)
    with writing(actor.label, "post.reassign", f"organization:{row.organization_id}") as record:
        old = still_standing(Post, post_id, _CALLED)
        if not old.begins_on <= day <= (old.ends_on or date.max):
            raise OrganizationRefusedError(f"{day} 不在这次任职的时间里，没有保存。请核对日期。")
        new = Post(
            organization_id=old.organization_id,
            person=old.person,
            title=old.title,
            duties=duties.strip()[:300],
            begins_on=day,
            ends_on=old.ends_on,
            also=old.also,
        )
        if day == old.begins_on:
            record.close(old)
        else:
            _end(record, old, day - timedelta(days=1))
        record.write(new)
    return new.pk


def withdraw_post(actor: Actor, post_id: int) -> None:
    """Take back an appointment recorded by mistake."""
    row = opened(actor, Post, post_id)
    with writing(actor.label, "post.withdraw", f"organization:{row.organization_id}") as record:
        record.close(still_standing(Post, post_id, _CALLED))


def _end(record: Writing, row: Post, ends_on: date) -> None:
    record.close(row)
    record.write(
        Post(
            organization_id=row.organization_id,
            person=row.person,
            title=row.title,
            duties=row.duties,
            begins_on=row.begins_on,
            ends_on=ends_on,
            also=row.also,
        )
    )


def _check(title: str, begins_on: date, ends_on: date | None) -> None:
    if title not in PostTitle.values:
        raise OrganizationRefusedError(f"没有“{title}”这种职务，没有保存。请从列表里选。")
    if ends_on is not None and ends_on < begins_on:
        raise OrganizationRefusedError("结束日期早于任职日期，没有保存。请核对这两个日期。")


def _overlap(row: Post, begins_on: date, ends_on: date | None) -> bool:
    return row.begins_on <= (ends_on or date.max) and begins_on <= (row.ends_on or date.max)
