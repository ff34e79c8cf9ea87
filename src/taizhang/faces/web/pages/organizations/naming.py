"""Finding the person or the organisation that somebody typed: by name or code, among what he may see."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django import forms

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.errors import MemberNotFoundError
from taizhang.apps.members.selectors import find_members, member_by_code, member_view, rolls
from taizhang.apps.organizations.access import permitted, visible_to
from taizhang.apps.organizations.selectors import below, list_organizations, same_unit

MOST_OFFERED = 400


def person_called(actor: Actor, text: str, day: date) -> int:
    """The one person of that name or code."""
    seen = permitted(actor, Permission.READ_MEMBERS)
    text = text.strip().partition("（")[0].strip()
    try:
        found = member_view(member_by_code(text), day)
        if found.organization in seen:
            return found.id
    except MemberNotFoundError:
        pass
    same = [one for one in find_members(seen, text, day) if one.name == text]
    if len(same) == 1:
        return same[0].id
    if same:
        codes = "、".join(one.code for one in same[:5])
        raise forms.ValidationError(f"叫“{text}”的有{len(same)}人，改写编号：{codes}。")
    raise forms.ValidationError(f"名册上没有找到“{text[:30]}”。写姓名或编号，人要在你能看到的名册上。")


def organization_called(actor: Actor, text: str, day: date) -> int:
    """The one organisation of that name, short name or code."""
    seen, text = visible_to(actor), text.strip()
    # Who was not there yet on that day may still be meant: the service then says what is wrong with the day.
    views = [view for view in list_organizations(None, day, closed=True) if view.id in seen]
    by_code = [view.id for view in views if view.code == text]
    same = by_code or [view.id for view in views if text in {view.name, view.short_name}]
    if len(same) == 1:
        return same[0]
    if same:
        codes = "、".join(view.code for view in views if view.id in same[:5])
        raise forms.ValidationError(f"叫“{text}”的党组织有{len(same)}个，改写代码：{codes}。")
    raise forms.ValidationError(f"没有找到“{text[:30]}”。写全称、简称或代码，要在你的范围内。")


def organizations_called(actor: Actor, text: str, day: date) -> tuple[int, ...]:
    """Several, one a line or with commas between."""
    parts = [one.strip() for one in text.replace("，", "\n").replace(",", "\n").replace("、", "\n").splitlines()]
    return tuple(dict.fromkeys(organization_called(actor, one, day) for one in parts if one))


def offered_organizations(actor: Actor, day: date) -> list[str]:
    """Names for a datalist: at most four hundred."""
    seen = visible_to(actor)
    return [view.name for view in list_organizations(None, day) if view.id in seen][:MOST_OFFERED]


def offered_people(actor: Actor, organization_id: int, day: date) -> list[str]:
    """Names for a datalist: the rolls of the organisation's unit and below, at most four hundred."""
    seen = permitted(actor, Permission.READ_MEMBERS)
    ids = dict.fromkeys((*below(organization_id, day), *same_unit(organization_id, day)))
    found = rolls([one for one in ids if one in seen], day)[:MOST_OFFERED]
    many = Counter(one.name for one in found)
    return [f"{one.code}（{one.name}）" if many[one.name] > 1 else one.name for one in found]


def roll_choices(actor: Actor, organization_id: int, day: date) -> list[tuple[str, str]]:
    """Everybody on the roll, to choose some of them."""
    if organization_id not in permitted(actor, Permission.READ_MEMBERS):
        return []
    return [(str(one.id), one.name) for one in rolls([organization_id], day) if one.organization == organization_id]
