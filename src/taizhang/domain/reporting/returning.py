"""The version to check comes back from an office program: what became of its figures and of its paragraphs.

The file is not trusted. A number is the same chip only where its mark stands and its text is unaltered; every other
word that the version did not have is what somebody typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from taizhang.domain.reporting.differences import Difference, differences
from taizhang.domain.reporting.document import Block, Chip, Document, Gap, Named, Run, Standing, Style, Words
from taizhang.domain.reporting.patterns import merged
from taizhang.domain.reporting.unfounded import Unfounded, unfounded

_ALIKE = 0.4
"""Paragraphs that share so many of their pairs of characters are one paragraph, changed."""
_ABOUT = ("organization", "year", "about")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a paragraph as it came back, with the mark it stands under; empty for plain words."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file as it came back: its paragraphs, and what its map says that it was made from."""

    paragraphs: tuple[tuple[Marked, ...], ...]
    about: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    """The text of each figure when the file was made, by mark; empty where the map was lost."""
    warnings: tuple[str, ...] = ()

    @property
    def marks(self) -> dict[str, str]:
        """The text that each mark holds now; the first one where a mark stands twice."""
        found: dict[str, str] = {}
        for paragraph in self.paragraphs:
            for piece in paragraph:
                if piece.mark:
                    found.setdefault(piece.mark, piece.text)
        return found


class Fate(StrEnum):
    """What became of a figure."""

    UNCHANGED = "unchanged"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FigureBack:
    """A figure of the version and what the file holds in its place."""

    block: str
    chip: Chip
    fate: Fate
    text: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What somebody did to the text outside."""

    document: Document
    """The version with what was changed taken in."""
    figures: tuple[FigureBack, ...]
    differences: tuple[Difference, ...]
    unfounded: tuple[Unfounded, ...]
    """Numbers and days that stand nowhere in the version's own typed words."""

    def of(self, fate: Fate) -> tuple[FigureBack, ...]:
        """The figures that met one fate."""
        return tuple(one for one in self.figures if one.fate is fate)


def is_of(returned: Returned, document: Document) -> bool:
    """Say whether the file may have come from this report; without its map nothing speaks against it."""
    return not returned.about or all(returned.about.get(key) == document.about.get(key) for key in _ABOUT)


def came_from(returned: Returned, documents: Sequence[Document]) -> int | None:
    """Which of several versions, newest first, the file was made from by its map; None where that does not tell."""
    for at, document in enumerate(documents):
        if {chip.id: chip.text for chip in document.chips()} == dict(returned.figures):
            return at
    return None


def compare(base: Document, returned: Returned) -> Comparison:
    """Hold a file that came back against the version that it was made from."""
    document = _taken(base, returned)
    marks = returned.marks
    figures = tuple(_back(block.id, run, marks) for block in base.blocks for run in block.runs if isinstance(run, Chip))
    known = {(one.block, one.text) for one in unfounded(base)}
    new = tuple(one for one in unfounded(document) if (one.block, one.text) not in known)
    return Comparison(document, figures, differences(base, document), new)


def _back(block: str, chip: Chip, marks: Mapping[str, str]) -> FigureBack:
    text = marks.get(chip.id, "")
    if not text:
        return FigureBack(block, chip, Fate.MISSING)
    return FigureBack(block, chip, Fate.UNCHANGED if text == chip.text else Fate.ALTERED, text)


def _taken(base: Document, returned: Returned) -> Document:
    chips = {chip.id: chip for chip in base.chips()}
    taken: set[str] = set()
    blocks: list[Block] = []
    known = {block.id for block in base.blocks}
    part, number = "", 0
    for block, paragraph in _aligned(base, returned.paragraphs):
        if block is None:
            number += 1
            while f"returned_{number}" in known:
                number += 1
            block = Block(f"returned_{number}", Style.PARAGRAPH, (), part)  # noqa: PLW2901 (a paragraph of its own)
        part = block.part
        runs = tuple(merged(list(_runs(block, paragraph, chips, taken))))
        blocks.append(replace(block, runs=runs))
    return Document(tuple(blocks), base.about)


def _aligned(
    base: Document, paragraphs: Sequence[tuple[Marked, ...]]
) -> Iterator[tuple[Block | None, tuple[Marked, ...]]]:
    """Each paragraph with the block that it is: the same text first, then what is like it, in order."""
    old = [block for block in base.blocks if block.text]
    texts = [_text(paragraph) for paragraph in paragraphs]
    matcher = SequenceMatcher(None, [block.text for block in old], texts, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from zip(old[a:b], paragraphs[c:d], strict=True)
        else:
            yield from _nearest(old[a:b], paragraphs[c:d])


def _nearest(
    blocks: Sequence[Block], paragraphs: Sequence[tuple[Marked, ...]]
) -> Iterator[tuple[Block | None, tuple[Marked, ...]]]:
    pairs = [_pairs(block.text) for block in blocks]
    marks = [{run.id for run in block.runs if isinstance(run, Chip)} for block in blocks]
    begin = 0
    for paragraph in paragraphs:
        own, held = _pairs(_text(paragraph)), {piece.mark for piece in paragraph if piece.mark}
        likeness = [len(held & marks[at]) + _likeness(own, pairs[at]) for at in range(begin, len(blocks))]
        best = max(likeness, default=0.0)
        if best < _ALIKE:
            yield None, paragraph
            continue
        at = begin + likeness.index(best)
        begin = at + 1
        yield blocks[at], paragraph


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second))


def _runs(block: Block, paragraph: Sequence[Marked], chips: Mapping[str, Chip], taken: set[str]) -> Iterator[Run]:
    origins = _origins(block, paragraph, chips)
    at = 0
    for piece in paragraph:
        chip = chips.get(piece.mark)
        if chip is None:
            yield from _words(block, piece.text, origins[at : at + len(piece.text)])
        elif chip.text == piece.text and chip.id not in taken:
            taken.add(chip.id)
            yield chip
        else:
            yield Words(piece.text, Standing.TYPED)
        at += len(piece.text)


def _origins(block: Block, paragraph: Sequence[Marked], chips: Mapping[str, Chip]) -> list[int | None]:
    """For each character that came back, the run of the block that it is a part of."""
    old = [
        (character, run.id if isinstance(run, Chip) else "", at)
        for at, run in enumerate(block.runs)
        for character in run.text
    ]
    new = [(character, piece.mark if piece.mark in chips else "") for piece in paragraph for character in piece.text]
    origins: list[int | None] = [None] * len(new)
    for a, c, size in SequenceMatcher(None, [one[:2] for one in old], new, autojunk=False).get_matching_blocks():
        origins[c : c + size] = [one[2] for one in old[a : a + size]]
    return origins


def _words(block: Block, text: str, origins: Sequence[int | None]) -> Iterator[Run]:
    at = 0
    for origin, characters in groupby(origins):
        said = text[at : at + len(list(characters))]
        at += len(said)
        run = None if origin is None else block.runs[origin]
        if isinstance(run, Words):
            yield replace(run, text=said)
        elif isinstance(run, Named | Gap) and run.text == said:
            yield run
        else:
            yield Words(said, Standing.TYPED)


def _text(paragraph: Sequence[Marked]) -> str:
    return "".join(piece.text for piece in paragraph)
