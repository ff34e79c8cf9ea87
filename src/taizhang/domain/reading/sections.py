"""The sections of a report by what they are for: 成效, 问题, 原因, 打算, 上年问题整改, and how long each is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.official_text import Heading, OfficialText, Span
from taizhang.domain.official_text.length import official_length
from taizhang.domain.official_text.numbering import NumberStyle


class Part(StrEnum):
    """What a section of the genre is for."""

    OPENING = "opening"
    BASICS = "basics"
    ACHIEVEMENTS = "achievements"
    LAST_YEAR = "last_year"
    PROBLEMS = "problems"
    CAUSES = "causes"
    PLANS = "plans"


PART_WORDS = {
    Part.OPENING: "开头",
    Part.BASICS: "基本情况",
    Part.ACHIEVEMENTS: "工作成效",
    Part.LAST_YEAR: "上年问题整改",
    Part.PROBLEMS: "存在问题",
    Part.CAUSES: "原因分析",
    Part.PLANS: "下一步打算",
}

_LAST_YEAR = re.compile(
    r"(?:上一?年度?|去年|上次|[0-9]{4}年度?)[^，。；]{0,24}(?:问题|意见|点评)[^，。；]{0,12}(?:整改|落实|解决|改进)|问题整改(?:落实)?情况|整改落实情况"
)
_ROLES = (
    (Part.LAST_YEAR, _LAST_YEAR),
    (Part.PROBLEMS, re.compile("问题|不足|困难|差距|短板|薄弱")),
    (Part.CAUSES, re.compile("原因")),
    (
        Part.PLANS,
        re.compile(
            "打算|计划|安排|思路|下一?步|下阶段|明年|今后|努力方向|整改措施|改进措施|工作目标|工作重点|工作要求"
        ),
    ),
    (Part.BASICS, re.compile("基本情况|基本信息|概况|组织和党员")),
)
_OPENS_PROBLEMS = re.compile(r"(?:存在|还有|有)[^，。；]{0,14}(?:问题|不足|差距|短板)|(?:主要|突出)问题")
_OPENS_PLANS = re.compile(r"^(?:下一步|下步|今后|明年|20[0-9]{2}年)[^。；]{0,20}(?:将|要|重点|打算|继续|着力|做好)")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text that serves one purpose."""

    part: Part
    heading: str
    start: int
    end: int
    length: int
    """Characters as the organiser of a report counts them."""


def sections_of(official: OfficialText) -> tuple[Section, ...]:
    """Cut a text at its highest headings; where it has none, at the sentences that open problems and plans."""
    text = official.text
    cuts = _by_headings(official) or _by_paragraphs(official)
    begin = official.title.end if official.title else 0
    if not cuts or cuts[0][1].start > begin:
        cuts = [(Part.OPENING, Span(begin, begin), ""), *cuts]
    found = []
    for index, (part, span, heading) in enumerate(cuts):
        end = cuts[index + 1][1].start if index + 1 < len(cuts) else len(text)
        found.append(Section(part, heading, span.start, end, official_length(text[span.start : end])))
    return tuple(section for section in found if section.length)


def part_of(heading: str) -> Part:
    """Say what a section under this heading is for."""
    return next((part for part, words in _ROLES if words.search(heading)), Part.ACHIEVEMENTS)


def shares(sections: tuple[Section, ...]) -> dict[Part, float]:
    """The share of each part in the length of the whole, in hundredths."""
    whole = sum(section.length for section in sections) or 1
    found: dict[Part, int] = {}
    for section in sections:
        found[section.part] = found.get(section.part, 0) + section.length
    return {part: round(100 * length / whole, 1) for part, length in found.items()}


def _by_headings(official: OfficialText) -> list[tuple[Part, Span, str]]:
    highest = min((heading.level for heading in official.headings if _opens(heading)), default=0)
    return [
        (part_of(heading.text), Span(heading.start, heading.end), heading.text)
        for heading in official.headings
        if _opens(heading) and heading.level == highest
    ]


def _opens(heading: Heading) -> bool:
    return heading.ordinal.style in {NumberStyle.CHINESE, NumberStyle.CHAPTER, NumberStyle.CHINESE_BRACKETED} or (
        heading.alone and heading.ordinal.style is NumberStyle.ARABIC
    )


def _by_paragraphs(official: OfficialText) -> list[tuple[Part, Span, str]]:
    found: list[tuple[Part, Span, str]] = []
    for paragraph in official.paragraphs:
        if official.title is not None and paragraph.end <= official.title.end:
            continue
        first = re.split("[。：:]", paragraph.text, maxsplit=1)[0]
        part = None
        if _OPENS_PROBLEMS.search(first):
            part = Part.PROBLEMS
        elif _OPENS_PLANS.search(first):
            part = Part.PLANS
        elif not found or found[-1][0] is Part.OPENING:
            part = Part.ACHIEVEMENTS if found else Part.OPENING
        if part is not None:
            found.append((part, Span(paragraph.start, paragraph.end), first[:30]))
    return found
