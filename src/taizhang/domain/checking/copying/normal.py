"""A text without marks and blanks, its numbers alike, each character with its place; formulas are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from taizhang.domain.checking.reach import MOST_READ
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Shape, Text

_RUN: Final = re.compile("[0-9]+|[A-Za-z\u4e00-\u9fff]+")
_DIGITS: Final = frozenset("0123456789")
NUMBER: Final = "0"
"""Stands for every number: a report with last year's sentences and this year's figures is copied all the same."""


class Formulas(Shape):
    """Wording that all reports share, parted by blanks; marks do not matter."""

    zh: Text
    formulas: str


@dataclass(frozen=True, slots=True)
class NormalText:
    """The characters that count, and for each where it begins and ends in the text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    own: tuple[int, ...]
    """How many characters before each place belong to no formula."""

    def own_between(self, start: int, end: int) -> int:
        """Count the characters of a stretch that are no formula."""
        return self.own[end] - self.own[start]


def normal_text(document: OfficialText) -> NormalText:
    """Take out marks and blanks, and make all numbers one."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _RUN.finditer(document.text, 0, MOST_READ):
        start, end = found.span()
        if found[0][0] in _DIGITS:
            pieces.append(NUMBER)
            starts.append(start)
            ends.append(end)
        else:
            pieces.append(found[0])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
    text = "".join(pieces)
    counted = [1] * len(text)
    for _, start, end in _automaton().find_matches_as_indexes(text):
        counted[start:end] = [0] * (end - start)
    return NormalText(text, tuple(starts), tuple(ends), (0, *accumulate(counted)))


@cache
def _automaton() -> AhoCorasick:
    listed = shipped_list("formulas", Formulas).formulas.split()
    plain = {"".join(_RUN.findall(formula)) for formula in listed}
    return AhoCorasick(sorted(plain), matchkind=MatchKind.LeftmostLongest)
