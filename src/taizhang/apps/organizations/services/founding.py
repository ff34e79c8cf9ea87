"""Setting up (成立) and describing organisations: each change is a description that holds from a day on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.forms.models import model_to_dict

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.organizations.access import require, require_everywhere
from taizhang.apps.organizations.errors import NotFoundError, OrganizationRefusedError
from taizhang.apps.organizations.models import Description, Organization, RelationKind
from taizhang.apps.organizations.services.relating import hang, move_first_relations
from taizhang.apps.organizations.services.standing import standing
from taizhang.apps.organizations.structure import structure
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.vocabulary import TRAITS

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_DESCRIBED = frozenset({"name", "short_name", "type", "unit", "traits"})


def set_up_organization(
    actor: Actor,
    *,
    code: str,
    name: str,
    type_: str,
    founded_on: date,
    parent: int | None = None,
    parents: Mapping[str, int] | None = None,
    short_name: str = "",
    unit: str = "",
    traits: Iterable[str] = (),
) -> int:
    """Set up an organisation below another one (a first one: by who has the right over everything).

    `parents` names further organisations above it by kind of relation: guidance, sector, territory.
    """
    above = dict(parents or {}) | ({RelationKind.SUBORDINATION.value: parent} if parent is not None else {})
    if above:
        for one in above.values():
            require(actor, Permission.MANAGE_ORGANIZATIONS, one)
    else:
        require_everywhere(actor, Permission.MANAGE_ORGANIZATIONS)
    if not CODE.fullmatch(code):
        raise OrganizationRefusedError(
            "组织代码只能用字母、数字、横线、下划线和点，最多40个字符，没有保存。换一个代码。"
        )
    first = _checked({"name": name, "short_name": short_name, "type": type_, "unit": unit, "traits": " ".join(traits)})
    with writing(actor.label, "organization.set_up") as record:
        if Organization.objects.filter(code=code).exists():
            raise OrganizationRefusedError(f"代码“{code}”已经有组织在用，没有保存。换一个代码。")
        new = Organization(code=code)
        record.keep(new)
        record.subject = f"organization:{new.pk}"
        record.write(Description(organization=new, founded_on=founded_on, begins_on=founded_on, **first))
        for kind, other in above.items():
            hang(record, new.pk, other, kind, founded_on)
    return new.pk


def rename(actor: Actor, organization_id: int, day: date, name: str, short_name: str = "") -> None:
    """Give it another name from that day on."""
    redescribe(actor, organization_id, day, name=name, short_name=short_name)


def change_type(actor: Actor, organization_id: int, day: date, type_: str) -> None:
    """Make it another type from that day on: a branch that became a general branch."""
    redescribe(actor, organization_id, day, type=type_)


def redescribe(actor: Actor, organization_id: int, day: date, **changes: str) -> None:
    """Change name, short_name, type, unit or traits from that day on; what stood on that very day is replaced."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    with writing(actor.label, "organization.describe", f"organization:{organization_id}") as record:
        require_open(organization_id, day)
        rows = standing(Description, "begins_on", organization_id=organization_id)
        before = [row for row in rows if row.begins_on <= day][-1]
        if before.begins_on == day:
            record.close(before)
        record.write(_copied(before, _checked({**_values(before), **changes}), begins_on=day))


def correct_description(
    actor: Actor,
    organization_id: int,
    begins_on: date,
    *,
    founded_on: date | None = None,
    new_begin: date | None = None,
    **changes: str,
) -> None:
    """Correct a description that was wrong from the start: the old row is closed, as known before it stays."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    with writing(actor.label, "organization.correct", f"organization:{organization_id}") as record:
        rows = standing(Description, "begins_on", organization_id=organization_id)
        wrong = [row for row in rows if row.begins_on == begins_on]
        if not wrong:
            raise OrganizationRefusedError(f"{begins_on} 没有变更，可能已被别人更正。请刷新页面再看。")
        moved = new_begin or (founded_on if founded_on and wrong[0] is rows[0] else None) or begins_on
        if any(row.begins_on == moved for row in rows if row is not wrong[0]):
            raise OrganizationRefusedError(f"{moved} 已有另一次变更，没有保存。请核对日期。")
        record.close(wrong[0])
        extra = {"founded_on": founded_on} if founded_on else {}
        record.write(_copied(wrong[0], _checked({**_values(wrong[0]), **changes}) | extra, begins_on=moved))
        if founded_on is not None and wrong[0] is rows[0]:
            move_first_relations(record, organization_id, rows[0].founded_on or rows[0].begins_on, founded_on)


def reopen_organization(actor: Actor, organization_id: int) -> None:
    """Take back a closing that was recorded by mistake."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    with writing(actor.label, "organization.reopen", f"organization:{organization_id}") as record:
        last = standing(Description, "begins_on", organization_id=organization_id)[-1]
        if last.closed_on is None:
            raise OrganizationRefusedError("这个党组织没有撤销，不用恢复。")
        record.close(last)
        before = standing(Description, "begins_on", organization_id=organization_id)
        if not before or _values(before[-1]) != _values(last):
            record.write(_copied(last, {"closed_on": None}, begins_on=last.begins_on))


def end_life(record: Writing, organization_id: int, day: date) -> None:
    """Close it on that day, its last one; whoever calls has made sure that nobody is left on its roll."""
    of = structure()
    require_open(organization_id, day)
    children = [one for one in of.children(organization_id, day) if of.exists(one, day) and of.closed_on(one) is None]
    if children:
        names = "、".join(described.name for one in children[:5] if (described := of.described(one, day)))
        raise OrganizationRefusedError(
            f"下面还有{len(children)}个党组织（{names}{'等' if len(children) > 5 else ''}），不能撤销。"  # noqa: PLR2004 (five names are shown)
            "先撤销它们，或改隶到别处。"
        )
    rows = standing(Description, "begins_on", organization_id=organization_id)
    later = [row for row in rows if row.begins_on > day]
    if later:
        raise OrganizationRefusedError(f"{later[0].begins_on} 还有一次变更，晚于撤销日期，没有保存。请核对日期。")
    if rows[-1].begins_on == day:
        record.close(rows[-1])
    record.write(_copied(rows[-1], {"closed_on": day}, begins_on=day))


def require_open(organization_id: int, day: date) -> None:
    """Let pass if the organisation is known and existed on that day."""
    of = structure()
    founded, closed = of.founded_on(organization_id), of.closed_on(organization_id)
    if founded is None:
        raise NotFoundError
    if day < founded:
        raise OrganizationRefusedError(f"日期早于这个党组织的成立日期（{founded}），没有保存。请核对日期。")
    if closed is not None and day > closed:
        raise OrganizationRefusedError(f"这个党组织已于 {closed} 撤销，没有保存。请核对日期。")


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Hold a description against what can be kept; each refusal names the field."""
    unknown = values.keys() - _DESCRIBED
    if unknown:
        message = f"no such part of a description: {sorted(unknown)}"
        raise TypeError(message)
    values = {key: str(value).strip() for key, value in values.items()}
    if not values["name"]:
        raise OrganizationRefusedError("没有写名称，没有保存。写全称，例如“实验学校第一党支部”。")
    for field, most in (("name", 120), ("short_name", 40), ("unit", 120)):
        if len(values[field]) > most:
            raise OrganizationRefusedError(f"“{values[field][:12]}…”太长，最多{most}个字，没有保存。")
    if values["type"] not in {one.value for one in OrganizationType}:
        raise OrganizationRefusedError(f"没有“{values['type']}”这种组织类型，没有保存。请从列表里选。")
    wrong = [trait for trait in values["traits"].split() if trait not in TRAITS]
    if wrong:
        raise OrganizationRefusedError(f"没有“{wrong[0]}”这种特征，没有保存。请从列表里选。")
    return values


def _values(row: Description) -> dict[str, Any]:
    return {key: value for key, value in model_to_dict(row).items() if key in _DESCRIBED}


def _copied(row: Description, changes: dict[str, Any], *, begins_on: date) -> Description:
    kept = {"founded_on": row.founded_on, "closed_on": row.closed_on, **_values(row)}
    return Description(organization_id=row.organization_id, begins_on=begins_on, **{**kept, **changes})
