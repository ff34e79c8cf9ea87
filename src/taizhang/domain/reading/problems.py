"""The problems a report names and the intentions it states, item by item; and which of last year's are answered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.domain.reading.report import ReportRead
from taizhang.domain.reading.sections import Part

_ITEM = re.compile(
    r"(?:^|[。；\n：])\s*(?:[一二三四五六七八九十]{1,2}(?:是|要)|（[一二三四五六七八九十]{1,2}）|[0-9]{1,2}[.、．](?![0-9]))(?P<what>[^。；\n]{4,80})"
)
_TARGET = re.compile(r"[0-9一二两三四五六七八九十]+[余多]?[次个名人条项件场期份篇%％]|百分之")
_DAY = re.compile(r"[0-9]{1,2}月|年底|季度|上半年|下半年|月底|前完成|年内")
_EMPTY = set("的了和与及在对中是不够还有个别部分有的方面工作问题存在加强进一步推进落实情况党建组织党员支部")
_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Item:
    """One problem or one intention."""

    text: str
    start: int
    has_target: bool
    has_day: bool


def problems_of(report: ReportRead) -> tuple[Item, ...]:
    """List the problems that a report names."""
    return _items(report, Part.PROBLEMS)


def intentions_of(report: ReportRead) -> tuple[Item, ...]:
    """List what a report means to do."""
    return _items(report, Part.PLANS)


def names_last_year(report: ReportRead) -> bool:
    """Say whether a report answers for last year's problems at all."""
    return any(section.part is Part.LAST_YEAR for section in report.sections) or bool(_SAID.search(report.text.text))


def answered(problem: Item, report: ReportRead) -> bool:
    """Say whether the words of a problem come back in what a report tells outside its own problems and intentions."""
    wanted = _pairs(problem.text)
    if not wanted:
        return False
    told: set[str] = set()
    for section in report.sections:
        if section.part in {Part.LAST_YEAR, Part.ACHIEVEMENTS}:
            told |= _pairs(report.text.text[section.start : section.end])
    return len(wanted & told) / len(wanted) >= _ENOUGH


_SAID = re.compile(r"(?:上年度?|上一年度?|去年)[^。]{0,30}(?:问题|不足|点评意见)[^。]{0,20}(?:整改|解决|改进|销号)")


def _items(report: ReportRead, part: Part) -> tuple[Item, ...]:
    found = []
    for section in report.sections:
        if section.part is part:
            said = report.text.text[section.start : section.end]
            for one in _ITEM.finditer(said):
                rest = said[one.start("what") : said.find("\n", one.end()) if "\n" in said[one.end() :] else len(said)]
                target, day = bool(_TARGET.search(rest)), bool(_DAY.search(rest))
                found.append(Item(one["what"].strip("，、 "), section.start + one.start("what"), target, day))
    return tuple(found)


def _pairs(text: str) -> set[str]:
    kept = re.sub(r"[^\u4e00-\u9fff]+", " ", text)
    return {
        kept[at : at + 2]
        for at in range(len(kept) - 1)
        if " " not in kept[at : at + 2] and not (kept[at] in _EMPTY and kept[at + 1] in _EMPTY)
    }
