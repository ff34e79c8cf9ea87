"""What changed between two versions, so that a person can read it: paragraph by paragraph, words out and words in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from taizhang.domain.reporting.document import Block, Document

_CLAUSES = re.compile(r"[^，。；：、！？]*[，。；：、！？]|[^，。；：、！？]+")
_MUCH_THE_SAME = 0.6
_MOST_COMPARED = 250_000


class Piece(StrEnum):
    """What became of a stretch of words."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that is not the same: what was taken out and what was put in, in order."""

    block: str
    pieces: tuple[tuple[Piece, str], ...]

    @property
    def is_new(self) -> bool:
        """Say whether the whole paragraph is new."""
        return all(piece is Piece.IN for piece, _ in self.pieces)

    @property
    def is_gone(self) -> bool:
        """Say whether the whole paragraph was taken out."""
        return all(piece is Piece.OUT for piece, _ in self.pieces)


def differences(old: Document, new: Document) -> tuple[Difference, ...]:
    """Every paragraph that changed, came or went, in the order of the new text, those gone last."""
    before = {block.id: block for block in old.blocks}
    changed = [_difference(before.pop(block.id, None), block) for block in new.blocks]
    gone = [Difference(block.id, ((Piece.OUT, block.text),)) for block in before.values() if block.text]
    return (*(one for one in changed if one is not None), *gone)


def _difference(old: Block | None, new: Block) -> Difference | None:
    if old is None:
        return Difference(new.id, ((Piece.IN, new.text),)) if new.text else None
    if old.text == new.text:
        return None
    return Difference(new.id, tuple(_pieces(old.text, new.text)))


def _pieces(old: str, new: str) -> Iterator[tuple[Piece, str]]:
    """Clause by clause; only a clause that stayed much the same is compared by its characters."""
    before, after = _CLAUSES.findall(old), _CLAUSES.findall(new)
    if len(before) * len(after) > _MOST_COMPARED:
        yield from ((piece, text) for piece, text in ((Piece.OUT, old), (Piece.IN, new)) if text)
        return
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        out, put_in = "".join(before[a:b]), "".join(after[c:d])
        if what == "equal":
            yield Piece.KEPT, out
        elif _are_much_the_same(out, put_in):
            yield from _by_character(out, put_in)
        else:
            yield from ((piece, text) for piece, text in ((Piece.OUT, out), (Piece.IN, put_in)) if text)


def _are_much_the_same(old: str, new: str) -> bool:
    """Long clauses are not compared letter by letter: the work would grow with the square of their length."""
    if len(old) * len(new) > _MOST_COMPARED:
        return False
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _MUCH_THE_SAME


def _by_character(old: str, new: str) -> Iterator[tuple[Piece, str]]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece.KEPT, old[a:b]
            continue
        if a < b:
            yield Piece.OUT, old[a:b]
        if c < d:
            yield Piece.IN, new[c:d]
