"""How obligations speak: days, grounds and reasons, in the words of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taizhang.domain.periods import Window
from taizhang.domain.rules.shape import Source, Status, Version


def days_of(window: Window) -> str:
    """Spell a run of days in arithmetic: 9月1日至9月30日."""
    if window.start.year == window.end.year:
        return f"{_day(window.start)}至{_day(window.end)}"
    return f"{deadline(window.start)}至{deadline(window.end)}"


def deadline(day: date) -> str:
    """Spell a day that something falls due on, with its year."""
    return f"{day.year}年{_day(day)}"


def unconfirmed_reason() -> str:
    """Say that nobody has read the article: such a rule informs and never fails anybody."""
    return "规则待核，只提示，不判定。"


def cited(version: Version | None, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Name the ground of an answer: source by title, article, version, and how sure it is."""
    if version is None:
        return {"version_from": None, "source": "", "article": ""}
    source = sources.get(version.source)
    return {
        "version_from": version.since,
        "source": f"《{source.zh.strip('《》')}》" if source else version.source,
        "article": version.article,
        "confirmed": version.status is Status.CONFIRMED,
        "general": version.general,
    }


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
