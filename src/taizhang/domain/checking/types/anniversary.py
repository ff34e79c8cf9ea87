"""Type `anniversary`: 庆祝中国共产党成立102周年, in a paper about a year in which it was another one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.clauses import clause_before
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText, chinese_number
from taizhang.domain.rules.shape import Shape, Text

_COUNT = re.compile(r"([0-9]{1,3}|[〇零一二三四五六七八九十百]{1,6})$")
_LONGEST = 8
_WORD = "周年"


class Founding(Shape):
    """What is celebrated, and the year it is counted from."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    year: int


class AnniversaryRule(CheckRule):
    """Foundings, and the words that make an anniversary one of this year."""

    type: Literal["anniversary"]
    foundings: Annotated[tuple[Founding, ...], Field(min_length=1)]
    celebrated_by: Annotated[tuple[Text, ...], Field(min_length=1)]


class AnniversaryDetector:
    """Does the sum wherever 周年 stands behind a founding."""

    def __init__(self, rules: Sequence[AnniversaryRule]) -> None:
        """Keep the rules."""
        self._rules = tuple(rules)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report a count that belongs to another year; the coming one may be prepared."""
        text, year = document.text, paper_year(document, context)
        at = text.find(_WORD) if year is not None else -1
        while year is not None and at >= 0:
            counted = _COUNT.search(text[max(0, at - _LONGEST) : at])
            if counted:
                start = at - len(counted[1])
                for rule in self._rules:
                    yield from _judged(rule, text, (start, at + len(_WORD)), counted[1], year)
            at = text.find(_WORD, at + len(_WORD))


def _judged(rule: AnniversaryRule, text: str, place: tuple[int, int], written: str, year: int) -> Iterable[Hit]:
    start, end = place
    count = int(written) if written.isdigit() else chinese_number(written)
    for founding in rule.foundings:
        name = next((one for one in founding.names if text.endswith(one, 0, start)), None)
        if name is None or not count:
            continue
        before = clause_before(text, start - len(name), 12)
        right = year - founding.year
        if count in (right, right + 1) or not any(word in before for word in rule.celebrated_by) or "《" in before:
            return
        words = (("year", f"{year}年"), ("right_count", str(right)))
        yield Hit(rule.id, start - len(name), end, words, (f"{name}{right}{_WORD}",))
        return


def build_anniversary(rules: Sequence[AnniversaryRule]) -> AnniversaryDetector:
    """Build one detector of all rules about anniversaries."""
    return AnniversaryDetector(rules)
