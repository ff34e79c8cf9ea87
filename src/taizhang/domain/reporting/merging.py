"""Two people at one report: merged paragraph by paragraph from the version both began with; no word is lost.

A paragraph that only one changed is that one's. Where both changed the same, the later one is asked: his paragraph and
the other's stand side by side until he has chosen, and until then nothing is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taizhang.domain.reporting.document import Block, Document


@dataclass(frozen=True, slots=True)
class Conflict:
    """A paragraph that both changed; None where one of them took it out."""

    block: str
    base: Block | None
    mine: Block | None
    theirs: Block | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What can be put together, and what somebody has to decide."""

    document: Document
    """With my paragraphs where both changed one."""
    conflicts: tuple[Conflict, ...]


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """Put two changes of one version together."""
    before, own, other = (_by_id(one) for one in (base, mine, theirs))
    conflicts: list[Conflict] = []
    blocks: list[Block] = []
    for identity in _order([block.id for block in mine.blocks], [block.id for block in theirs.blocks]):
        was, here, there = before.get(identity), own.get(identity), other.get(identity)
        if there in (here, was):
            chosen = here
        elif here == was:
            chosen = there
        else:
            conflicts.append(Conflict(identity, was, here, there))
            chosen = here or there
        if chosen is not None:
            blocks.append(chosen)
    return Merged(Document(tuple(blocks), mine.about), tuple(conflicts))


def resolved(merged: Merged, choices: Mapping[str, str]) -> Document | None:
    """The document once each conflict is decided ("mine", "theirs" or "both"); None while one is open."""
    blocks: list[Block] = []
    asked = {conflict.block: conflict for conflict in merged.conflicts}
    if any(choices.get(identity) not in {"mine", "theirs", "both"} for identity in asked):
        return None
    for block in merged.document.blocks:
        conflict = asked.get(block.id)
        blocks.extend([block] if conflict is None else _decided(conflict, choices[block.id]))
    return Document(tuple(blocks), merged.document.about)


def _decided(conflict: Conflict, choice: str) -> Iterator[Block]:
    if choice in {"mine", "both"} and conflict.mine is not None:
        yield conflict.mine
    if choice in {"theirs", "both"} and conflict.theirs is not None:
        theirs = conflict.theirs
        twice = choice == "both" and conflict.mine is not None
        yield Block(f"{theirs.id}_2", theirs.style, theirs.runs, theirs.part) if twice else theirs


def _by_id(document: Document) -> dict[str, Block]:
    return {block.id: block for block in document.blocks}


def _order(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """My order, with what only they have after the paragraph that it follows with them."""
    order = list(mine)
    known = set(mine)
    after: str | None = None
    for identity in theirs:
        if identity not in known:
            order.insert(order.index(after) + 1 if after is not None else 0, identity)
            known.add(identity)
        after = identity
    return order
