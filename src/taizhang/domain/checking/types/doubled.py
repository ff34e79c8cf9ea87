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
    """Say whether the first ends a word, so that the second is one too many, and the second begins none."""
    words = shipped_words()
    before = [text[max(0, start - length) : start + 1] for length in range(1, _LONGEST)]
    after = [text[start + 1 : start + 1 + length] for length in range(2, _LONGEST + 1)]
    ends_word = any(len(one) > 1 and _HAN.match(one) and words.knows(one) for one in before)
    begins_word = any(len(one) > 1 and words.knows(one) for one in after)
    return ends_word and not begins_word


def build_doubled(rules: Sequence[DoubledRule]) -> DoubledDetector:
    """Build one detector of all rules."""
    return DoubledDetector(rules)
