"""Type `repeated`: a stretch of words that stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

# Bounded on both sides, so the work for a character is bounded too.
_TWICE = "([\u4e00-\u9fff]{{{shortest},{longest}}}?)\\1"
_CLAUSE = re.compile(r"[^，。；：、！？\n]+")
_SHORTEST_CLAUSE, _LONGEST_CLAUSE = 4, 60


class RepeatedRule(CheckRule):
    """How long the stretch is, and which repetitions are right."""

    type: Literal["repeated"]
    shortest: Annotated[int, Field(ge=2, le=8)]
    longest: Annotated[int, Field(ge=2, le=40)]
    excused: tuple[str, ...] = ()
    """Repetitions that the language knows: 研究研究."""
    compounds: tuple[str, ...] = ()
    """Words whose beginning may follow its like: 组织组织生活会."""


class RepeatedDetector:
    """One pattern a rule."""

    def __init__(self, rules: Sequence[RepeatedRule]) -> None:
        """Compile once."""
        self._rules = [
            (rule, re.compile(_TWICE.format(shortest=rule.shortest, longest=rule.longest)), frozenset(rule.excused))
            for rule in rules
        ]

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report each repetition with the first of the two as its suggestion."""
        text = document.text
        for rule, pattern, excused in self._rules:
            for found in pattern.finditer(text):
                once = found[1]
                if found[0] in excused or len(set(once)) == 1:
                    continue
                if _begins_a_word(text, found.end() - len(once), once, rule.compounds) or _spans(
                    text, found.start(), once
                ):
                    continue
                yield Hit(rule.id, found.start(), found.end(), suggestions=(once,))
            for start, end, clause in _clauses_said_twice(text):
                yield Hit(rule.id, start, end, suggestions=(clause,))


def _clauses_said_twice(text: str) -> Iterator[tuple[int, int, str]]:
    """Find a clause that follows itself after one mark: 加强学习，加强学习."""
    before: re.Match[str] | None = None
    for clause in _CLAUSE.finditer(text):
        length = clause.end() - clause.start()
        if (
            before is not None
            and _SHORTEST_CLAUSE <= length <= _LONGEST_CLAUSE
            and clause.start() == before.end() + 1
            and length == before.end() - before.start()
            and clause[0] == before[0]
            and text[before.end()] in "，。；"
        ):
            yield before.start(), clause.end(), clause[0]
        before = clause


def _begins_a_word(text: str, start: int, once: str, compounds: tuple[str, ...]) -> bool:
    """Say whether the second of the two begins a longer word: 组织｜组织生活会."""
    return any(len(word) > len(once) and text.startswith(word, start) for word in compounds)


def _spans(text: str, start: int, once: str) -> bool:
    """Say whether the first of the two is the tail of a longer word: 党组织｜组织党员."""
    return len(once) == 2 and text[max(0, start - 1) : start] in {"党", "群", "各", "总"}  # noqa: PLR2004 (a word of two)


def build_repeated(rules: Sequence[RepeatedRule]) -> RepeatedDetector:
    """Build one detector of all rules."""
    return RepeatedDetector(rules)
