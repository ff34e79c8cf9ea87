"""Days as pages write them: ISO in tables, 11月20日 in sentences."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

WEEKDAYS = "一二三四五六日"


def as_day(value: date | datetime) -> date:
    """Take the day of an instant in the installation's time zone."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day_text(value: date | datetime, year: int | None = None) -> str:
    """Write 11月20日, with the year only where it is not the one that the page is about."""
    day = as_day(value)
    short = f"{day.month}月{day.day}日"
    return short if year is not None and day.year == year else f"{day.year}年{short}"


def weekday_text(value: date | datetime) -> str:
    """Write 星期五."""
    return f"星期{WEEKDAYS[as_day(value).weekday()]}"


def moment_text(value: datetime, today: date) -> str:
    """Write 今天 06:10, 昨天 18:30, 11月5日 09:00, or with the year where it is another one."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    day = local.date()
    ago = (today - day).days
    if ago in (0, 1):
        return f"{('今天', '昨天')[ago]} {local:%H:%M}"
    return f"{day_text(day, today.year)} {local:%H:%M}"
