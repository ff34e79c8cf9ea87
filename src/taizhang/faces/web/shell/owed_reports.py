"""Reports that are owed by a 述职通知, as lines of a list: the day, how far it is, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.apps.reports.selectors.notices import Owed, owed_reports
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if

SOON = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One report that is owed."""

    title: str
    by: str
    due_on: date
    mark: str
    """late, soon, due; met where it is out."""
    apart: str
    action: str
    href: str


def owed_lines(frame: Frame, *, with_issued: bool = False) -> list[OwedLine]:
    """What the organisation owes by the day that counts, the first due first."""
    if frame.actor is None or frame.organization is None or frame.is_past:
        return []
    found = owed_reports(frame.actor, frame.organization.id, frame.today)
    return [_line(frame, one) for one in found if with_issued or not one.is_issued]


def _line(frame: Frame, one: Owed) -> OwedLine:
    due_on = one.notice.due_on or date.max
    days = (due_on - frame.today).days
    mark = "met" if one.is_issued else "late" if days < 0 else "soon" if due_on - frame.today <= SOON else "due"
    apart = f"过期 {-days} 天" if days < 0 else "今天交" if not days else f"还有 {days} 天"
    if one.report is None:
        action, href = "起草", link_if(frame.address, "reports:begin", notice=one.notice.id)
    else:
        action, href = "接着写", link_if(frame.address, "reports:edit", one.report)
    if one.is_issued:
        action, apart = "打开", "已定稿"
    return OwedLine(one.notice.title, one.notice.by, due_on, mark, apart, action, href)
