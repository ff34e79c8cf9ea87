"""Cutting to length: what says the most goes in first; what finds no room is named, never cut in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting.achievements import Chapter
from taizhang.domain.reporting.document import Chip, Run

_FIGURES_IN_A_THOUSAND = 14
"""Reports of the genre have about ten; more than this reads like a list."""
_FIGURES_OF_A_CHAPTER = 2
"""However short the text is, a chapter may have so many."""

FIRST, FRAMING, SENTENCES, ACT, MORE_FRAMING, CLAUSES, ACTS = range(7)
"""What goes in first: a claim for each chapter, its framing, further claims, one act, detail, further acts."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that may be put into a chapter."""

    order: tuple[int, float, int]
    chapter: int
    what: int
    sentence: int
    clause: int
    characters: int
    figures: int


@dataclass(slots=True)
class _Kept:
    """What one chapter has been given so far."""

    leads: int
    clauses: dict[int, int]
    acts: set[int]


def fitted(chapters: Sequence[Chapter], room: int, whole: int) -> tuple[tuple[Chapter, ...], tuple[str, ...]]:
    """Keep what fits into so many characters; and say of each chapter what was left out."""
    pieces = sorted(_pieces(chapters), key=lambda piece: piece.order)
    least = _FIGURES_OF_A_CHAPTER * len(chapters)
    kept, left = _filled(chapters, pieces, room, max(least, whole * _FIGURES_IN_A_THOUSAND // 1000))
    # What there is may be less than what there is room for: the figures are then fewer as well.
    kept, _ = _filled(chapters, pieces, room, max(least, (whole - left) * _FIGURES_IN_A_THOUSAND // 1000))
    pairs = list(zip(chapters, kept, strict=True))
    return tuple(_shortened(*pair) for pair in pairs if pair[1].clauses or pair[1].acts), tuple(_dropped(pairs))


def _filled(chapters: Sequence[Chapter], pieces: Sequence[_Piece], room: int, figures: int) -> tuple[list[_Kept], int]:
    """Put in piece after piece as long as there is room; and say how much room is left."""
    kept = [_Kept(leads=0, clauses={}, acts=set()) for _ in chapters]
    for piece in pieces:
        mine = kept[piece.chapter]
        if piece.characters <= room and piece.figures <= figures and _may_stand(piece, mine):
            room -= piece.characters
            figures -= piece.figures
            _keep(piece, mine)
    return kept, room


def _may_stand(piece: _Piece, kept: _Kept) -> bool:
    if piece.what == CLAUSES:
        return kept.clauses.get(piece.sentence, 0) == piece.clause
    if piece.what == MORE_FRAMING:
        return kept.leads > 0 and len(kept.clauses) > 1
    return piece.what != FRAMING or bool(kept.clauses)


def _keep(piece: _Piece, kept: _Kept) -> None:
    if piece.what in {FRAMING, MORE_FRAMING}:
        kept.leads += 1
    elif piece.what in {ACT, ACTS}:
        kept.acts.add(piece.sentence)
    else:
        kept.clauses[piece.sentence] = piece.clause + 1


def _pieces(chapters: Sequence[Chapter]) -> Iterator[_Piece]:
    for number, chapter in enumerate(chapters):
        weight = chapter.part.weight
        heading = official_length(chapter.heading) + 4
        for at, lead in enumerate(chapter.leads):
            what = MORE_FRAMING if at else FRAMING
            yield _Piece((what, number, at), number, what, at, 0, official_length(lead.text), 0)
        for at, sentence in enumerate(chapter.sentences):
            for clause, runs in enumerate(sentence.clauses):
                what = CLAUSES if clause else SENTENCES if at else FIRST
                extra = 1 + (heading if what == FIRST else 0) + (0 if clause else 3)
                order = (what, (at + clause) / weight, number)
                yield _Piece(order, number, what, at, clause, _length(runs.runs) + extra, _figures(runs.runs))
        for at, act in enumerate(chapter.acts):
            what = ACTS if at else ACT
            extra = 1 if chapter.sentences else 1 + heading
            yield _Piece((what, at / weight, number), number, what, at, 0, _length(act) + extra, 0)


def _length(runs: Sequence[Run]) -> int:
    return official_length("".join(run.text for run in runs))


def _figures(runs: Sequence[Run]) -> int:
    return sum(isinstance(run, Chip) for run in runs)


def _shortened(chapter: Chapter, kept: _Kept) -> Chapter:
    return replace(
        chapter,
        leads=chapter.leads[: kept.leads],
        sentences=tuple(
            sentence.shortened(kept.clauses[at]) for at, sentence in enumerate(chapter.sentences) if at in kept.clauses
        ),
        acts=tuple(act for at, act in enumerate(chapter.acts) if at in kept.acts),
    )


def _dropped(pairs: Sequence[tuple[Chapter, _Kept]]) -> Iterator[str]:
    for chapter, kept in pairs:
        for at, sentence in enumerate(chapter.sentences):
            for runs in sentence.clauses[kept.clauses.get(at, 0) :]:
                yield f"{chapter.heading}：{''.join(run.text for run in runs.runs)}"
        for at, act in enumerate(chapter.acts):
            if at not in kept.acts:
                yield f"{chapter.heading}：{''.join(run.text for run in act)}"
