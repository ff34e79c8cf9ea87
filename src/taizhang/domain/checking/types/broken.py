"""Type `broken`: a word with a mark, a blank or a line break inside, from word filters and from PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

_HAN = "\u4e00-\u9fff"
_GAP = "[ \\t\u3000\u00a0]{1,4}|[.．·•‧・*_|~^`]{1,2}|[ \\t\u3000]{0,4}\n[ \\t\u3000]{0,4}"
_JOINT = re.compile(f"(?<=[{_HAN}])(?:{_GAP})(?=[{_HAN}])")
_SIDE = 10
_SPACED = re.compile(f"(?:[{_HAN}][ \u3000]{{1,4}}){{3}}")
_OPEN_ENDS = 12
"""A broken line is only joined to one that could be its sequel."""
_HEADINGS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(]|[0-9]{1,2}[.、]|第[一二三四五六七八九十]+[章节条])"
)


class BrokenRule(CheckRule):
    """The words that must not be broken."""

    type: Literal["broken"]
    phrases: Annotated[tuple[Annotated[str, Field(min_length=2, max_length=40)], ...], Field(min_length=1)]


class BrokenDetector:
    """Joins both sides of a suspicious mark and looks whether a known word runs across."""

    def __init__(self, rules: Sequence[BrokenRule]) -> None:
        """Build an automaton a rule."""
        self._rules = [(rule, AhoCorasick(list(rule.phrases), matchkind=MatchKind.LeftmostLongest)) for rule in rules]

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report the longest word across each joint; the suggestion is the word in one piece."""
        text = document.text
        for joint in _JOINT.finditer(text):
            start, end = joint.span()
            left = _tail(text[max(0, start - _SIDE) : start])
            right = _head(text[end : end + _SIDE])
            if not _could_join(text, start, end, document):
                continue
            for rule, automaton in self._rules:
                span = _across(automaton, left, right)
                if span is not None:
                    word = (left + right)[span[0] : span[1]]
                    yield Hit(rule.id, start - len(left) + span[0], end + span[1] - len(left), (), (word,))


def _could_join(text: str, start: int, end: int, document: OfficialText) -> bool:
    """Leave spaced-out titles and the heads of lists alone."""
    gap = text[start:end]
    if "\n" in gap:
        line = text[text.rfind("\n", 0, start) + 1 : start]
        return len(line.strip()) > _OPEN_ENDS and not _HEADINGS.match(text[end : end + 6]) and not _HEADINGS.match(line)
    if gap.strip():
        return True
    around = text[max(0, start - 8) : end + 8]
    if _SPACED.search(around):
        return False
    here = document.paragraph_at(start)
    return here is not None and any(mark in here.text for mark in "，。；")


def _across(automaton: AhoCorasick, left: str, right: str) -> tuple[int, int] | None:
    joined, border = left + right, len(left)
    for _, start, end in automaton.find_matches_as_indexes(joined):
        if start < border < end:
            return start, end
    return None


def _tail(side: str) -> str:
    at = len(side)
    while at and "\u4e00" <= side[at - 1] <= "\u9fff":
        at -= 1
    return side[at:]


def _head(side: str) -> str:
    at = 0
    while at < len(side) and "\u4e00" <= side[at] <= "\u9fff":
        at += 1
    return side[:at]


def build_broken(rules: Sequence[BrokenRule]) -> BrokenDetector:
    """Build one detector of all rules."""
    return BrokenDetector(rules)
