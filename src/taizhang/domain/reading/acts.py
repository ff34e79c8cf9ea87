"""Notable acts: what a report says was done on a day or in a month, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.official_text import OfficialText, Span

_DAY = re.compile(
    r"(?:(?P<year>20[0-9]{2})\s?年\s?)?(?<![0-9])(?P<month>1[0-2]|0?[1-9])\s?月\s?(?:(?P<day>3[01]|[12][0-9]|0?[1-9])\s?[日号]|份)?"
)
_PLACE = re.compile(
    "(?:前往|赶赴|赴|走进|深入|来到|参观|到|在)(?P<place>[^，。；：、“”（）\n]{1,20}?"
    "(?:博物馆|纪念馆|展览馆|图书馆|党校|博物院|基地|烈士陵园|陵园|故居|旧址|广场|会议室|礼堂|报告厅|活动室|服务中心|中心|社区|街道|学校|医院|公园|园区|村|乡|镇|馆|厂))"
)
_DONE = re.compile(
    "召开|组织|开展|举办|举行|参观|观看|传达|学习|慰问|走访|成立|换届|选举|签订|讲|完成|通过|前往|赴|研究|审议|获|荣获"
)
_BY_THEN = re.compile("(?:底|末|中旬|上旬|下旬)?(?:之|以)?前(?!往|后|期)")
"""11月30日前完成: a day to come, on which nothing was done."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Act:
    """One act with its day; a month without a day says so."""

    day: str
    """2023-07-01, 2023-07, or --07-01 where no year can be told."""
    place: str
    text: str
    start: int
    end: int


def acts_of(official: OfficialText, year: int | None) -> tuple[Act, ...]:
    """List the acts of a text in their order; the year of the report stands in where a day names none."""
    title_end = official.title.end if official.title else 0
    return tuple(_acts(official, year, title_end))


def _acts(official: OfficialText, year: int | None, title_end: int) -> Iterator[Act]:
    for sentence in official.sentences:
        if sentence.start < title_end:
            continue
        said = official.text[sentence.start : sentence.end]
        days = list(_DAY.finditer(said))
        for index, found in enumerate(days):
            stop = days[index + 1].start() if index + 1 < len(days) else len(said)
            told = said[found.start() : min(stop, found.start() + _LONGEST)].strip("，、并 ")
            is_done = _DONE.search(told) and not _BY_THEN.match(said, found.end())
            if is_done and not _in_title(said, found.start()):
                place = _PLACE.search(told)
                span = Span(sentence.start + found.start(), sentence.start + found.start() + len(told))
                yield Act(_iso(found, year), place["place"] if place else "", told, span.start, span.end)


def _in_title(said: str, at: int) -> bool:
    return said.rfind("《", 0, at) > said.rfind("》", 0, at)


def _iso(found: re.Match[str], year: int | None) -> str:
    month = int(found["month"])
    said_year = found["year"] or (str(year) if year else "-")
    day = f"-{int(found['day']):02d}" if found["day"] else ""
    return f"{said_year}-{month:02d}{day}"
