"""The most probable way to cut a run of Chinese characters into words, and what one other character would gain.

With the best value up to each place and from each place on, a word that differs from the text in one character is
valued in one step: what stands before it, the word, what stands after it, less the best value of the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from taizhang.domain.checking.spelling.likeness import CHEAPEST, LACKING, TURNED, TURNED_PAIR, Likeness
from taizhang.domain.checking.spelling.words import KEPT, LONGEST_MEANT, Words

_OFTEN = 300.0
_UNHEARD = 5.0
_COMMON_ALONE = 2_900.0
_PHRASE = 4
_NEVER = 99
_DEAREST = -6.0
"""No word is worth more than this."""
_NOTHING = float("-inf")


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

    def __init__(self, run: str, words: Words, found: list[tuple[int, int, float]] | None = None) -> None:
        """Take the run and the words found in it, in order of their ends; find the best cut."""
        self.run, self._words = run, words
        self._found = words.found_in(run) if found is None else found
        singles, unknown = words.singles, words.unknown
        self._singles = [singles.get(character, unknown) for character in run]
        self._backward, nexts = self._from_the_right()
        self.tokens = self._tokens(nexts)

    def suspicions(self, likeness: Likeness, bar: float) -> Iterator[Suspicion]:
        """Every word that one other character, one more or two in turn would make, where it gains at least `bar`."""
        least = bar + CHEAPEST
        if min(self._weak) > LONGEST_MEANT:
            return
        for start, end, room, *keeps in self._windows(least):
            for at, word, cost in self._words_meant(start, end, likeness, keeps):
                gain = max(self._words.meant.find(word), default=_NOTHING) + room - cost
                if gain >= bar:
                    yield Suspicion(start, end, at, word, gain)

    def _words_meant(
        self, start: int, end: int, likeness: Likeness, keeps: Sequence[bool]
    ) -> Iterator[tuple[int, str, float]]:
        """Give words that keep the beginning of the stretch or its end, whichever leaves room."""
        run, words, length, kept = self.run, self._words, end - start, KEPT[end - start]
        places = [at for at in range(start, end) if self._weak[at] <= length]
        for at in places:
            if (at - start >= kept and not keeps[0]) or (end - at > kept and not keeps[1]):
                continue
            before, after = run[start:at], run[at + 1 : end]
            for meant, cost in likeness.among(words.masked.find(f"{before}?{after}"), run[at]):
                yield at, f"{before}{meant}{after}", cost
        for at in places:
            turned = f"{run[start:at]}{run[at + 1]}{run[at]}{run[at + 2 : end]}" if at + 1 < end else ""
            if turned and run[at] != run[at + 1] and words.meant.find(turned):
                yield at, turned, TURNED if length > 2 else TURNED_PAIR  # noqa: PLR2004 (a pair)
        if places and length > 2:  # noqa: PLR2004 (what lacks one had four)
            for at, lost in words.shortened.find(run[start:end]):
                yield places[0], f"{run[start : start + at]}{lost}{run[start + at : end]}", LACKING

    def room(self, start: int, end: int) -> float:
        """Tell what a stretch costs as it is written: as much a word in its place may cost and be as good."""
        return self._forward[start] + self._backward[end] - self._backward[0]

    def knows(self, at: int) -> bool:
        """Say whether the text's own character lies in a word that is not all but unheard of."""
        start, end = next(token for token in self.tokens if token[1] > at)
        return end - start > 1 and self._words.count(self._logs[start, end]) > _UNHEARD

    def is_common_pair(self, start: int, end: int) -> bool:
        """Say whether the stretch is two characters, and both stand alone in many texts."""
        least = self._words.log(_COMMON_ALONE)
        return end - start == 2 and min(self._singles[start:end]) >= least  # noqa: PLR2004 (a pair)

    @cached_property
    def _logs(self) -> dict[tuple[int, int], float]:
        return {(start, end): log for start, end, log in self._found}

    @cached_property
    def _weak(self) -> list[int]:
        """For each character, how long a word must be to be looked for around it; none is that long in sound words.

        A character alone beside another such, or in a rare word, is what a wrong one leaves behind. One alone among
        sound words is mostly right: only a longer phrase speaks against it.
        """
        logs, often = self._logs, self._words.log(_OFTEN)
        strong = [end - start > 1 and logs[start, end] >= often for start, end in self.tokens]
        weak = []
        for at, (start, end) in enumerate(self.tokens):
            lone = end - start == 1 and all(strong[max(0, at - 1) : at]) and all(strong[at + 1 : at + 2])
            need = _NEVER if strong[at] else _PHRASE if lone else 0
            weak += [need] * (end - start)
        return weak

    def _windows(self, least: float) -> Iterator[tuple[int, int, float, bool, bool]]:
        """Stretches around weak characters whose best value leaves room for a word to gain that much."""
        run, size, forward, backward = self.run, len(self.run), self._forward, self._backward
        less = backward[0] + least
        for length in range(2, min(LONGEST_MEANT, size) + 1):
            kept, reached = KEPT[length], 0
            firsts, lasts = self._words.bounds(length)
            for begin, end, need in self._weak_stretches:
                if need > length:
                    continue
                for start in range(max(reached, begin - length + 1), min(end, size - length + 1)):
                    room = forward[start] + backward[start + length] - less
                    if room < -_DEAREST:
                        continue
                    first = firsts.get(run[start : start + kept], _NOTHING) + room
                    last = lasts.get(run[start + length - kept : start + length], _NOTHING) + room
                    if first >= 0 or last >= 0:
                        yield start, start + length, room + least, first >= 0, last >= 0
                reached = max(reached, end)

    @cached_property
    def _weak_stretches(self) -> list[tuple[int, int, int]]:
        """The tokens that are weak, those alike put together, with the length that is asked."""
        stretches: list[tuple[int, int, int]] = []
        for start, end in self.tokens:
            need = self._weak[start]
            if stretches and stretches[-1][1:] == (start, need):
                stretches[-1] = (stretches[-1][0], end, need)
            elif need <= LONGEST_MEANT:
                stretches.append((start, end, need))
        return stretches

    @cached_property
    def _forward(self) -> list[float]:
        """The best value of what stands before each place."""
        forward, at = [0.0] * (len(self.run) + 1), 0
        for start, end, log in self._found:
            while at < end:
                single = forward[at] + self._singles[at]
                at += 1
                forward[at] = single
            forward[end] = max(forward[end], forward[start] + log)
        while at < len(self.run):
            forward[at + 1] = forward[at] + self._singles[at]
            at += 1
        return forward

    def _from_the_right(self) -> tuple[list[float], list[int]]:
        """The best value from each place on, and where its first word ends.

        Words come in the order of their ends: walked backwards, all that begin at a place are through before it counts.
        """
        singles, at = self._singles, len(self.run)
        backward, nexts = [_NOTHING] * at + [0.0], list(range(1, at + 1))
        for start, end, log in reversed(self._found):
            while at > end:
                at -= 1
                value = singles[at] + backward[at + 1]
                if value >= backward[at]:
                    backward[at], nexts[at] = value, at + 1
            value = log + backward[end]
            if value > backward[start]:
                backward[start], nexts[start] = value, end
        while at > 0:
            at -= 1
            value = singles[at] + backward[at + 1]
            if value >= backward[at]:
                backward[at], nexts[at] = value, at + 1
        return backward, nexts

    def _tokens(self, nexts: list[int]) -> list[tuple[int, int]]:
        tokens, start = [], 0
        while start < len(self.run):
            tokens.append((start, nexts[start]))
            start = nexts[start]
        return tokens
