"""The period that figures are asked for: the year, a half, a quarter, a month, or any days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from taizhang.domain.periods import Cycle, Window, windows_of_year
from taizhang.faces.web.shell.address import FIRST_YEAR, YEARS_AHEAD
from taizhang.faces.web.shell.frame import Frame

YEAR = ""
_CYCLES = {"h": Cycle.HALF, "q": Cycle.QUARTER, "m": Cycle.MONTH}


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days with its key in the address."""

    key: str
    window: Window
    choices: tuple[tuple[str, str], ...]
    is_free: bool = False
    """Any days, given as `from` and `to`."""
    notice: str = ""

    @property
    def query(self) -> dict[str, str]:
        """What a link to the same period says."""
        if self.is_free:
            return {"from": self.window.start.isoformat(), "to": self.window.end.isoformat(), "period": ""}
        return {"period": self.key, "from": "", "to": ""}

    def words(self, as_of: date) -> str:
        """Write 2026年1月1日—11月20日: up to the day that counts where the period is not over."""
        end = min(self.window.end, as_of) if as_of >= self.window.start else self.window.end
        start = self.window.start
        tail = f"{end.month}月{end.day}日" if end.year == start.year else f"{end.year}年{end.month}月{end.day}日"
        return f"{start.year}年{start.month}月{start.day}日—{tail}"


def period_of(request: HttpRequest, frame: Frame) -> Period:
    """Read the address; what makes no sense means the year."""
    choices = _choices(frame.year)
    free = _free(request, frame)
    if isinstance(free, Window):
        return Period("", free, tuple(choices.items()), is_free=True)
    key = request.GET.get("period", "")
    key = key if key in choices else YEAR
    return Period(key, _window(key, frame.year), tuple(choices.items()), notice=free)


def _choices(year: int) -> dict[str, str]:
    found = {YEAR: f"{year}年"}
    for letter, cycle in _CYCLES.items():
        for place, window in enumerate(windows_of_year(cycle, year), start=1):
            found[f"{letter}{place}"] = window.zh
    return found


def _window(key: str, year: int) -> Window:
    if not key:
        return Window.of_year(year)
    return windows_of_year(_CYCLES[key[0]], year)[int(key[1:]) - 1]


def _free(request: HttpRequest, frame: Frame) -> Window | str:
    """The days of the address, or why they cannot be used; empty where there are none."""
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    if not first and not last:
        return ""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return "起止日要两个都填，写成 2025-06-30 这样。先按全年显示。"
    if end < start:
        return "截止日早于起始日，先按全年显示。把两个日子对调。"
    if not FIRST_YEAR <= start.year <= end.year <= frame.today.year + YEARS_AHEAD:
        return "起止日太远，先按全年显示。"
    return Window(start, end)
