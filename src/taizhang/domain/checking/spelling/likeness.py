"""Which characters are taken for each other: the same sound, nearly the same sound, much the same shape."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from taizhang.domain.checking.spelling.lists import look_alikes
from taizhang.domain.checking.spelling.sounds import merged, syllables

SAME_SOUND: Final = 0.0
LIKE_SHAPE: Final = 1.5
LESS_LIKE_SHAPE: Final = 4.0
NEAR_SOUND: Final = 2.0
TURNED: Final = 2.0
"""Two characters in the wrong order."""
TURNED_PAIR: Final = 4.0
"""Two characters that are a word the other way round: of any two, that is more often chance."""
LACKING: Final = 4.0
"""One character lost."""
CHEAPEST: Final = -1.0
"""Both the same sound and a like shape."""


class Likeness:
    """How dear it is to take one character for another; None where nobody would."""

    def __init__(self, close: Iterable[str], distant: Iterable[str] = ()) -> None:
        """Take groups of look-alikes: the first character, then those that look like it."""
        self._shapes: dict[str, dict[str, float]] = {}
        self._known: dict[str, dict[str, float | None]] = {}
        for groups, cost in ((distant, LESS_LIKE_SHAPE), (close, LIKE_SHAPE)):
            for group in groups:
                for other in group[1:]:
                    self._shapes.setdefault(group[0], {})[other] = cost
                    self._shapes.setdefault(other, {})[group[0]] = cost

    def cost(self, written: str, meant: str) -> float | None:
        """The cost of having written the one for the other."""
        sound, shape = _sound_cost(written, meant), self._shapes.get(written, {}).get(meant)
        if shape is None or sound is None:
            return sound if shape is None else shape
        return sound + CHEAPEST

    def among(self, candidates: Iterable[str], written: str) -> list[tuple[str, float]]:
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
    alike = look_alikes()
    return Likeness(alike.close.split(), alike.distant.split())


@lru_cache(maxsize=16384)
def _sound_cost(written: str, meant: str) -> float | None:
    one, other = set(syllables(written)), set(syllables(meant))
    if one & other:
        return SAME_SOUND
    if set(map(merged, one)) & set(map(merged, other)):
        return NEAR_SOUND
    return None
