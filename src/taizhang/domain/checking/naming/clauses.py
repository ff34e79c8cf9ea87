"""The words around a place: its clause, its sentence, the section it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from taizhang.domain.official_text import OfficialText, Span

_SENTENCE_END: Final = re.compile("[。；！？\n]")
_CLAUSE_END: Final = re.compile("[，,。；！？：:\n]")
_FAR = 160
"""A sentence is not followed further than this, whatever the text."""
_PLANS: Final = ("下一步", "下步", "打算", "计划", "思路", "安排", "规划", "展望", "今后", "努力方向", "明年", "下半年")


def sentence_around(text: str, start: int, end: int) -> Span:
    """Find the sentence that holds a place, cut off where it is endless."""
    return _around(text, start, end, _SENTENCE_END)


def clause_around(text: str, start: int, end: int) -> Span:
    """Find the stretch between commas that holds a place."""
    return _around(text, start, end, _CLAUSE_END)


def clause_before(text: str, start: int, most: int) -> str:
    """Give the words of the sentence right before a place, at most so many characters."""
    return _SENTENCE_END.split(text[max(0, start - most) : start])[-1]


def _around(text: str, start: int, end: int, border: re.Pattern[str]) -> Span:
    floor = max(0, start - _FAR)
    begin = floor
    for found in border.finditer(text, floor, start):
        begin = found.end()
    after = border.search(text, end, min(len(text), end + _FAR))
    return Span(begin, after.start() if after else min(len(text), end + _FAR))


class Sections:
    """Which sections of a text speak of what is still to come."""

    def __init__(self, document: OfficialText) -> None:
        """Keep the headings of the highest level there is."""
        top = min((heading.level for heading in document.headings), default=0)
        headings = [heading for heading in document.headings if heading.level == top]
        self._starts = [heading.start for heading in headings]
        self._ahead = [any(word in heading.text for word in _PLANS) for heading in headings]

    def look_ahead(self, offset: int) -> bool:
        """Say whether the place stands under a heading like 下一步工作打算."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and self._ahead[at]
