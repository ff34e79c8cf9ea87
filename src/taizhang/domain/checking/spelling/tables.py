"""Tables of very many texts: their hashes in buckets beside the values, a tenth of what a dictionary would take."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")
_NOTHING: Final = ()


class Tables(Generic[Value]):
    """Texts with what belongs to each; of the texts only their hashes of 64 bits are kept."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        """Keep what belongs to each text; equal values are kept once."""
        values: dict[Value, int] = {}
        packed = [(hash(text), values.setdefault(value, len(values))) for text, value in entries]
        self._mask = (1 << max(1, len(packed)).bit_length()) - 1
        mask = self._mask
        packed.sort(key=lambda one: one[0] & mask)
        self._values = tuple(values)
        self._keys = array("q", (key for key, _ in packed))
        self._numbers = array("I", (number for _, number in packed))
        sizes = array("I", bytes(4 * (mask + 2)))
        for key, _ in packed:
            sizes[(key & mask) + 1] += 1
        self._starts = array("I", accumulate(sizes))

    def find(self, text: str) -> Sequence[Value]:
        """Give what belongs to a text, in the order in which it was given; nothing where it is unknown."""
        key = hash(text)
        bucket = key & self._mask
        start, end = self._starts[bucket], self._starts[bucket + 1]
        if start == end:
            return _NOTHING
        keys, found = self._keys, []
        for at in range(start, end):
            if keys[at] == key:
                found.append(self._values[self._numbers[at]])  # noqa: PERF401 (ten thousand times a page)
        return found
