"""Shifting a window (顺延): a superior's notice, with its number, moves the due day for all whom it names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.models import WindowShift
from taizhang.apps.organizations.services.standing import opened
from taizhang.apps.organizations.structure import structure
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import canonical
from taizhang.domain.periods import Window


def shift_window(
    actor: Actor,
    issuer: int,
    *,
    rule: str,
    window: Window,
    due_on: date,
    notice: str,
    organizations: Collection[int] = (),
) -> int:
    """Move the due day of a rule's window by a notice of the issuer; nobody named means all below the issuer."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, issuer)
    if rule not in current_rulebook().rules:
        raise OrganizationRefusedError("没有这条规则，没有保存。请从“制度”里选。")
    if not notice.strip():
        raise OrganizationRefusedError("没有写通知的文号或名称，没有保存。顺延要有上级通知作依据。")
    if due_on < window.start:
        raise OrganizationRefusedError(f"新的期限早于时段开始的 {window.start}，没有保存。请核对日期。")
    below = set(structure().below(issuer, window.end)) - {issuer}
    if not below:
        raise OrganizationRefusedError("这个党组织下面没有党组织，不能给谁顺延。顺延由上级党组织发通知。")
    strangers = set(organizations) - below
    if strangers:
        raise OrganizationRefusedError(
            f"通知只对本组织的下级有效，点名的有{len(strangers)}个不是下级（或就是本组织），没有保存。去掉它们再保存。"
        )
    shift = WindowShift(
        issuer_id=issuer,
        rule=rule,
        window_start=window.start,
        window_end=window.end,
        due_on=due_on,
        notice=notice.strip()[:200],
        organizations=canonical(sorted(organizations)),
    )
    with writing(actor.label, "window.shift", f"organization:{issuer}") as record:
        record.write(shift)
    return shift.pk


def withdraw_shift(actor: Actor, shift_id: int) -> None:
    """Take a shift back."""
    row = opened(actor, WindowShift, shift_id, owner="issuer_id")
    with writing(actor.label, "window.withdraw_shift", f"organization:{row.issuer_id}") as record:
        still = WindowShift.objects.filter(pk=shift_id, known_until__isnull=True).first()
        if still is None:
            raise OrganizationRefusedError("这次顺延已经撤回，不用再撤。")
        record.close(still)
