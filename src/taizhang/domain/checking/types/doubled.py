"""Type `doubled`: one character typed twice, where neither of the two begins or ends a word: 高质量发展展."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.spelling import shipped_words
from taizhang.domain.official_text import OfficialText

_TWICE: Final = re.compile("([\u4e00-\u9fff])(?<!\\1\\1)\\1(?!\\1)")
_LONGEST: Final = 4
_COMMON: Final = 60.0
"""How often a doubled character must stand in the dictionary's count to be a word of its own: 人人, not 展展."""
_WELL_KNOWN: Final = 200.0
_STANDING_ALONE: Final = frozenset(
    "对为在把和以由从将向与给上下用到是有要会能可让使被就都也抓做讲办管学干想看说问走去来再又更最很太各该此每本全新老大小多少好"
    "真重高严细深快强及或但而且之其于不无没未非已正自相互前后内外中间时分合并共同应需须当可使得着了过的地所等按经比较越才只还"
    "局处部院校县市省镇乡村区厅所科队组社站会办委行厂台团班党馆园段路河湖田林街点店楼网山岗企书员人品项个名家次户年月日期场类"
    "条份元位批门号级层代届支双单总副主成"
)
"""Words of one character, and what ends names or counts: behind them the same character may begin a word."""
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万")


class DoubledRule(CheckRule):
    """Which doubled characters are right although no dictionary has them."""

    type: Literal["doubled"]
    excused: tuple[str, ...] = ()
    """红红, 出出: the doubled form itself, or a longer stretch around it."""


class DoubledDetector:
    """Looks at both sides of each doubled character in the dictionary."""

    def __init__(self, rules: Sequence[DoubledRule]) -> None:
        """Keep the excuses."""
        self._rules = [(rule.id, rule.excused) for rule in rules]

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report a character too many; the suggestion is the character once."""
        text = document.text
        for found in _TWICE.finditer(text):
            start, end = found.span()
            if found[1] in _NUMERALS or _is_word(text, start, end) or not _stuck(text, start):
                continue
            for rule, excused in self._rules:
                if not any(_lies_in(text, start, one, found[0]) for one in excused):
                    yield Hit(rule, start, end, suggestions=(found[1],))


def _lies_in(text: str, start: int, phrase: str, doubled: str) -> bool:
    at = phrase.find(doubled)
    return at >= 0 and text.startswith(phrase, start - at) and start >= at


def _is_word(text: str, start: int, end: int) -> bool:
    """Say whether the two stand together in a word of the dictionary: 人人, 方方面面."""
    words = shipped_words()
    if words.frequency(text[start:end]) >= _COMMON:
        return True
    return any(
        words.knows(text[begin : begin + length])
        for length in range(3, _LONGEST + 1)
        for begin in range(max(0, end - length), start + 1)
    )


def _stuck(text: str, start: int) -> bool:
    """Say whether one of the two belongs to a word and the other to none: 发展展, 工工作."""
    words = shipped_words()
    before = [text[max(0, start - length) : start + 1] for length in range(1, _LONGEST)]
    after = [text[start + 1 : start + 1 + length] for length in range(2, _LONGEST + 1)]
    ends_word = any(len(one) > 1 and _HAN.match(one) and words.knows(one) for one in before)
    begins_word = any(len(one) > 1 and words.knows(one) for one in after)
    if ends_word:
        return not begins_word
    return text[start] not in _STANDING_ALONE and any(map(_is_common, after)) and _after_a_word(text, start)


def _after_a_word(text: str, start: int) -> bool:
    """Say whether a word or a mark stands before: behind names nobody knows, 局局长 and 县县委 are right."""
    before = text[start - 1 : start]
    if not _HAN.match(before):
        return not before.isalnum() and before != "〇"
    return any(_is_common(text[max(0, start - length) : start]) for length in range(2, _LONGEST + 1))


def _is_common(word: str) -> bool:
    return len(word) > 1 and shipped_words().frequency(word) >= _WELL_KNOWN


def build_doubled(rules: Sequence[DoubledRule]) -> DoubledDetector:
    """Build one detector of all rules."""
    return DoubledDetector(rules)
