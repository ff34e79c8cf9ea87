"""What changed since a text was written: each chip asked again, old and new value, taken or kept one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from taizhang.domain.figures.approximate import Wording, is_true_of, rounded, worded
from taizhang.domain.figures.printing import printed
from taizhang.domain.reporting.document import Ask, Block, Chip, Document
from taizhang.domain.rules.figures import FigureInfo


@dataclass(frozen=True, slots=True)
class Change:
    """A number whose answer is another one now."""

    block: str
    chip: Chip
    now: int

    @property
    def still_true(self) -> bool:
        """Say whether the words still hold: 60余次 of 62 is true of 65."""
        wording = self.chip.wording
        if wording is Wording.EXACT:
            return False
        stated = rounded(self.chip.value, wording)
        return stated is not None and is_true_of(self.now, stated, wording)


def changes(document: Document, values: Mapping[Ask, int]) -> Iterator[Change]:
    """Every chip whose question has another answer now, in the order of the text."""
    for block in document.blocks:
        for run in block.runs:
            if isinstance(run, Chip) and values.get(run.ask, run.value) != run.value:
                yield Change(block.id, run, values[run.ask])


def taken(document: Document, chip: str, now: int, info: FigureInfo) -> Document:
    """The document with the new value in one chip, printed in its own way."""
    return Document(tuple(_with_value(block, chip, now, info) for block in document.blocks), document.about)


def _with_value(block: Block, chip: str, now: int, info: FigureInfo) -> Block:
    if not any(isinstance(run, Chip) and run.id == chip for run in block.runs):
        return block
    return replace(
        block,
        runs=tuple(
            reworded(replace(run, value=now), info) if isinstance(run, Chip) and run.id == chip else run
            for run in block.runs
        ),
    )


def reworded(chip: Chip, info: FigureInfo) -> Chip:
    """Print the chip again by its value and wording; a word that is no longer true gives way to the number."""
    return replace(chip, text=printed(chip.value, info, chip.wording, chinese=chip.chinese))


def wordings_true_of(value: int, unit: str) -> tuple[tuple[Wording, str], ...]:
    """The ways in which a value may print: exact, and 余, 多, 近 as far as they are true of it."""
    said = {Wording.EXACT: worded(value, unit)}
    for wording in (Wording.MORE_ARABIC, Wording.MORE, Wording.NEARLY):
        if rounded(value, wording) is not None:
            said[wording] = worded(value, unit, wording)
    return tuple(said.items())
