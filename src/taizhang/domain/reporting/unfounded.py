"""What somebody typed that nothing in the ledger shows (未见依据): numbers, days, names; until bound or vouched for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from taizhang.domain.official_text.quantities import quantities
from taizhang.domain.reporting.document import Block, Document, Standing, Words

_PROMISED = "plans"
"""What is intended has no record yet: its numbers and days are a promise, not a claim."""
_POINTING = frozenset("这那哪每某任另同")
"""“这一项” points at something and counts nothing."""
_DAYS = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?")


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A number, a day or a name in the words of a person, with its place in the paragraph."""

    block: str
    start: int
    end: int
    what: str
    """number, day or name."""
    text: str


def unfounded(
    document: Document, names: Collection[str] = (), vouched: Collection[tuple[str, str]] = ()
) -> tuple[Unfounded, ...]:
    """Everything typed that is neither bound nor vouched for; `vouched` holds (block, text).

    Words quoted from a finished report stand on that report.
    """
    found = (one for block in document.blocks if block.part != _PROMISED for one in _in_block(block, names))
    return tuple(one for one in found if (one.block, one.text) not in vouched)


def quoted_by_hand(document: Document) -> tuple[Unfounded, ...]:
    """The numbers and days in quoted words that were typed by hand there: they stand on that report alone."""
    return tuple(one for block in document.blocks for one in _in_block(block, (), quoted=True))


def _in_block(block: Block, names: Collection[str], *, quoted: bool = False) -> Iterator[Unfounded]:
    offset = 0
    for run in block.runs:
        if isinstance(run, Words) and run.standing is Standing.TYPED and bool(run.source) is quoted:
            for start, end, what in _in_text(run.text, names):
                yield Unfounded(block.id, offset + start, offset + end, what, run.text[start:end])
        offset += len(run.text)


def _in_text(text: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    days = [(found.start(), found.end(), "day") for found in _DAYS.finditer(text)]
    numbers = [(one.start, one.end, "number") for one in quantities(text) if _counts(text, one.start)]
    spoken = [
        (found.start(), found.end(), "name") for name in names if name for found in re.finditer(re.escape(name), text)
    ]
    last = 0
    for start, end, what in sorted([*days, *spoken, *numbers], key=lambda one: (one[0], -one[1])):
        if start >= last:
            yield start, end, what
            last = end


def _counts(text: str, start: int) -> bool:
    """Whether the number there says how many: one that opens a quotation is part of a set phrase (“四个意识”)."""
    before = text[start - 1 : start]
    return before != "“" and not (text[start] == "一" and before in _POINTING)
