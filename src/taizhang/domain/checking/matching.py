"""Linear patterns (RE2) over a text in code points: the text is encoded once, offsets are carried along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2  # type: ignore[import-untyped]

_WITNESS = "\ufdd0审校\ufdd0"
"""Stands behind every text that is sieved: whoever does not see it has seen nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """One match: its span, the span of the group `hit` (the whole where there is none), its named groups."""

    outer_start: int
    outer_end: int
    start: int
    end: int
    groups: tuple[tuple[str, str], ...]


class LinearPattern:
    """A compiled pattern that cannot run away."""

    def __init__(self, pattern: str) -> None:
        """Compile; raises ValueError with RE2's own words."""
        options = re2.Options()
        options.log_errors = False
        self.pattern = pattern
        try:
            self._compiled = re2.compile(pattern, options)
        except re2.error as error:
            raise ValueError(str(error)) from None
        names = dict(self._compiled.groupindex)
        self._hit = names.pop("hit", 0)
        self._names = names

    def find(self, text: EncodedText) -> Iterator[Found]:
        """Find every match that holds anything, from the left, without overlap."""
        place = text.reader()
        for match in self._compiled.finditer(text.encoded):
            outer = match.span()
            if outer[0] == outer[1]:
                continue
            inner = match.span(self._hit) if self._hit else outer
            inner = outer if inner[0] < 0 or inner[0] == inner[1] else inner
            marks = {at: place.at(at) for at in sorted({*outer, *inner})}
            groups = tuple(
                (name, match.group(number).decode())
                for name, number in self._names.items()
                if match.span(number)[0] >= 0
            )
            yield Found(marks[outer[0]], marks[outer[1]], marks[inner[0]], marks[inner[1]], groups)

    def within(self, text: str) -> bool:
        """Say whether the text holds a match."""
        return self._compiled.search(text) is not None

    def begins(self, text: str) -> bool:
        """Say whether the text begins with a match."""
        return self._compiled.match(text) is not None


class Sieve:
    """Tells in one walk which of many patterns can match at all, by the words that they cannot do without."""

    def __init__(self, patterns: Sequence[LinearPattern]) -> None:
        """Compile once."""
        self._filter = re2.Filter()
        for pattern in (*(one.pattern for one in patterns), _WITNESS):
            self._filter.Add(pattern)
        self._filter.Compile()
        self._all = frozenset(range(len(patterns)))

    def passing(self, text: EncodedText) -> frozenset[int]:
        """Give the numbers of the patterns that may match; all of them where the walk ran out of room."""
        passed = frozenset(self._filter.Match(text.encoded + _WITNESS.encode(), True))
        return passed if len(self._all) in passed else self._all


class EncodedText:
    """A text without surrogates, as RE2 reads it."""

    def __init__(self, text: str) -> None:
        """Encode once."""
        self.text = text
        self.encoded = text.encode()

    def reader(self) -> _Place:
        """Begin a walk that turns rising byte offsets into code points."""
        return _Place(self.encoded)


class _Place:
    """Carries byte and code point forward together, so that a whole walk reads the text once."""

    def __init__(self, encoded: bytes) -> None:
        self._encoded = encoded
        self._byte = self._point = 0

    def at(self, byte: int) -> int:
        self._point += len(self._encoded[self._byte : byte].decode())
        self._byte = byte
        return self._point
