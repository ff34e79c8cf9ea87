"""How much room the sections have: each its share of the outline, whether or not the notice limits the length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting.document import Block, Chip, Gap
from taizhang.domain.reporting.fitting import Room
from taizhang.domain.reporting.wanting import Plan

GENRE_LENGTH = 3000
"""How long reports of the genre are where nobody says how long."""
_LONGEST_HEADING = 20
_WHOLE = 100


def room_of(plan: Plan, at: int, around: Sequence[Block], others: Mapping[int, Sequence[Block]]) -> Room:
    """What a section of achievements may take beside what stands already.

    A section that waits for its author keeps the room that its share gives it, so that what he adds finds room.
    """
    sections = plan.outline.sections
    most = plan.notice.most_characters
    fixed = length_of(around) + _LONGEST_HEADING * len(sections)
    whole = (most or GENRE_LENGTH) - fixed
    share = whole * sections[at].share // _WHOLE
    taken = sum(_taken(whole * sections[other].share // _WHOLE, blocks) for other, blocks in others.items())
    return Room(
        characters=max(0, min(share, whole - taken)),
        around=length_of(around),
        figures=sum(isinstance(run, Chip) for block in around for run in block.runs),
        is_limited=bool(most),
    )


def length_of(blocks: Sequence[Block]) -> int:
    """Characters of some blocks."""
    return sum(official_length(block.text) for block in blocks)


def _taken(share: int, blocks: Sequence[Block]) -> int:
    waits = any(isinstance(run, Gap) for block in blocks for run in block.runs)
    return max(length_of(blocks), share if waits else 0)
