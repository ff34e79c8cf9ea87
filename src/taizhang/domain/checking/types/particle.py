"""Type `particle`: 得 or 地 where a noun follows, so that it can only be 的: 支部书记得职责, 满意地答卷."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.reach import MOST_READ
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.spelling import Lattice, shipped_words
from taizhang.domain.official_text import OfficialText, Span

_RUN: Final = re.compile("[\u4e00-\u9fff]{5,200}")
_RIGHT: Final = "的"
_BETWEEN: Final = {
    # What is done can be done well: only a noun behind it tells. What is no deed at all takes no 得.
    ("得", "n"): frozenset({"n", "vn", "b", ""}),
    ("得", "v"): frozenset({"n"}),
    ("得", "vn"): frozenset({"n"}),
    ("得", "a"): frozenset({"n"}),
    ("得", "b"): frozenset({"n"}),
    # 流入地, 安置地 are places, so that before 地 only what describes counts.
    ("地", "a"): frozenset({"n"}),
    ("地", "an"): frozenset({"n"}),
}
"""By the particle and the kind of word before it, the kinds behind it that make it 的."""


class ParticleRule(CheckRule):
    """Nouns before which the particle is right after all."""

    type: Literal["particle"]
    excused: tuple[str, ...] = ()
    """得实惠, 得民心: what one may well get."""


class ParticleDetector:
    """Cuts only those runs into words that hold one of the particles."""

    def __init__(self, rules: Sequence[ParticleRule]) -> None:
        """Keep the excuses."""
        self._rules = [(rule.id, rule.excused) for rule in rules]

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report the particle; the suggestion is the other one."""
        for run in _RUN.finditer(document.text, 0, MOST_READ):
            if "得" not in run[0] and "地" not in run[0]:
                continue
            for at in _wrong(run[0]):
                place = run.start() + at
                for rule, excused in self._rules:
                    if not document.text.startswith(excused, place + 1) and not condemned.covers(
                        Span(place, place + 1)
                    ):
                        yield Hit(rule, place, place + 1, suggestions=(_RIGHT,))


def _wrong(run: str) -> Iterator[int]:
    words = shipped_words()
    tokens = Lattice(run, words).tokens
    for (start, at), (_, after), (_, end) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if after - at != 1 or at - start < 2 or end - after < 2:  # noqa: PLR2004 (a word)
            continue
        kinds = _BETWEEN.get((run[at], _kind(run[start:at])), ())
        if _kind(run[after:end]) in kinds:
            yield at


def _kind(word: str) -> str:
    """Tell the part of speech; of a phrase that the dictionary lacks, that of its last word: 党支部书记 is a noun."""
    words = shipped_words()
    return words.kind(word) or words.kind(word[-2:])


def build_particle(rules: Sequence[ParticleRule]) -> ParticleDetector:
    """Build one detector of all rules."""
    return ParticleDetector(rules)
