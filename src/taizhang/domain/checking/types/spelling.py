"""Type `spelling`: a word that is none, where one character of the same sound or shape makes a frequent one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Final, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.reach import MOST_READ
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.spelling import (
    Doubts,
    Lattice,
    Suspicion,
    Words,
    shipped_heard,
    shipped_likeness,
    shipped_words,
)
from taizhang.domain.checking.spelling.lists import names
from taizhang.domain.official_text import OfficialText, Span

_RUN: Final = re.compile("[\u4e00-\u9fff]{2,200}")
"""Longer runs without a mark are cut: the lattice is linear, its numbers need not grow."""
_BLOCK: Final = 10_000
Place = tuple[int, int, int]
"""The number of a phrase, where it starts and where it ends."""
_TWO_WORDS: Final = 4
_RARE: Final = 50
"""A word so many times rarer than the one it sounds like is hardly meant."""
_WORD_OF_THE_HOUSE: Final = 2
"""What a text writes more often than this, it means."""


class SpellingRule(CheckRule):
    """How much more probable the other word must make the sentence: the logarithm of the ratio."""

    type: Literal["spelling"]
    least: Annotated[float, Field(ge=1, le=40)]
    below: Annotated[float, Field(ge=1, le=40)] | None = None
    """From here on a surer rule speaks."""


class SpellingDetector:
    """Reads each run of Chinese characters once; a suspicion goes to the rule whose bar it reaches."""

    def __init__(self, rules: Sequence[SpellingRule]) -> None:
        """Sort the rules by their bars."""
        self._rules = sorted(rules, key=lambda rule: -rule.least)
        self._lowest = self._rules[-1].least

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report the best word for each suspicious stretch."""
        words = shipped_words()
        found = [
            (start, one)
            for start, run, inside, heard in _runs(document.text[:MOST_READ], words)
            for one in self._of_run(document.text, start, Lattice(run, words, inside), heard)
        ]
        written = Counter(document.text[at + one.start : at + one.end] for at, one in found)
        for at, one in found:
            start, end = at + one.start, at + one.end
            rule = self._rule_for(one.gain)
            often = written[document.text[start:end]] > _WORD_OF_THE_HOUSE
            if rule is not None and not often and not condemned.covers(Span(start, end)):
                yield Hit(rule.id, start, end, suggestions=(one.word,))

    def _of_run(self, text: str, start: int, lattice: Lattice, heard: list[Place]) -> Iterable[Suspicion]:
        found = list(lattice.suspicions(shipped_likeness(), self._lowest))
        if heard:
            found += shipped_heard().suspicions(lattice, heard, shipped_likeness())
        if not found:
            return ()
        doubts = Doubts(text, start, lattice, names())
        weighed = (replace(one, gain=one.gain - doubts.needed(one)) for one in found if not doubts.silence(one))
        return (_narrowed(one, lattice.run) for one in _apart([one for one in weighed if one.gain >= self._lowest]))

    def _rule_for(self, gain: float) -> SpellingRule | None:
        for rule in self._rules:
            if gain >= rule.least:
                return rule if rule.below is None or gain < rule.below else None
        return None


def _narrowed(one: Suspicion, run: str) -> Suspicion:
    """Of a phrase of two words, the one that is wrong: 布署工作 → 布署; where that is a common word, the whole."""
    written, words = run[one.start : one.end], shipped_words()
    if len(written) != len(one.word) or len(written) != _TWO_WORDS:
        return one
    half = _TWO_WORDS // 2
    for first, last in ((0, half), (half, _TWO_WORDS)):
        rest = slice(half, _TWO_WORDS) if first == 0 else slice(0, half)
        wrong, right = written[first:last], one.word[first:last]
        if written[rest] == one.word[rest] and words.frequency(right) > _RARE * max(words.frequency(wrong), 1):
            return replace(one, start=one.start + first, end=one.start + last, word=right)
    return one


def _runs(text: str, words: Words) -> Iterator[tuple[int, str, list[tuple[int, int, float]], list[Place]]]:
    """Give each run of Chinese characters with its place, the words in it, and the phrases that it sounds like.

    Both are looked for in whole blocks.
    """
    begin = 0
    while begin < len(text):
        # No word goes over the end of a line; where a line does not end, it is cut.
        end = text.find("\n", begin + _BLOCK, begin + 2 * _BLOCK) + 1 or min(len(text), begin + 2 * _BLOCK)
        block = text[begin:end]
        written, heard = words.found_in(block), shipped_heard().otherwise_in(block)
        at = there = 0
        for run in _RUN.finditer(block):
            first, last = run.span()
            inside, sounding = [], []
            while at < len(written) and written[at][1] <= last:
                start, stop, log = written[at]
                if start >= first:
                    inside.append((start - first, stop - first, log))
                at += 1
            while there < len(heard) and heard[there][2] <= last:
                number, start, stop = heard[there]
                if start >= first:
                    sounding.append((number, start - first, stop - first))
                there += 1
            yield begin + first, run[0], inside, sounding
        begin = end


def _apart(found: list[Suspicion]) -> Iterator[Suspicion]:
    """Give the best suspicion of each stretch, in order of the text."""
    kept: list[Suspicion] = []
    for one in sorted(found, key=lambda one: (-one.gain, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return iter(sorted(kept, key=lambda one: one.start))


def build_spelling(rules: Sequence[SpellingRule]) -> SpellingDetector:
    """Build one detector of all bars."""
    return SpellingDetector(rules)
