"""Type `stale_year`: years before the one the paper is about, read by the verb that governs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.clauses import clause_around, sentence_around
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText, Paragraph, Span
from taizhang.domain.rules.shape import Text

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年|党|上半年|下半年|工作|总结)")
_IN_TEXT = re.compile(r"(?<![0-9])(20[0-9]{2})\s?年(度)?(?:([0-9]{1,2})月(?:[0-9]{1,2}日)?(?:上午|下午|晚)?)?")
_SAID = re.compile(r"现[将就对][^，。；\n]{0,14}?(20[0-9]{2})年")
_OPENS = re.compile(r"(20[0-9]{2})年(?:度)?(?:以来|来)?[，,]|(20[0-9]{2})年以来")
_HEADED = re.compile(r"(20[0-9]{2})年(?:度)?[^，。；\n]{0,10}(?:工作|总结|完成|情况|成效|回顾)")
_PLANS: Final = ("计划", "要点", "打算", "思路", "安排", "目标", "展望", "方案", "规划", "预算", "下一步")
_NO_REPORTS: Final = (
    "政府工作报告",
    "学年",
    "会议上的",
    "大会上的",
    "讲话",
    "对照检查",
    "通知",
    "决定",
    "公告",
    "整改",
    "反馈",
)
_DECEMBER = 12
_LEFT_BEHIND = 3
"""How many years back an unchanged year is looked for; further back lies history."""
_ACTS = re.compile(
    r"[^\u4e00-\u9fff]{0,2}(?:于|在|[\u4e00-\u9fff]{0,8}(?:支部|党委|总支|党组|党组织|机关|社区|学校|医院|公司|[我全本][局院校镇乡村厂处科委会园]))?\s?"
)
"""What may stand before the year in its clause: nothing, or who acted."""
_BODY_OPENS = 3
_FIGURE = re.compile("[0-9]")


class YearFault(StrEnum):
    """What a year may do wrong."""

    AMOUNT = "amount"  # 2022年共收缴党费66945元, in the report on 2023
    ACT = "act"  # 2022年6月召开, in the report on 2023
    TITLE = "title"  # the title says 2023, the text reports on 2022


class StaleYearRule(CheckRule):
    """One kind of fault; finished acts, and the words that make an earlier year right."""

    type: Literal["stale_year"]
    fault: YearFault
    verbs: Annotated[tuple[Text, ...], Field()] = ()
    """Finished acts: 收缴, 召开, 完成."""
    unless_clause: tuple[Text, ...] = ()
    """Right where the clause holds one of these."""
    unless_sentence: tuple[Text, ...] = ()
    """Right where the sentence holds one of these."""
    reach: int = 10
    """How far behind the year the verb may stand."""


@dataclass(frozen=True, slots=True)
class _Years:
    """What the title and the text say the report is about."""

    title: Paragraph
    titled: int
    told: int | None
    """The year the text itself names as its own, where it is another one."""
    place: Span
    """Where the contradiction shows: the title, unless only the first words of the text speak against it."""

    @property
    def reported(self) -> int:
        return self.told or self.titled


def _years_of(document: OfficialText, context: Context) -> _Years | None:
    """Read the year of a report from its title; a plan, a speech or a paper of two years has none."""
    if not document.paragraphs:
        return None
    title = document.paragraphs[0]
    said = sorted({int(year) for year in _YEAR.findall(title.text[:80])})
    if not said or any(word in title.text for word in _NO_REPORTS):
        return None
    plans = any(word in title.text for word in _PLANS)
    if (len(said) == 1 and plans and not _reports_too(title.text)) or (len(said) > 1 and not plans):
        return None
    if context.year is not None:
        return _Years(title, context.year, None, title)
    told, place = _told(document, set(said)) if len(said) == 1 else (None, title)
    return _Years(title, said[0], told, place)


def _reports_too(title: str) -> bool:
    return any(word in title for word in ("总结", "报告", "汇报", "述职", "综述"))


def _told(document: OfficialText, titled: set[int]) -> tuple[int | None, Span]:
    """Tell the year the text names as its own, if it never names that of its title in such a place."""
    told: list[int] = []
    title = document.paragraphs[0]
    sure, place = False, Span(title.start, title.end)
    for paragraph in document.paragraphs[1 : 1 + _BODY_OPENS]:
        opening = _OPENS.match(paragraph.text)
        if opening:
            told.append(int(opening[1] or opening[2]))
            if not sure and not any(f"{year}年" in document.text[title.end :] for year in titled):
                sure, place = True, Span(paragraph.start, paragraph.start + len("2022年"))
        for found in _SAID.finditer(paragraph.text):
            told.append(int(found[1]))
            sure, place = True, Span(title.start, title.end)
    for heading in document.headings:
        headed = _HEADED.search(heading.text)
        if headed and not any(word in heading.text for word in _PLANS):
            told.append(int(headed[1]))
    if not told or titled & set(told) or len(set(told)) > 1 or not (sure or len(told) > 1):
        return None, place
    return told[0], place


class StaleYearDetector:
    """Reads every year once, beside its verb."""

    def __init__(self, rules: Sequence[StaleYearRule]) -> None:
        """Keep which rule speaks for which fault."""
        self._rules = {rule.fault: rule for rule in rules}

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report years that belong to an earlier report."""
        years = _years_of(document, context)
        if years is None:
            return
        if years.told is not None and YearFault.TITLE in self._rules:
            words = (("year", f"{years.titled}年"), ("told", f"{years.told}年"))
            yield Hit(self._rules[YearFault.TITLE].id, years.place.start, years.place.end, words, ())
        yield from self._acts(document, years)

    def _acts(self, document: OfficialText, years: _Years) -> Iterator[Hit]:
        text = document.text
        for found in _IN_TEXT.finditer(text, years.title.end):
            year = int(found[1])
            if not 0 < years.reported - year <= _LEFT_BEHIND or int(found[3] or 0) == _DECEMBER:
                continue
            fault = YearFault.ACT if found[3] else YearFault.AMOUNT
            rule = self._rules.get(fault)
            clause = clause_around(text, found.start(), found.end())
            if rule is None or not _ACTS.fullmatch(text, clause.start, found.start()):
                continue
            after = text[found.end() : clause.end]
            near = after[: rule.reach]
            if not any(verb in near for verb in rule.verbs) or (
                fault is YearFault.AMOUNT and not _FIGURE.search(after)
            ):
                continue
            if any(word in text[clause.start : clause.end] for word in rule.unless_clause):
                continue
            span = sentence_around(text, found.start(), found.end())
            around = text[span.start : span.end]
            if any(word in around for word in rule.unless_sentence) or f"{years.reported}年" in around:
                continue
            words = (("year", f"{years.reported}年"), ("written", f"{year}年"))
            right = text[found.start() : clause.end].replace(str(year), str(years.reported), 1)
            yield Hit(rule.id, found.start(), clause.end, words, (right,) if fault is YearFault.ACT else ())


def build_stale_year(rules: Sequence[StaleYearRule]) -> StaleYearDetector:
    """Build one detector of all rules about years."""
    return StaleYearDetector(rules)
