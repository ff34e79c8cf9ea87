"""The figures that a report states: which numbers count something, what they count, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from taizhang.domain.official_text import OfficialText, Span
from taizhang.domain.official_text.quantities import Number, Quantity, quantities
from taizhang.domain.official_text.quantity_grammar import Qualifier
from taizhang.domain.reading.enumerations import counts_its_list
from taizhang.domain.reading.labels import Label, Surroundings, label_of
from taizhang.domain.reading.ordinals import ranks_and_months
from taizhang.domain.reading.quoted import Quoted
from taizhang.domain.reading.rates import implied_rates, period_before
from taizhang.domain.reading.set_phrases import ABSTRACT, is_set_phrase


class Nature(StrEnum):
    """What kind of number it is."""

    COUNT = "count"
    RATIO = "ratio"
    FREQUENCY = "frequency"
    BREAKDOWN = "breakdown"
    ENUMERATION = "enumeration_size"
    RANK = "rank"
    ORDINAL = "ordinal"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One number that a report states, with what it counts; places in code points."""

    label: str
    value: Number | str
    unit: str
    qualifier: Qualifier
    word: str
    nature: Nature
    start: int
    end: int
    excerpt: str
    clause: str
    """The stretch between punctuation marks that it stands in, for who maps it to a definition."""
    parts: tuple[Number, ...] = ()
    """The numbers of a breakdown: 1人、34人、26人、22人."""
    high: Number | None = None
    amount: Number | None = None
    """The value in the unit without its scale, for comparing: 1.5亿元 → 150000000."""
    base_unit: str = ""


_LENGTHS_OF_TIME = frozenset(
    {"年", "周年", "岁", "个月", "周", "个季度", "个学期", "个工作日", "秒", "点", "度", "版", "℃", "届"}
)
_STOP = re.compile("[，。；、：！？,;\n“”（）]")
_LEAST = re.compile("(至少|不少于|不低于)[^，。；]{1,8}$")
"""每季度至少开展1次: the word stands before the verb."""
_LESS = re.compile("(?:不足|不到|低于)$")
"""Of a share alone: 查找不足12条 lists twelve faults."""
_ASIDE = frozenset({"24小时", "八小时", "8小时", "365天", "百分之百"})
_GENERIC_ONE_BEFORE = "的这那某每任同唯下上另又再首哪进"
_ENDS = "，。；、！？：,;)）\n ”》"
_AGE = re.compile("平均|年龄|下降|降低|年轻|提高|[减增]")
_BOUNDS = frozenset({"以上", "以下"})
_COUNTED_BEYOND = frozenset("的0123456789")
"""50万元以上的6个, 600分以上217人: who is beyond is counted, and the bound says where."""
_PLACE = re.compile("[村屯店堡河桥镇铺庄坪沟街巷社]")
"""八里村, 十里河: places, not distances."""
_ROUND = frozenset({"百", "千"})
"""百名书记, 千名干部 without 余, 近 or 上 is a manner of speaking."""
_ENUMERATED = frozenset({"方面", "个方面"})


def stated_figures(official: OfficialText) -> tuple[StatedFigure, ...]:
    """Read every figure of a text, in the order in which they stand."""
    reader = _Reader(official)
    found = [*reader.counted(), *reader.others()]
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


class _Reader:
    """Goes through one text once."""

    def __init__(self, official: OfficialText) -> None:
        self._text = official.text
        self._quoted = Quoted(official.text)
        self._title = official.title
        self._headings = [(heading.start, heading.end) for heading in official.headings]
        self._around = Surroundings(official.text)
        self._rated: set[int] = set()

    def counted(self) -> Iterator[StatedFigure]:
        """Every number with a unit that counts something."""
        bunch: list[Quantity] = []
        for quantity in quantities(self._text):
            if not self._counts(quantity):
                continue
            if bunch and not self._continues(bunch[-1], quantity):
                yield from self._told(bunch)
                bunch = []
            bunch.append(quantity)
        yield from self._told(bunch)

    def others(self) -> Iterator[StatedFigure]:
        """Rates that name no number, ranks, and months in which something was done."""
        for rate in implied_rates(self._text):
            if rate.clause not in self._rated and not self._is_aside(rate.span):
                yield self._plain(rate.span, 1, f"次/{rate.period}", rate.label, Nature.FREQUENCY)
        for one in ranks_and_months(self._text):
            if not self._is_aside(one.span):
                yield self._plain(one.span, one.value, one.unit, one.label, Nature(one.nature))

    def _is_aside(self, span: Span) -> bool:
        """Say whether a place is the title, or in a quoted name."""
        return (self._title is not None and span.start < self._title.end) or self._quoted.holds(span)

    def _counts(self, quantity: Quantity) -> bool:
        text = self._text
        span = Span(quantity.number_start, quantity.end)
        if (self._title is not None and quantity.start < self._title.end) or self._never_counts(quantity):
            return False
        if self._quoted.holds(span):
            return counts_its_list(text, self._quoted.around(span), int(quantity.value))
        if quantity.base_unit in _ENUMERATED:
            before = Span(self._around.clause_start(quantity.start), quantity.start)
            return counts_its_list(text, before, int(quantity.value))
        return not quantity.numeral or (not self._in_heading(quantity.start) and self._numeral_counts(quantity))

    def _never_counts(self, quantity: Quantity) -> bool:
        """Lengths of time, set phrases, and times of day."""
        written = self._text[quantity.number_start : quantity.end]
        if quantity.base_unit == "岁" and _AGE.search(self._text, max(0, quantity.start - 8), quantity.start):
            return False
        if quantity.word in _BOUNDS and self._text[quantity.end : quantity.end + 1] in _COUNTED_BEYOND:
            return True
        if quantity.base_unit in {"名", "位"} and self._text[quantity.start - 1 : quantity.start] == "前":
            return True
        if quantity.base_unit in _LENGTHS_OF_TIME or written in _ASIDE or is_set_phrase(self._text, quantity):
            return True
        if quantity.unit == "里" and quantity.numeral and _PLACE.match(self._text, quantity.end):
            return True
        return quantity.base_unit == "分" and not _is_score(self._text, quantity)

    def _numeral_counts(self, quantity: Quantity) -> bool:
        """Tell 四个党小组 and 比赛两次 from 一个过程 and 两个环节."""
        text = self._text
        following = text[quantity.end : quantity.end + 8]
        bare = (
            text[quantity.number_start : quantity.number_start + 1] in _ROUND and quantity.qualifier is Qualifier.EXACT
        )
        named = _STOP.split(following[:6], maxsplit=1)[0]
        if any(word in named for word in ABSTRACT) or (bare and quantity.value in {100, 1000}):
            return False
        clause_start = self._around.clause_start(quantity.start)
        if (
            "占" in text[clause_start : quantity.start]
            and "的" in text[quantity.end : quantity.end + 8]
            and quantity.unit != "%"
        ):
            return False
        if quantity.value != 1 or quantity.unit == "%":
            return True
        before = text[quantity.start - 1 : quantity.start]
        if period_before(text, clause_start, quantity.start):
            return True
        return not before or (
            before not in _GENERIC_ONE_BEFORE and before not in _ENDS and (not following or following[0] in _ENDS)
        )

    def _in_heading(self, at: int) -> bool:
        index = bisect_right(self._headings, (at, len(self._text))) - 1
        return index >= 0 and self._headings[index][0] <= at < self._headings[index][1]

    def _continues(self, last: Quantity, quantity: Quantity) -> bool:
        """Say whether it is the next number of a bare row: 1人、34人、26人."""
        between = self._text[last.end : quantity.start]
        if last.unit != quantity.unit or between not in {"、", "，", "和", ","}:
            return False
        return between in {"、", "和"} or self._text[quantity.end : quantity.end + 1] in _ENDS

    def _told(self, bunch: list[Quantity]) -> Iterator[StatedFigure]:
        if len(bunch) > 1:
            yield self._breakdown(bunch)
        elif bunch:
            yield self._single(bunch[0])

    def _single(self, quantity: Quantity) -> StatedFigure:
        label = label_of(self._around, quantity)
        unit = "个" if quantity.unit == "方面" else quantity.unit
        clause_start = self._around.clause_start(quantity.start)
        period = period_before(self._text, clause_start, quantity.start)
        least = quantity.qualifier is Qualifier.EXACT and _LEAST.search(self._text, clause_start, quantity.start)
        if least:
            quantity = replace(quantity, qualifier=Qualifier.AT_LEAST, word=least[1])
        if (
            unit == "%"
            and quantity.qualifier is Qualifier.EXACT
            and _LESS.search(self._text, clause_start, quantity.start)
        ):
            quantity = replace(quantity, qualifier=Qualifier.AT_MOST, word="不足")
        nature = Nature.RATIO if unit in {"%", "‰", "个百分点"} else Nature.COUNT
        if quantity.base_unit in _ENUMERATED or self._quoted.holds(Span(quantity.number_start, quantity.end)):
            nature = Nature.ENUMERATION
        if period:
            self._rated.add(clause_start)
            unit, nature = f"{unit}/{period}", Nature.FREQUENCY
        return self._figure(label, quantity, unit, nature)

    def _figure(self, label: Label, quantity: Quantity, unit: str, nature: Nature) -> StatedFigure:
        return StatedFigure(
            label=label.text,
            value=quantity.value,
            unit=unit,
            qualifier=quantity.qualifier,
            word=quantity.word,
            nature=nature,
            start=label.start,
            end=label.end,
            excerpt=self._text[label.start : label.end],
            clause=label.clause,
            high=quantity.high,
            amount=quantity.amount,
            base_unit=quantity.base_unit,
        )

    def _breakdown(self, bunch: list[Quantity]) -> StatedFigure:
        label = label_of(self._around, bunch[0])
        start, end = bunch[0].start, bunch[-1].end
        return StatedFigure(
            label=label.text,
            value="/".join(str(quantity.value) for quantity in bunch),
            unit=bunch[0].unit,
            qualifier=bunch[0].qualifier,
            word=bunch[0].word,
            nature=Nature.BREAKDOWN,
            start=start,
            end=end,
            excerpt=self._text[start:end],
            clause=label.clause,
            parts=tuple(quantity.value for quantity in bunch),
            base_unit=bunch[0].base_unit,
        )

    def _plain(self, span: Span, value: int, unit: str, label: str, nature: Nature) -> StatedFigure:
        return StatedFigure(
            label=label,
            value=value,
            unit=unit,
            qualifier=Qualifier.EXACT,
            word="",
            nature=nature,
            start=span.start,
            end=span.end,
            excerpt=self._text[span.start : span.end],
            clause=self._around.clause_at(span.start),
            amount=value,
            base_unit=unit,
        )


def _is_score(text: str, quantity: Quantity) -> bool:
    """Tell 满意度98.5分 from 9点30分."""
    return not quantity.numeral and text[quantity.number_start - 1 : quantity.number_start] not in {
        "点",
        "时",
        ":",
        "：",
    }


def countable(figures: Iterable[StatedFigure]) -> list[StatedFigure]:
    """The figures that say how many: no days, no ranks, no rates."""
    return [
        figure
        for figure in figures
        if figure.nature in {Nature.COUNT, Nature.ENUMERATION} and figure.amount is not None
    ]
