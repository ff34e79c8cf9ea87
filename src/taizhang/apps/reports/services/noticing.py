"""A 述职通知 that was issued is changed or withdrawn, with the reason; what was begun by it stays."""

from __future__ import annotations

from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing
from taizhang.apps.organizations.access import require, require_visible
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.models import Notice as NoticeRow
from taizhang.apps.reports.models import NoticeChange
from taizhang.apps.reports.services.beginning import notice_row
from taizhang.domain.reporting import Notice

LONGEST_REASON = 300
_SAME = ("title", "number", "year", "until", "due_on", "most_characters", "least_problems_percent", "required")


def change_notice(  # noqa: PLR0917 (a notice with all that it says)
    actor: Actor, notice_id: int, title: str, asked: Notice, number: str, due_on: date | None, reason: str
) -> int:
    """Put another version in the place of a notice; says its number."""
    old = _open(actor, notice_id)
    said = _reason(reason)
    if asked.year != old.year:
        raise ReportError(f"这是{old.year}年度的通知，年度不能改。要别的年度的，另发一份。")
    row = notice_row(old.organization_id, title, asked, number, due_on)
    if all(getattr(row, key) == getattr(old, key) for key in _SAME):
        raise ReportError("和原来的一样，没有改动。")
    with writing(actor.label, "report.notice_change", f"organization:{old.organization_id}") as record:
        _require_current(old)
        record.close(old)
        record.write(row)
        record.write(NoticeChange(notice=old, following=row, reason=said, account=actor.account))
    return row.pk


def withdraw_notice(actor: Actor, notice_id: int, reason: str) -> None:
    """Withdraw a notice: nobody can begin by it any more."""
    old = _open(actor, notice_id)
    said = _reason(reason)
    with writing(actor.label, "report.notice_withdraw", f"organization:{old.organization_id}") as record:
        _require_current(old)
        record.close(old)
        record.write(NoticeChange(notice=old, following=None, reason=said, account=actor.account))


def _open(actor: Actor, notice_id: int) -> NoticeRow:
    row = NoticeRow.objects.filter(pk=notice_id).first()
    if row is None:
        raise ReportError("没有这份述职通知。")
    require_visible(actor, row.organization_id)
    require(actor, Permission.WRITE_REPORTS, row.organization_id)
    _require_current(row)
    return row


def _require_current(row: NoticeRow) -> None:
    if not NoticeRow.objects.filter(known(None), pk=row.pk).exists():
        raise ReportError("这份通知已经改过或撤回了，没有再改。刷新页面再看。")


def _reason(reason: str) -> str:
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise ReportError(f"要写明理由，最多{LONGEST_REASON}个字。")
    return said
