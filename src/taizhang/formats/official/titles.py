"""Titles of more than a line: broken where the sense pauses, into lines of like length, never inside a number."""

from __future__ import annotations

import re
from itertools import pairwise

from taizhang.domain.reporting.document import Block, Style

MOST_ON_A_LINE = 19
"""Characters of 22 points on 156 mm."""
_PAUSES = re.compile(
    r"(?<=委员会)|(?<=党支部)|(?<=党总支)|(?<=党委)|(?<=党组)|(?<=书记)|(?=关于)|(?=抓基层)|(?=20[0-9]{2}年)"
)
_APART = 6
"""Lines may differ by so many characters before a pause in the sense is given up for balance."""


def lines_of(block: Block) -> tuple[str, ...]:
    """The lines of a title; any other block is one."""
    return title_lines(block.text) if block.style is Style.TITLE else (block.text,)


def title_lines(title: str) -> tuple[str, ...]:
    """Break a title into as few lines as it needs."""
    needed = -(-len(title) // MOST_ON_A_LINE)
    if needed <= 1:
        return (title,)
    ideal = len(title) / needed
    pauses = [found.start() for found in _PAUSES.finditer(title) if 0 < found.start() < len(title)]
    allowed = [at for at in range(1, len(title)) if not _inside(title, at)]
    cuts = [0]
    for line in range(1, needed):
        wanted = ideal * line
        room = range(max(cuts[-1] + 1, len(title) - MOST_ON_A_LINE * (needed - line)), cuts[-1] + MOST_ON_A_LINE + 1)
        near = [at for at in pauses if at in room and abs(at - wanted) <= _APART]
        cuts.append(min(near or [at for at in allowed if at in room] or [int(wanted)], key=lambda at: abs(at - wanted)))
    return tuple(title[a:b] for a, b in pairwise([*cuts, len(title)]))


def _inside(title: str, at: int) -> bool:
    """Say whether a cut there would fall into a number or before a mark."""
    return (
        (title[at - 1].isascii() and title[at].isascii())
        or title[at] in "，。、；：）》”年度"
        or title[at - 1] in "（《“"
    )
