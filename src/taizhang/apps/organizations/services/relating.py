"""Relations (隶属、领导或指导、归口、属地) by day: a new one begins, an old one ends; circles are refused."""

from __future__ import annotations

from datetime import date, timedelta

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.models import Relation, RelationKind
from taizhang.apps.organizations.services.standing import standing
from taizhang.apps.organizations.structure import SUBORDINATION, Structure, structure
from taizhang.domain.rules.kinds import OrganizationType

BRANCHES = frozenset(
    {OrganizationType.BRANCH.value, OrganizationType.JOINT_BRANCH.value, OrganizationType.TEMPORARY_BRANCH.value}
)


def relate(actor: Actor, child: int, parent: int, day: date, kind: str = SUBORDINATION) -> int:
    """Put one organisation under another from that day on; by subordination it leaves the one before."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, child)
    require(actor, Permission.MANAGE_ORGANIZATIONS, parent)
    with writing(actor.label, "organization.relate", f"organization:{child}") as record:
        return hang(record, child, parent, kind, day)


def unrelate(actor: Actor, child: int, parent: int, last_day: date, kind: str) -> None:
    """End a relation after its last day; a subordination only ends by another one taking its place."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, child)
    require(actor, Permission.MANAGE_ORGANIZATIONS, parent)
    if kind == SUBORDINATION:
        raise OrganizationRefusedError("隶属关系不能只取消：改隶到别的党组织，或撤销这个党组织。没有保存。")
    with writing(actor.label, "organization.unrelate", f"organization:{child}") as record:
        rows = [
            row
            for row in standing(Relation, "begins_on", child_id=child, kind=kind)
            if row.parent_id == parent and (row.ends_on is None)
        ]
        if not rows:
            raise OrganizationRefusedError("这两个党组织之间现在没有这种关系，可能已被别人改过。请刷新页面再看。")
        _end(record, rows[0], last_day)


def withdraw_relation(actor: Actor, child: int, parent: int, begins_on: date, kind: str) -> None:
    """Take back a relation that never was: recorded by mistake."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, child)
    with writing(actor.label, "organization.withdraw_relation", f"organization:{child}") as record:
        rows = [
            row
            for row in standing(Relation, "begins_on", child_id=child, kind=kind)
            if row.parent_id == parent and row.begins_on == begins_on
        ]
        if not rows:
            raise OrganizationRefusedError("没有这条关系，可能已被别人改过。请刷新页面再看。")
        record.close(rows[0])


def hang(record: Writing, child: int, parent: int, kind: str, day: date) -> int:
    """Write a relation under a commit that is being made, after holding it against all others."""
    if kind not in RelationKind.values:
        raise OrganizationRefusedError(f"没有“{kind}”这种组织关系，没有保存。请从列表里选。")
    of = structure()
    _check_life(of, child, parent, day)
    _check_circle(of, child, parent, kind, day)
    ends_on = None
    if kind == SUBORDINATION:
        _check_types(of, child, parent, day)
        ends_on = _make_room(record, child, parent, day)
    elif any(
        row.parent_id == parent and (row.ends_on or date.max) >= day
        for row in standing(Relation, "begins_on", child_id=child, kind=kind)
    ):
        raise OrganizationRefusedError(f"这两个党组织之间已有“{RelationKind(kind).label}”关系，不用再加。")
    row = Relation(child_id=child, parent_id=parent, kind=kind, begins_on=day, ends_on=ends_on)
    record.write(row)
    return row.pk


def move_first_relations(record: Writing, child: int, founded_on: date, corrected: date) -> None:
    """Let the relations that began on a wrong founding day begin on the right one, if the parent existed by then."""
    of = structure()
    for kind in RelationKind.values:
        for row in standing(Relation, "begins_on", child_id=child, kind=kind):
            if row.begins_on == founded_on != corrected and corrected <= (row.ends_on or date.max):
                record.close(row)
                begins_on = max(corrected, of.founded_on(row.parent_id) or corrected)
                record.write(
                    Relation(
                        child_id=child, parent_id=row.parent_id, kind=kind, begins_on=begins_on, ends_on=row.ends_on
                    )
                )


def _make_room(record: Writing, child: int, parent: int, day: date) -> date | None:
    """End the subordination that holds on that day the day before; the new one lasts until the next begins."""
    next_begin: date | None = None
    for row in standing(Relation, "begins_on", child_id=child, kind=SUBORDINATION):
        if row.begins_on > day:
            next_begin = min(next_begin or row.begins_on, row.begins_on)
        elif row.ends_on is None or row.ends_on >= day:
            if row.parent_id == parent:
                raise OrganizationRefusedError(f"{row.begins_on} 起它就隶属于这个党组织，不用再改。")
            _end(record, row, day - timedelta(days=1))
    return next_begin - timedelta(days=1) if next_begin else None


def _end(record: Writing, row: Relation, last_day: date) -> None:
    """Close the row and write it again with its end; one that would end before it began never was."""
    record.close(row)
    if last_day >= row.begins_on:
        record.write(
            Relation(
                child_id=row.child_id, parent_id=row.parent_id, kind=row.kind, begins_on=row.begins_on, ends_on=last_day
            )
        )


def _check_life(of: Structure, child: int, parent: int, day: date) -> None:
    for one, what in ((child, "下级"), (parent, "上级")):
        if not of.exists(one, day):
            raise OrganizationRefusedError(f"{what}党组织在 {day} 还没有成立或已经撤销，没有保存。请核对日期。")


def _check_circle(of: Structure, child: int, parent: int, kind: str, day: date) -> None:
    """Refuse a circle, on that day or on any later day on which relations change."""
    if not any(link.parent == child and link.kind == kind for link in of.links_of(child)) and child != parent:
        return
    begins = {link.begins_on for one in of.descriptions for link in of.links_of(one) if link.kind == kind}
    for moment in sorted({day} | {begin for begin in begins if begin > day}):
        if child == parent or child in of.above(parent, moment, kind):
            raise OrganizationRefusedError("上级不能是它自己或它的下级，这样会绕成一圈，没有保存。另选一个上级。")


def _check_types(of: Structure, child: int, parent: int, day: date) -> None:
    """Groups stand under branches, and under branches nothing but groups."""
    under, over = of.described(child, day), of.described(parent, day)
    if under is None or over is None:
        return
    if under.type == OrganizationType.SUBGROUP and over.type not in BRANCHES:
        raise OrganizationRefusedError("党小组只能设在党支部下面，没有保存。请选它所在的党支部。")
    if under.type != OrganizationType.SUBGROUP and over.type in BRANCHES | {OrganizationType.SUBGROUP.value}:
        raise OrganizationRefusedError("党支部下面只能设党小组，没有保存。请选党委或党总支作上级。")
