"""The strip of a month: on which days something was recorded, falls due or is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

from taizhang.domain.obligations.answers import Code, Obligation
from taizhang.domain.periods import Window, add_months
from taizhang.faces.web.shell.days import WEEKDAYS
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.marks import sign

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Month:
    """The strip with the ways to the months beside it."""

    word: str
    length: int
    days: SafeString
    """The days, drawn as text: a template takes far longer over thirty of them."""
    before: tuple[str, date]
    after: tuple[str, date]


def month_asked(text: str, as_of: date) -> date:
    """Read `?month=2026-10`; nonsense means the month of the day that counts."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return as_of.replace(day=1)
    return asked if abs(asked.year - as_of.year) <= 20 else as_of.replace(day=1)  # noqa: PLR2004 (years to leaf through)


def strip_of(frame: Frame, first: date, recorded: Mapping[int, int], owed: Sequence[Obligation]) -> Month:
    """Draw the month that begins on `first`."""
    window = Window.of_month(first.year, first.month)
    due: dict[int, list[Obligation]] = {}
    for one in owed:
        if one.due_on in window and one.code in {Code.NOT_YET_DUE, Code.EXTENDED, Code.UNMET}:
            due.setdefault(one.due_on.day, []).append(one)
    days = "".join(
        [
            _day(frame, first + timedelta(days=number - 1), recorded.get(number, 0), due.get(number, ()))
            for number in range(1, window.end.day + 1)
        ]
    )
    before, after = add_months(first, -1), add_months(first, 1)
    word = f"{first.month}月" if first.year == frame.as_of.year else f"{first.year}年{first.month}月"
    drawn = mark_safe(days)  # noqa: S308 (every value in it is escaped)
    return Month(word, window.end.day, drawn, (f"{before.month}月", before), (f"{after.month}月", after))


def _day(frame: Frame, day: date, recorded: int, due: Sequence[Obligation]) -> str:
    late = sum(one.code is Code.UNMET and not one.general for one in due)
    missed = sum(one.code is Code.UNMET and one.general for one in due)
    coming = len(due) - late - missed
    marks = (
        ("ink-unmet", "late", late),
        ("ink-lack", "missed", missed),
        ("ink-lack", "soon", coming),
        ("ink-link", "held", recorded),
    )
    words = [
        f"逾期{late}项" if late else "",
        f"未开{missed}项" if missed else "",
        f"到期{coming}项" if coming else "",
        f"已登记{recorded}条" if recorded else "",
    ]
    kind = "today" if day == frame.as_of else "we" if day.weekday() >= SATURDAY else ""
    word = ("今天" if day == frame.today else "这天") if day == frame.as_of else WEEKDAYS[day.weekday()]
    title = f"{day.month}月{day.day}日 {'，'.join(filter(None, words)) or '没有事项'}"
    signs = "".join([f'<span class="{ink}">{sign(mark)}</span>' for ink, mark, number in marks if number])
    class_ = f' class="{kind}"' if kind else ""
    href = escape(frame.address.to("desk:day", day.isoformat()))
    return f'<a href="{href}"{class_} title="{title}" data-dialog><small>{word}</small>{day.day}<u>{signs}</u></a>'
