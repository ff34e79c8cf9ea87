"""The most probable way to cut a run of Chinese characters into words, and what one other character would gain.

With the best value up to each place and from each place on, a word that differs from the text in one character is
valued in one step: what stands before it, the word, what stands after it, less the best value of the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.checking.spelling.likeness import CHEAPEST, LACKING, TURNED, Likeness
from taizhang.domain.checking.spelling.words import LONGEST_MEANT, Words

_OFTEN = 300.0
_UNHEARD = 5.0
_PHRASE = 4
_NEVER = 99
_DEAREST = -6.0
"""No word is worth more than this."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A stretch of a run that is probably a word with one character wrong."""

    start: int
    end: int
    at: int
    word: str
    gain: float


class Lattice:
    """One run of Chinese characters, cut into words."""

    def __init__(self, run: str, words: Words) -> None:
        """Find the best cut from the left and the best values from the right."""
        self.run, self._words = run, words
        self._edges = _edges(run, words)
        self._forward, self._backward = self._values()
        self.tokens = self._tokens()

    def suspicions(self, likeness: Likeness, bar: float) -> Iterator[Suspicion]:
        """Every word that one other character, one more or two in turn would make, where it gains at least `bar`."""
        weak, least = self._weak(), bar + CHEAPEST
        if min(weak) > LONGEST_MEANT:
            return
        for start, end, room in self._windows(least):
            length = end - start
            places = [at for at in range(start, end) if weak[at] <= length]
            for at, word, cost in self._words_meant(start, end, places, likeness):
                gain = room + self._words.logs[word] - cost
                if gain >= bar:
                    yield Suspicion(start, end, at, word, gain)

    def _words_meant(
        self, start: int, end: int, places: list[int], likeness: Likeness
    ) -> Iterator[tuple[int, str, float]]:
        run = self.run
        for at in places:
            before, after = run[start:at], run[at + 1 : end]
            meant_here = self._words.masked.get(f"{before}?{after}")
            if meant_here is not None:
                for meant, cost in likeness.among(meant_here, run[at]):
                    yield at, f"{before}{meant}{after}", cost
            turned = f"{before}{run[at + 1 : at + 2]}{run[at]}{run[at + 2 : end]}" if at + 1 < end > start + 2 else ""
            if turned in self._words.meant and run[at] != run[at + 1]:
                yield at, turned, TURNED
        whole = self._words.shortened.get(run[start:end])
        if whole is not None and places:
            yield places[0], whole, LACKING

    def knows(self, at: int) -> bool:
        """Say whether the text's own character lies in a word that is not all but unheard of."""
        start, end = next(token for token in self.tokens if token[1] > at)
        return end - start > 1 and self._words.frequency(self.run[start:end]) > _UNHEARD

    def _weak(self) -> list[int]:
        """For each character, how long a word must be to be looked for around it; none is that long in sound words.

        A character alone beside another such, or in a rare word, is what a wrong one leaves behind. One alone among
        sound words is mostly right: only a longer phrase speaks against it.
        """
        strong = [
            end - start > 1 and self._words.frequency(self.run[start:end]) >= _OFTEN for start, end in self.tokens
        ]
        weak = []
        for at, (start, end) in enumerate(self.tokens):
            lone = end - start == 1 and all(strong[max(0, at - 1) : at]) and all(strong[at + 1 : at + 2])
            need = _NEVER if strong[at] else _PHRASE if lone else 0
            weak += [need] * (end - start)
        return weak

    def _windows(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Stretches whose best value leaves room for a word to gain that much."""
        run, most, best = self.run, self._words.most, self._backward[0]
        for length in range(2, min(LONGEST_MEANT, len(run)) + 1):
            for start, (left, right) in enumerate(zip(self._forward, self._backward[length:], strict=False)):
                room = left + right - best
                if room + _DEAREST >= least and room + most(run[start], run[start + length - 1], length) >= least:
                    yield start, start + length, room

    def _values(self) -> tuple[list[float], list[float]]:
        length = len(self.run)
        forward = [float("-inf")] * (length + 1)
        forward[0] = 0.0
        for start in range(length):
            value = forward[start]
            for end, log in self._edges[start]:
                forward[end] = max(forward[end], value + log)
        backward = [0.0] * (length + 1)
        for start in range(length - 1, -1, -1):
            backward[start] = max(log + backward[end] for end, log in self._edges[start])
        return forward, backward

    def _tokens(self) -> list[tuple[int, int]]:
        tokens, start = [], 0
        while start < len(self.run):
            end = max(self._edges[start], key=lambda edge: edge[1] + self._backward[edge[0]])[0]
            tokens.append((start, end))
            start = end
        return tokens


def _edges(run: str, words: Words) -> list[list[tuple[int, float]]]:
    logs, reach, length = words.logs, words.reach, len(run)
    edges = []
    for start in range(length):
        here = [(start + 1, logs.get(run[start], words.unknown))]
        for end in range(start + 2, min(length, start + reach.get(run[start : start + 2], 2)) + 1):
            log = logs.get(run[start:end])
            if log is not None:
                here.append((end, log))
        edges.append(here)
    return edges
