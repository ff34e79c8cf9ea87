"""How much room the sections have: each its share of the outline, whether or not the notice limits the length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting.document import Block, Chip, Gap
from taizhang.domain.reporting.fitting import Room
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import Role

GENRE_LENGTH = 3000
"""How long reports of the genre are where nobody says how long."""
_LONGEST_HEADING = 20
_WHOLE = 100


def share_of(plan: Plan, at: int, around: Sequence[Block]) -> int:
    """The characters that are a section's by its share; the notice may ask for more room for the problems."""
    section = plan.outline.sections[at]
    percent = section.share
    if section.role is Role.PROBLEMS:
        percent = max(percent, plan.notice.least_problems_percent)
    return max(0, _whole(plan, around)) * percent // _WHOLE


def room_of(plan: Plan, at: int, around: Sequence[Block], others: Mapping[int, Sequence[Block]]) -> Room:
    """What a section of achievements may take beside what stands already.

    A section that waits for its author keeps the room that its share gives it, so that what he adds finds room.
    """
    taken = sum(_taken(share_of(plan, other, around), blocks) for other, blocks in others.items())
    return Room(
        characters=max(0, min(share_of(plan, at, around), _whole(plan, around) - taken)),
        around=length_of(around),
        figures=sum(isinstance(run, Chip) for block in around for run in block.runs),
        is_limited=bool(plan.notice.most_characters),
    )


def _whole(plan: Plan, around: Sequence[Block]) -> int:
    """What the sections have together: the limit, or the length of the genre, without opening, closing and headings."""
    headings = _LONGEST_HEADING * len(plan.outline.sections)
    return (plan.notice.most_characters or GENRE_LENGTH) - length_of(around) - headings


def length_of(blocks: Sequence[Block]) -> int:
    """Characters of some blocks."""
    return sum(official_length(block.text) for block in blocks)


def _taken(share: int, blocks: Sequence[Block]) -> int:
    waits = any(isinstance(run, Gap) for block in blocks for run in block.runs)
    return max(length_of(blocks), share if waits else 0)
