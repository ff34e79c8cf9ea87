"""The days of the calendar: what happened on each, as text; a template takes far longer over six hundred links."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

from taizhang.apps.ledger.selectors.entries import Row, State
from taizhang.domain.periods import Window
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.marks import sign


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day, of this month or of the weeks around it."""

    day: date
    is_out: bool
    is_today: bool
    links: SafeString
    """Each entry of the day; empty where there is none."""


def calendar_days(frame: Frame, month: Window, rows: Sequence[Row]) -> list[CalendarDay]:
    """Lay the entries on their days; what lasted several days stands on each of them."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for row in rows:
        link = _link(frame, row)
        day = max(row.day, month.start)
        while day <= min(row.last_day, month.end):
            by_day[day].append(link)
            day += timedelta(days=1)
    return [
        CalendarDay(
            day,
            day not in month,
            day == frame.today,
            mark_safe("".join(by_day.get(day, ()))),  # noqa: S308 (every value in a link is escaped)
        )
        for week in calendar.Calendar(0).monthdatescalendar(month.start.year, month.start.month)
        for day in week
    ]


def _link(frame: Frame, row: Row) -> str:
    title, href = escape(row.title), escape(frame.address.to("ledger:entry", row.entry))
    waits = f'{sign("wait")}<span class="heard">待确认</span>' if row.state is State.REGISTERED else ""
    return f'<a class="on-day" href="{href}" title="{title}">{waits}{title}</a>'
