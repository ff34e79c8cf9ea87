"""Lines of printed pages put together again: one that simply wrapped goes on in the next."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from taizhang.domain.official_text import read_ordinal

_ENDS = "。！？：；!?…”）》"
_NUMBER_OF_PAGE = re.compile(r"[-—–－·\s]{0,4}(?:第\s?)?[0-9]{1,4}(?:\s?页)?[-—–－·\s]{0,4}")
_REPEATED = 3
"""A line that stands first or last on so many pages is a running head, and nobody's sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, its edges on the page and the height of its letters."""

    text: str
    left: float
    right: float
    height: float


def joined(pages: list[list[Line]]) -> str:
    """Make paragraphs out of the lines of all pages."""
    kept = [line for page in _without_running(pages) for line in page]
    if not kept:
        return ""
    margin = _common([round(line.left) for line in kept if len(line.text) > 1])
    edge = max((line.right for line in kept), default=0.0)
    said = [kept[0].text]
    for before, line in pairwise(kept):
        said.append(("" if _goes_on(before, line, margin, edge) else "\n") + _spaced(before, line))
    return "".join(said) + "\n"


def _goes_on(before: Line, line: Line, margin: float, edge: float) -> bool:
    if read_ordinal(line.text) is not None and before.text[-1] in _ENDS:
        return False
    if line.left > margin + before.height:  # The first line of a paragraph stands in.
        return False
    if abs(before.height - line.height) > before.height / 4:  # Another size: a heading.
        return False
    return before.right > edge - 2.5 * max(before.height, 1.0)


def _spaced(before: Line, line: Line) -> str:
    latin = before.text[-1:].isascii() and before.text[-1:].isalpha() and line.text[:1].isascii()
    return f" {line.text}" if latin and line.text[:1].isalpha() else line.text


def _common(lefts: list[int]) -> float:
    """The left edge that most lines that do not stand in share: the smallest that is not rare."""
    counted = Counter(lefts)
    if not counted:
        return 0.0
    enough = max(counted.values()) / 4
    return float(min(left for left, count in counted.items() if count >= enough))


def _without_running(pages: list[list[Line]]) -> list[list[Line]]:
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({line.text for line in (*page[:1], *page[-1:])})
    cleaned = []
    for page in pages:
        kept = list(page)
        if kept and _is_running(kept[-1], edges):
            kept.pop()
        if kept and _is_running(kept[0], edges):
            kept.pop(0)
        cleaned.append(kept)
    return cleaned


def _is_running(line: Line, edges: Counter[str]) -> bool:
    return bool(_NUMBER_OF_PAGE.fullmatch(line.text)) or edges[line.text] >= _REPEATED
