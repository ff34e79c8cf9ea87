"""The spans that earlier stages have taken, kept sorted and apart so that one question costs a bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from taizhang.domain.official_text import Span


class CondemnedSpans:
    """Grows between the stages, never within one."""

    def __init__(self) -> None:
        """Begin with nothing condemned."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = [0]

    def add(self, spans: Iterable[tuple[int, int]]) -> None:
        """Condemn what a stage has found."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted([*zip(self._starts, self._ends, strict=True), *spans]):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif start < end:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]
        self._before = [0, *accumulate(end - start for start, end in merged)]

    def covers(self, span: Span) -> bool:
        """Say whether any part of the span is condemned."""
        return bool(self._starts) and self.share(span.start, span.end) > 0

    def share(self, start: int, end: int) -> int:
        """Count how many characters of the stretch are condemned."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return 0
        whole = self._before[last] - self._before[first]
        return whole - max(0, start - self._starts[first]) - max(0, self._ends[last - 1] - end)
