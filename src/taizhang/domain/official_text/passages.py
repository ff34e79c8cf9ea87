"""Passages that two texts share word for word, marks and blanks aside: for copied paragraphs among many reports.

Texts are cut into overlapping runs of characters of which every few are kept (winnowing), so that a hundred reports are
compared through one table; what is found is then drawn out to its full length and told in places of both texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

RUN = 13
WINDOW = 12
LEAST = 40
"""Characters, marks aside, from which on an equal passage is told."""
_FEW = 5
_OFTEN = 3
"""A run in more than a third of all texts is a set phrase of the genre."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage in this text and the same in another; places in code points of each."""

    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    length: int
    """Characters that count: no marks, no blanks."""


class _Plain:
    """A text without marks and blanks, and where each character stood."""

    def __init__(self, text: str) -> None:
        self.places = [at for at, character in enumerate(text) if character.isalnum()]
        self.text = "".join(text[at] for at in self.places)

    def kept_runs(self) -> dict[int, int]:
        """The least run of every window, and where it begins."""
        # The built-in hash differs from process to process, and so would what is found.
        hashes = [crc32(self.text[at : at + RUN].encode()) for at in range(len(self.text) - RUN + 1)]
        found: dict[int, int] = {}
        last = -1
        for start in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
            window = hashes[start : start + WINDOW]
            least = start + window.index(min(window))
            if least != last:
                found.setdefault(hashes[least], least)
                last = least
        return found


class Passages:
    """Many texts by name, compared with one another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._texts: dict[str, _Plain] = {}
        self._runs: dict[int, list[tuple[str, int]]] = defaultdict(list)

    def add(self, name: str, text: str) -> None:
        """Take in a text under a name of its own."""
        plain = _Plain(text)
        self._texts[name] = plain
        for run, at in plain.kept_runs().items():
            self._runs[run].append((name, at))

    def shared(self, name: str) -> tuple[SharedPassage, ...]:
        """Every passage that this text shares with another one, the longest first; each place is told once."""
        mine = self._texts[name]
        found: list[SharedPassage] = []
        taken: dict[str, int] = {}
        runs = sorted(mine.kept_runs().items(), key=lambda pair: pair[1])
        often = max(_FEW, len(self._texts) // _OFTEN)
        phrases = bytearray(len(mine.text))
        for run, at in runs:
            if len(self._runs[run]) > often:
                phrases[at : at + RUN + WINDOW] = b"\x01" * len(phrases[at : at + RUN + WINDOW])
        for run, at in runs:
            beside = self._runs[run]
            if len(beside) > often:
                continue
            for other, there in beside:
                if other != name and at >= taken.get(other, 0):
                    found += self._drawn_out(mine, at, other, there, taken, phrases)
        return tuple(sorted(found, key=lambda one: (-one.length, one.start)))

    def _drawn_out(
        self, mine: _Plain, at: int, other: str, there: int, taken: dict[str, int], phrases: bytearray
    ) -> Iterator[SharedPassage]:
        theirs = self._texts[other]
        back = _common(mine.text, at, theirs.text, there, -1, at - taken.get(other, 0))
        ahead = _common(mine.text, at, theirs.text, there, 1, len(mine.text))
        taken[other] = at + ahead
        own = back + ahead - sum(phrases[at - back : at + ahead])
        if own >= LEAST:
            yield SharedPassage(
                mine.places[at - back],
                mine.places[at + ahead - 1] + 1,
                other,
                theirs.places[there - back],
                theirs.places[there + ahead - 1] + 1,
                back + ahead,
            )


def _common(mine: str, at: int, theirs: str, there: int, step: int, most: int) -> int:
    """How many characters are equal from two places on, or back from them."""
    length = 0
    first, second = (at, there) if step > 0 else (at - 1, there - 1)
    while length < most and 0 <= first < len(mine) and 0 <= second < len(theirs) and mine[first] == theirs[second]:
        length += 1
        first += step
        second += step
    return length
