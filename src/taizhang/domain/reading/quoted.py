"""What stands between quotation marks and in names of papers: numbers in there are part of a name."""

from __future__ import annotations

import re
from bisect import bisect_right

from taizhang.domain.official_text import Span

_NAMES = re.compile(
    "“[^“”\n]{1,40}[”“]|‘[^‘’\n]{1,40}’|'[^'“”\n]{1,40}['“”]|\"[^\"\n]{1,40}\"|《[^《》\n]{1,80}》|〔[^〕\n]{1,12}〕"
)


class Quoted:
    """The quoted stretches of a text, wrongly paired marks included, as far as they close within a line."""

    def __init__(self, text: str) -> None:
        """Find them once."""
        self._spans = [found.span() for found in _NAMES.finditer(text)]

    def around(self, span: Span) -> Span:
        """The quoted stretch around a place, or the place itself."""
        at = bisect_right(self._spans, span.start, key=lambda pair: pair[0]) - 1
        if at >= 0 and self._spans[at][0] <= span.start and span.end <= self._spans[at][1]:
            return Span(*self._spans[at])
        return span

    def holds(self, span: Span) -> bool:
        """Say whether a place is in such a stretch."""
        return self.around(span) != span
