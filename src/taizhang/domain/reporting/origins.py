"""Where a stretch of a compiled report comes from: a paragraph of a finished report below, or an act that such tell.

Written as text, it travels with the words: `12#3/study` is the paragraph `study` of version 3 of report 12, `~2` its
second sentence; `501=12#3,14#1` is the entry 501, which two reports tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOLD = re.compile(r"(\d{1,9})=(\d{1,9}#\d{1,6}(?:,\d{1,9}#\d{1,6}){0,99})")
_PASSAGE = re.compile(r"(\d{1,9})#(\d{1,6})/([\w.-]{1,80})(?:~(\d{1,3}))?")


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """A version of a report."""

    report: int
    version: int

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.report}#{self.version}"


@dataclass(frozen=True, slots=True)
class Origin:
    """What was taken: a passage of one report, or an act with the reports that tell it."""

    cited: tuple[Cited, ...]
    block: str = ""
    sentence: int = 0
    """Counted from 1; nought: the whole paragraph."""
    entry: int = 0

    def __str__(self) -> str:
        """As it travels with the words."""
        if self.entry:
            return f"{self.entry}={','.join(map(str, self.cited))}"
        return f"{self.cited[0]}/{self.block}" + (f"~{self.sentence}" if self.sentence else "")


def origin_of(text: str) -> Origin | None:
    """Read what `str` wrote; none where it is not that."""
    if told := _TOLD.fullmatch(text):
        cited = (one.split("#") for one in told[2].split(","))
        return Origin(tuple(Cited(int(report), int(version)) for report, version in cited), entry=int(told[1]))
    if passage := _PASSAGE.fullmatch(text):
        cited_one = Cited(int(passage[1]), int(passage[2]))
        return Origin((cited_one,), passage[3], int(passage[4] or 0))
    return None
