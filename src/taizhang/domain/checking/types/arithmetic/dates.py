"""Days that do not exist, weekdays that do not fit, spans that end before they begin."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText, chinese_number

_WEEKDAYS = "一二三四五六日"
_DAY = re.compile(
    "(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|(?P<part>份|底|初|中旬|上旬|下旬))"
    "(?:(?:上午|下午|晚上?)?[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?(?!刊|报|末|例会|[一-九]))?"
)
_NUMERAL = "[一二三四五六七八九十]"
_CHINESE_DAY = re.compile(f"(?P<month>{_NUMERAL}{{1,2}})月(?P<day>{_NUMERAL}{{1,3}})日")
_QUARTER = re.compile("第(?:[五六七八九十]|[5-9])季度")
_TO = "(?:至|到|—{1,2}|-|－|～|~|–)"
_SPAN = re.compile(
    f"(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})日)?{_TO}"
    "(?:(?P<year2>(?:19|20)[0-9]{2})年)?(?:(?P<month2>[0-9]{1,2})月)?(?:(?P<day2>[0-9]{1,2})日)?"
)
_YEARS = re.compile(f"(?P<from>(?:19|20)[0-9]{{2}})年?{_TO}(?P<to>(?:19|20)[0-9]{{2}})(?:年|学年)")
_BORN = re.compile(
    "(?P<year>19[0-9]{2}|20[0-2][0-9])年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出)?生(?![活产态日于])[^。；\\n]{0,12}?"
    "(?:现年|今年|年龄)?(?P<age>[0-9]{2})岁"
)
_YEAR = re.compile("((?:19|20)[0-9]{2})年")
_NO_MONTH_AFTER = tuple("0123456789./-年")
_MONTHS = 12
_LEAP = 2024


def dates(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Hold every written day against the calendar."""
    text = document.text
    for found in _DAY.finditer(text):
        year = _year_before(text, found.start())
        if year is not None:
            yield from _day(found, year)
    for found in _CHINESE_DAY.finditer(text):
        month, day = chinese_number(found["month"]), chinese_number(found["day"])
        before = text[found.start() - 1 : found.start()]
        if month and day and before not in set("十农历阴") and not _exists(0, month, day):
            yield _impossible(found.start(), found.end(), 0, month)
    for found in _QUARTER.finditer(text):
        yield Sighting("impossible_day", found.start(), found.end(), (("why", "一年只有四个季度"),), ())


def _year_before(text: str, start: int) -> int | None:
    """The year right in front of a month, nought for none; None where the digits belong to something else."""
    year = _YEAR.match(text, start - 5) if start >= len("2023年") else None
    if year:
        return int(year[1])
    return None if text[max(0, start - 1) : start] in _NO_MONTH_AFTER else 0


def _day(found: re.Match[str], year: int) -> Iterator[Sighting]:
    start = found.start() - (5 if year else 0)
    month = int(found["month"])
    if found["day"] is None:
        if not 1 <= month <= _MONTHS:
            yield _impossible(start, found.end(), year, month)
        return
    day = int(found["day"])
    if not _exists(year, month, day):
        yield _impossible(start, found.end(), year, month)
    elif year and found["weekday"]:
        right = _WEEKDAYS[date(year, month, day).weekday()]
        if right != found["weekday"].replace("天", "日"):
            words = (("weekday", right), ("day", f"{year}年{month}月{day}日"))
            fixed = found[0].replace(found["weekday"], right)
            yield Sighting("wrong_weekday", start, found.end(), words, (f"{year}年{fixed}",))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year or _LEAP, month)[1]


def _impossible(start: int, end: int, year: int, month: int) -> Sighting:
    if not 1 <= month <= _MONTHS:
        why = "一年只有12个月"
    else:
        days = monthrange(year or _LEAP, month)[1]
        why = f"{f'{year}年' if year else ''}{month}月只有{days}天"
    return Sighting("impossible_day", start, end, (("why", why),), ())


def spans(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Find 自…至… whose end lies before the start."""
    text = document.text
    for found in _SPAN.finditer(text):
        year = _year_before(text, found.start())
        if year is None:
            continue
        first = (year, int(found["month"]), int(found["day"] or 0))
        second = (int(found["year2"] or 0), int(found["month2"] or 0), int(found["day2"] or 0))
        if _is_reversed(first, second):
            yield Sighting("reversed_span", found.start() - (5 if year else 0), found.end(), (), ())
    for found in _YEARS.finditer(text):
        if int(found["from"]) > int(found["to"]):
            yield Sighting("reversed_span", found.start(), found.end(), (), ())


Day = tuple[int, int, int]


def _is_reversed(first: Day, second: Day) -> bool:
    """Only where nothing is left to guess: 11月至2月 may reach into the next year."""
    (year, month, day), (year2, month2, day2) = first, second
    if not month2:
        return not year2 and 0 < day2 < day
    if year2 and year2 != year:
        return year > year2
    if month == month2:
        return 0 < day2 < day
    return year2 > 0 and month > month2


def ages(document: OfficialText, context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """A stated age against the year of birth and the paper's own year."""
    year = paper_year(document, context)
    if year is None:
        return
    for found in _BORN.finditer(document.text):
        age = year - int(found["year"])
        if not age - 1 <= int(found["age"]) <= age + 1:
            words = (("age", str(age)), ("year", str(year)))
            yield Sighting("wrong_age", found.start(), found.end(), words, ())
