"""Type `congress`: numbers of congresses and plenums held against the calendar and the year of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.congresses import CongressCalendar, in_chinese, shipped_calendar
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText, chinese_number

_NUMBER = "[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_CONGRESS = re.compile(
    rf"党的(第)?({_NUMBER})(大)"
    r"(精神|报告|(?:[和及、])[^，。；\n]{0,8}(?:历次全会|[一二三四五六七]中全会)精神)?"
)
_PLENUM = re.compile(
    rf"(第)?({_NUMBER})([届大])((?:[一二三四五六七八九]中(?:全会)?[、和及，])*)([一二三四五六七八九]|十[一二]?|[0-9])$"
)
_EACH = re.compile("[一二三四五六七八九]")
_ASSEMBLY = re.compile(rf"(?:党的|中国共产党)第({_NUMBER})(届|次)(全国)?$")
_STUDIED: Final = ("学习", "宣传", "贯彻", "落实", "领会", "传达", "宣讲", "践行", "以", "围绕")
_WELCOMED: Final = ("迎接", "喜迎", "献礼")
_AWAITED: Final = (*_WELCOMED, "迎", "筹备", "召开前", "选举", "出席")
_WELCOME = re.compile(rf"(?:迎接|喜迎|献礼)(?:党的)?({_NUMBER})大(?!队|道|家|[型众学会赛奖])")
_ENDS = re.compile("[。；！？\n]")
_CLAUSE = 18
_LONGEST = 40
_LOWEST_SAID = 11
"""党的三大作风, 党的六大纪律: below eleven the words are mostly no congress."""
_MEANT_AS_CONGRESS: Final = ("精神", "报告")


class CongressFault(StrEnum):
    """What is wrong with a number."""

    IMPOSSIBLE = "impossible"  # 二十届九中全会
    NOT_YET = "not_yet"
    GARBLED = "garbled"  # 党的十二大精神
    OUTDATED = "outdated"
    AWAITED = "awaited"  # 喜迎党的二十大, after it
    FORM = "form"  # 20大, 第二十届三中全会


class CongressRule(CheckRule):
    """One kind of fault; the calendar lies beside the packs."""

    type: Literal["congress"]
    fault: CongressFault


Verdict = tuple[CongressFault, int, int, str]


class _Reading:
    """One text, one year, one calendar."""

    def __init__(self, text: str, year: int, calendar: CongressCalendar) -> None:
        self.text, self.year, self.calendar = text, year, calendar
        self.current = calendar.current_in(year)

    def verdicts(self) -> Iterator[Verdict]:
        for at in _places(self.text, "党的"):
            found = _CONGRESS.match(self.text, at)
            if found:
                yield from self._congress(found)
        for word in _WELCOMED:
            for at in _places(self.text, word):
                welcome = _WELCOME.match(self.text, at)
                if welcome:
                    yield from self._welcomed(welcome)
        for at in _places(self.text, "中全会"):
            begin = max(0, at - _LONGEST)
            found = _PLENUM.search(self.text[begin:at])
            if found:
                yield from self._plenum(found, begin, at + len("中全会"))
        for at in _places(self.text, "代表大会"):
            begin = max(0, at - _LONGEST // 2)
            found = _ASSEMBLY.search(self.text[begin:at])
            if found:
                yield from self._assembly(found, begin, at + len("代表大会"))

    def _congress(self, found: re.Match[str]) -> Iterator[Verdict]:
        number = _number(found[2])
        start, end = found.start(), found.end(3)
        if not number or (number < _LOWEST_SAID and found[4] not in _MEANT_AS_CONGRESS):
            return
        if self.text.startswith(("城市", "强国", "国家", "支柱", "行动", "任务", "措施"), end):
            return
        if (found[1] or found[2].isdigit()) and number >= _LOWEST_SAID:
            yield CongressFault.FORM, start, end, f"党的{in_chinese(number)}大"
            return
        right = f"党的{in_chinese(self.current)}大"
        before = self._before(start)
        if number > self.current:
            next_one = number == self.current + 1
            if next_one and before.endswith(_AWAITED):
                return
            yield (CongressFault.NOT_YET if next_one else CongressFault.GARBLED), start, end, right
            return
        if before.endswith(_WELCOMED):
            return
        if found[4] and any(verb in before for verb in _STUDIED) and self._is_behind(number, start):
            is_last = number == self.current - 1
            spelled = right + found[4] if found[4] in _MEANT_AS_CONGRESS else ""
            yield (CongressFault.OUTDATED if is_last else CongressFault.GARBLED), start, found.end(), spelled

    def _welcomed(self, found: re.Match[str]) -> Iterator[Verdict]:
        number = _number(found[1])
        if number >= _LOWEST_SAID and self._held_before(number):
            yield CongressFault.AWAITED, found.start(), found.end(), ""

    def _held_before(self, number: int) -> bool:
        congress = self.calendar.find(number)
        return congress is not None and congress.opened_on.year < self.year

    def _is_behind(self, number: int, start: int) -> bool:
        """Say whether the year looks to a later congress that the sentence does not name."""
        if not self.calendar.is_over_since(number, self.year):
            return False
        return f"{in_chinese(self.current)}大" not in self._sentence(start) and (
            f"{in_chinese(self.current)}届" not in self._sentence(start)
        )

    def _plenum(self, found: re.Match[str], begin: int, end: int) -> Iterator[Verdict]:
        number, start = _number(found[2]), begin + found.start()
        if not number:
            return
        plenums = [*map(_number, _EACH.findall(found[4])), _number(found[5])]
        if found[1] or found[2].isdigit() or found[3] == "大":
            if number >= _LOWEST_SAID:
                right = f"{in_chinese(number)}届{found[4]}{in_chinese(plenums[-1])}中全会"
                yield CongressFault.FORM, start, end, right
            return
        last = max(plenums)
        if number > self.current + 1 or self.calendar.plenum_is_impossible(number, last):
            yield CongressFault.IMPOSSIBLE, start, end, ""
        elif self.calendar.plenum_is_ahead(number, last, self.year):
            if not self._before(start).endswith((*_AWAITED, "召开", "即将召开的")):
                yield CongressFault.NOT_YET, start, end, ""
        elif self.text.startswith("精神", end) and self._is_behind(number, start):
            before = self._before(start)
            if any(verb in before for verb in _STUDIED) and number >= self.current - 1:
                yield CongressFault.OUTDATED, start, end, ""

    def _assembly(self, found: re.Match[str], begin: int, end: int) -> Iterator[Verdict]:
        number = _number(found[1])
        named = "党的" if found[0].startswith("党的") else "中国共产党"
        if number >= _LOWEST_SAID and (
            found[2] == "届" or (not found[3] and number in (self.current, self.current - 1))
        ):
            yield CongressFault.FORM, begin + found.start(), end, f"{named}第{in_chinese(number)}次全国代表大会"

    def _before(self, start: int) -> str:
        return _ENDS.split(self.text[max(0, start - _CLAUSE) : start])[-1]

    def _sentence(self, start: int) -> str:
        before = _ENDS.split(self.text[max(0, start - 120) : start])[-1]
        return before + _ENDS.split(self.text[start : start + 120])[0]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _number(written: str) -> int:
    return int(written) if written.isdigit() else chinese_number(written) or 0


class CongressDetector:
    """Reads every number of a congress or plenum once."""

    def __init__(self, rules: Sequence[CongressRule], calendar: CongressCalendar) -> None:
        """Keep which rule speaks for which fault."""
        self._rules = {rule.fault: rule.id for rule in rules}
        self._calendar = calendar

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report what the calendar does not know."""
        year = paper_year(document, context) or context.today.year
        for fault, start, end, right in _Reading(document.text, year, self._calendar).verdicts():
            if fault in self._rules:
                yield Hit(self._rules[fault], start, end, (("year", f"{year}年"),), (right,) if right else ())


def build_congress(rules: Sequence[CongressRule]) -> CongressDetector:
    """Build one detector of all rules about congresses and plenums."""
    return CongressDetector(rules, shipped_calendar())
