"""Protected names and terms: where they stand, no rule about wording speaks."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind

from taizhang.domain.checking.condemned import CondemnedSpans
from taizhang.domain.checking.finding import Category, Hit

_ABOUT_WORDS = frozenset({
    Category.TYPO, Category.GARBLE, Category.FIXED_EXPRESSION, Category.GRAMMAR, Category.BLANK,
})  # fmt: skip


class Protection:
    """The places of a text that a unit's protected names take."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        """Find every protected name once."""
        self._spans = CondemnedSpans()
        terms = sorted(name for name in names if name)
        if terms:
            automaton = AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest)
            self._spans.add((start, end) for _, start, end in automaton.find_matches_as_indexes(text))

    def holds(self, hit: Hit, category: Category) -> bool:
        """Say whether a hit lies in a protected name, or, where it is about wording, touches one."""
        shared = self._spans.share(hit.start, hit.end)
        return shared > 0 if category in _ABOUT_WORDS else shared >= max(1, hit.end - hit.start)
