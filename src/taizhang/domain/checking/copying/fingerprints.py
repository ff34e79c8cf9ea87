"""Winnowed fingerprints: of the stretches of twelve characters, the least of each eight in a row.

Two texts that share nineteen characters in a row share at least one of them, and both choose the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final
from zlib import crc32

LENGTH: Final = 12
_WINDOW: Final = 8


def fingerprints(text: str) -> Iterator[tuple[int, int]]:
    """Give the chosen fingerprints with their places, in order."""
    rising: deque[tuple[int, int]] = deque()
    last = -1
    # Two bytes for each character, so that no stretch is encoded again.
    encoded = memoryview(text.encode("utf-16-le"))
    for at in range(len(text) - LENGTH + 1):
        value = crc32(encoded[2 * at : 2 * (at + LENGTH)])
        while rising and rising[-1][0] >= value:
            rising.pop()
        rising.append((value, at))
        if rising[0][1] <= at - _WINDOW:
            rising.popleft()
        if rising[0][1] != last and (at >= _WINDOW - 1 or at == len(text) - LENGTH):
            last = rising[0][1]
            yield rising[0]


def shared_before(one: str, at: int, other: str, there: int, floor: int) -> int:
    """Count how many characters before both places are the same, not going below `floor` in the first."""
    back = 0
    while at - back > floor and there - back > 0 and one[at - back - 1] == other[there - back - 1]:
        back += 1
    return back


def shared_from(one: str, at: int, other: str, there: int, most: int) -> int:
    """Count how many characters from both places on are the same, at most `most`."""
    length = 0
    limit = min(most, len(one) - at, len(other) - there)
    while length < limit and one[at + length] == other[there + length]:
        length += 1
    return length
