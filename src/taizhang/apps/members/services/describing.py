"""What the roll says about a person (姓名、学历、职业…): changed from a day on, or corrected from the start."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms.models import model_to_dict

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.members.errors import MemberError, MemberNotFoundError
from taizhang.apps.members.models import MemberDescription
from taizhang.apps.members.services.enrolling import SEXES
from taizhang.apps.members.services.events import course_of
from taizhang.apps.members.transitions import state_before
from taizhang.apps.organizations.access import may, require

_DESCRIBED = ("name", "sex", "nation", "education", "born_in", "occupation", "joined_on", "full_since")


def describe(actor: Actor, member_id: int, day: date, *, correcting: bool = False, **changes: Any) -> None:
    """Change what the roll says from that day on; `correcting` replaces the description that holds on that day."""
    unknown = changes.keys() - set(_DESCRIBED)
    if unknown:
        message = f"no such part of a description: {sorted(unknown)}"
        raise TypeError(message)
    _require(actor, member_id, day)
    with writing(actor.label, "member.describe", f"member:{member_id}") as record:
        rows = list(
            MemberDescription.objects.filter(member_id=member_id, known_until__isnull=True).order_by("begins_on", "id")
        )
        if not rows:
            raise MemberNotFoundError
        held = [row for row in rows if row.begins_on <= day]
        before = held[-1] if held else rows[0]
        replaced = correcting or before.begins_on >= day
        values = {key: value for key, value in model_to_dict(before).items() if key in _DESCRIBED}
        new = MemberDescription(
            member_id=member_id, begins_on=before.begins_on if replaced else day, **{**values, **_checked(changes)}
        )
        if replaced:
            record.close(before)
        record.write(new)


def _require(actor: Actor, member_id: int, day: date) -> None:
    course = course_of(member_id)
    state = state_before(course, max([day, *(one.day for one in course)]))
    if state.organization is None:
        if not actor.may_everywhere(Permission.MANAGE_MEMBERS):
            raise MemberNotFoundError
        return
    if not may(actor, Permission.READ_MEMBERS, state.organization):
        raise MemberNotFoundError
    require(actor, Permission.MANAGE_MEMBERS, state.organization)


def _checked(changes: dict[str, Any]) -> dict[str, Any]:
    cleaned = {key: value.strip() if isinstance(value, str) else value for key, value in changes.items()}
    if "name" in cleaned and not cleaned["name"]:
        raise MemberError("没有写姓名，没有保存。")
    if cleaned.get("sex") not in {None, "", *SEXES}:
        raise MemberError(f"性别写的是“{cleaned['sex'][:10]}”，应是男或女，没有保存。")
    for field, most in (("name", 60), ("nation", 30), ("education", 30), ("occupation", 60)):
        if len(cleaned.get(field) or "") > most:
            raise MemberError(f"“{cleaned[field][:12]}…”太长，最多{most}个字，没有保存。")
    return cleaned
