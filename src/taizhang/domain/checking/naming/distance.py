"""How far one name is from another: additions, losses, changes, and neighbours that changed places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

_GRAM = 2


def distance(written: str, known: str, most: int) -> int:
    """Count the edits between two names, or `most` + 1 where there are more."""
    if abs(len(written) - len(known)) > most:
        return most + 1
    written, known = _without_shared_ends(written, known)
    before: list[int] = []
    row = list(range(len(known) + 1))
    for i, left in enumerate(written, 1):
        earlier, before, row = before, row, [i] + [0] * len(known)
        for j, right in enumerate(known, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == known[j - 2] and written[i - 2] == right:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


def _without_shared_ends(one: str, other: str) -> tuple[str, str]:
    """Drop what both begin and end with: names of one kind differ in a few characters in the middle."""
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[start:], other[start:]
    shorter = min(len(one), len(other))
    end = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return one[: len(one) - end], other[: len(other) - end]


class NearestNames:
    """Known names by their pairs of characters, so that only a few have to be measured."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index every name once."""
        self._names = tuple(dict.fromkeys(names))
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for pair in _pairs(name):
                self._by_pair[pair].append(number)

    def near(self, written: str, most: int) -> list[tuple[int, str]]:
        """Find the known names at most so many edits away, the nearest first."""
        shared: Counter[int] = Counter()
        for pair in _pairs(written):
            shared.update(self._by_pair.get(pair, ()))
        # One edit breaks at most three pairs of neighbours.
        needed = len(written) - 1 - 3 * most
        likely = (number for number, count in shared.items() if count >= max(1, needed))
        measured = ((distance(written, self._names[number], most), self._names[number]) for number in likely)
        return sorted(pair for pair in measured if pair[0] <= most)


def _pairs(name: str) -> set[str]:
    return {name[at : at + _GRAM] for at in range(len(name) - 1)}
