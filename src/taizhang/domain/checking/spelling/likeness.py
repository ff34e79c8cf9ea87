"""Which characters are taken for each other: the same sound, nearly the same sound, much the same shape."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

from taizhang.domain.checking.spelling.lists import look_alikes

SAME_SOUND: Final = 0.0
LIKE_SHAPE: Final = 1.5
NEAR_SOUND: Final = 2.0
TURNED: Final = 2.0
"""Two characters in the wrong order."""
LACKING: Final = 4.0
"""One character lost."""
CHEAPEST: Final = -1.0
"""Both the same sound and a like shape."""
_MERGED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
_MERGED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_READINGS_TAKEN = 3


class Likeness:
    """How dear it is to take one character for another; None where nobody would."""

    def __init__(self, shapes: Iterable[str]) -> None:
        """Take lines of look-alikes: the first character, then those that look like it."""
        self._shapes: dict[str, set[str]] = {}
        self._known: dict[str, dict[str, float | None]] = {}
        for line in shapes:
            for other in line[1:]:
                self._shapes.setdefault(line[0], set()).add(other)
                self._shapes.setdefault(other, set()).add(line[0])

    def cost(self, written: str, meant: str) -> float | None:
        """The cost of having written the one for the other."""
        sound = _sound_cost(written, meant)
        if meant not in self._shapes.get(written, ()):
            return sound
        return LIKE_SHAPE if sound is None else sound + CHEAPEST

    def among(self, candidates: str, written: str) -> list[tuple[str, float]]:
        """Choose from some characters those that may have been meant, with their costs."""
        known = self._known.setdefault(written, {})
        chosen = []
        for meant in candidates:
            if meant not in known:
                known[meant] = self.cost(written, meant) if meant != written else None
            cost = known[meant]
            if cost is not None:
                chosen.append((meant, cost))
        return chosen


@cache
def shipped_likeness() -> Likeness:
    """Give the likeness by the shipped look-alikes."""
    return Likeness(look_alikes().groups.split())


@lru_cache(maxsize=16384)
def _sound_cost(written: str, meant: str) -> float | None:
    one, other = _syllables(written), _syllables(meant)
    if one & other:
        return SAME_SOUND
    if {_merged(syllable) for syllable in one} & {_merged(syllable) for syllable in other}:
        return NEAR_SOUND
    return None


@lru_cache(maxsize=16384)
def _syllables(character: str) -> frozenset[str]:
    readings = pinyin_dict.get(ord(character), "").split(",")[:_READINGS_TAKEN]
    return frozenset(to_normal(reading) for reading in readings if reading)


@lru_cache(maxsize=2048)
def _merged(syllable: str) -> str:
    for long, short in _MERGED_INITIALS:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    for long, short in _MERGED_FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable
