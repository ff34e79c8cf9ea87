"""What a text says when it is read aloud: set phrases that sound like a stretch of it and are written otherwise.

Whoever types by sound picks a wrong word as a whole, and the word picked is sound in itself: only the phrase around it
tells. All phrases are looked for at once, in the text turned into signs for its sounds.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from taizhang.domain.checking.spelling.lattice import Lattice, Suspicion
from taizhang.domain.checking.spelling.likeness import Likeness
from taizhang.domain.checking.spelling.sounds import sound_codes
from taizhang.domain.checking.spelling.words import shipped_words

SHORTEST: Final = 4
"""Shorter stretches sound like each other by chance."""
_MOST_CHANGED: Final = 2
"""One word of a phrase, not the whole of it."""


class Heard:
    """Set phrases by their sound."""

    def __init__(self, phrases: Iterable[tuple[str, float]]) -> None:
        """Take each phrase with its logarithm."""
        kept = [(phrase, log) for phrase, log in phrases if len(phrase) >= SHORTEST]
        self._text = "".join(phrase for phrase, _ in kept)
        self._starts = array("I", accumulate((len(phrase) for phrase, _ in kept), initial=0))
        self._logs = array("f", (log for _, log in kept))
        self._automaton = AhoCorasick(
            (self._sounds(phrase) for phrase, _ in kept),
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def otherwise_in(self, text: str) -> list[tuple[int, int, int]]:
        """Give number, start and end of each phrase that stands in the text by its sound, but not by its writing."""
        found = self._automaton.find_matches_as_indexes(self._sounds(text), overlapping=True)
        return [one for one in found if self._phrase(one[0]) != text[one[1] : one[2]]]

    def suspicions(
        self, lattice: Lattice, found: Iterable[tuple[int, int, int]], likeness: Likeness
    ) -> Iterator[Suspicion]:
        """Value each of the phrases against what the run has in its place."""
        borders = {0, *(end for _, end in lattice.tokens)}
        for number, start, end in found:
            if start not in borders or end not in borders:
                continue
            phrase, written = self._phrase(number), lattice.run[start:end]
            changed = [at for at, (was, meant) in enumerate(zip(written, phrase, strict=True)) if was != meant]
            if len(changed) > _MOST_CHANGED or changed[-1] - changed[0] >= _MOST_CHANGED:
                continue
            costs = [likeness.cost(written[at], phrase[at]) for at in changed]
            if len(changed) > 1 and any(costs):
                # Nobody picks a word that is merely like two sounds of the one he means.
                continue
            cost = sum(one for one in costs if one is not None)
            gain = lattice.room(start, end) + self._logs[number] - cost
            yield Suspicion(start, end, start + changed[0], phrase, gain)

    def _phrase(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]]

    @staticmethod
    def _sounds(text: str) -> str:
        return text.translate(sound_codes())


@cache
def shipped_heard() -> Heard:
    """Give the phrases that may be proposed, those of the dictionary and those of the genre."""
    return Heard(shipped_words().phrases)
