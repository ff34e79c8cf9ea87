"""Cutting to length: what says the most goes in first; what finds no room is named, never cut in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting.achievements import Chapter, Sentence
from taizhang.domain.reporting.document import Chip, Run

FIGURES_IN_A_THOUSAND = 9
"""Reports of the genre have about ten, and the problems bring theirs; more than this reads like a list."""
_TRIES = 4
"""The fewer characters there are, the fewer figures; after so many times it is settled."""

FIRST, FRAMING, ACT, SENTENCES, PLAIN, CLAUSES, ACTS, MORE_FRAMING = range(8)
"""What goes in first: a claim for each chapter, its framing, one act, further claims, then without figures, detail."""

_MOST_PLAIN = 3
"""Sentences of a chapter that may stand without their figures."""
_CLAIMS = frozenset({FIRST, SENTENCES, CLAUSES})


@dataclass(frozen=True, slots=True)
class Room:
    """What a section may take."""

    characters: int
    around: int = 0
    """Characters of opening and closing, which are counted with it."""
    figures: int = 0
    """Figures that stand there. Those of the problems are not what makes a report a list."""
    is_limited: bool = True
    """Where it is not, every claim stands, and only framing and acts keep to the room."""


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
    plain: set[int] = field(default_factory=set)
    """Sentences that stand without their figures."""


def fitted(chapters: Sequence[Chapter], room: Room) -> tuple[tuple[Chapter, ...], tuple[str, ...]]:
    """Keep what fits; and say of each chapter what was left out."""
    pieces = sorted(_pieces(chapters), key=lambda piece: piece.order)
    whole = room.characters + room.around
    kept, used = _filled(chapters, pieces, room, _figures_for(chapters, room, whole))
    for _ in range(_TRIES if room.is_limited else 0):
        kept, used = _filled(chapters, pieces, room, _figures_for(chapters, room, used + room.around))
    pairs = list(zip(chapters, kept, strict=True))
    return tuple(_shortened(*pair) for pair in pairs if pair[1].clauses or pair[1].acts), tuple(_dropped(pairs))


def _figures_for(chapters: Sequence[Chapter], room: Room, whole: int) -> int:
    """However short the text is, each chapter may have one."""
    return max(len(chapters), whole * FIGURES_IN_A_THOUSAND // 1000 - room.figures)


def _filled(chapters: Sequence[Chapter], pieces: Sequence[_Piece], room: Room, figures: int) -> tuple[list[_Kept], int]:
    """Put in piece after piece as long as there is room; and say how much room was taken."""
    kept = [_Kept(leads=0, clauses={}, acts=set()) for _ in chapters]
    used = 0
    for piece in pieces:
        mine = kept[piece.chapter]
        claims = not room.is_limited and piece.what in _CLAIMS
        fits = used + piece.characters <= room.characters and (piece.figures <= figures or not room.is_limited)
        if (claims or fits) and _may_stand(piece, mine):
            used += piece.characters
            figures -= piece.figures
            _keep(piece, mine)
    return kept, used


def _may_stand(piece: _Piece, kept: _Kept) -> bool:
    if piece.what == PLAIN:
        return piece.sentence not in kept.clauses and len(kept.plain) < _MOST_PLAIN
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
    elif piece.what == PLAIN:
        kept.plain.add(piece.sentence)
    else:
        kept.clauses[piece.sentence] = piece.clause + 1


def _pieces(chapters: Sequence[Chapter]) -> Iterator[_Piece]:
    for number, chapter in enumerate(chapters):
        weight = chapter.part.weight
        heading = official_length(chapter.heading) + 4
        for at, lead in enumerate(chapter.leads):
            what = MORE_FRAMING if at else FRAMING
            yield _Piece((what, number, at), number, what, at, 0, official_length(lead.text), 0)
        ranked = sorted(range(len(chapter.sentences)), key=lambda at: chapter.sentences[at].rank)
        for rank, at in enumerate(ranked):
            sentence = chapter.sentences[at]
            for clause, runs in enumerate(sentence.clauses):
                what = CLAUSES if clause else SENTENCES if rank else FIRST
                extra = 1 + (heading if what == FIRST else 0) + (0 if clause else 3)
                order = (what, (rank + clause) / weight, number)
                yield _Piece(order, number, what, at, clause, _length(runs.runs) + extra, _figures(runs.runs))
            plain = sentence.without_figures()
            if rank and plain.names:
                length = sum(_length(runs.runs) + 1 for runs in plain.clauses) + 3
                yield _Piece((PLAIN, rank / weight, number), number, PLAIN, at, 0, length, 0)
        for at, act in enumerate(chapter.acts):
            what = ACTS if at else ACT
            extra = 1 if chapter.sentences else 1 + heading
            yield _Piece((what, at / weight, number), number, what, at, 0, _length(act.runs) + extra, 0)


def _length(runs: Sequence[Run]) -> int:
    return official_length("".join(run.text for run in runs))


def _figures(runs: Sequence[Run]) -> int:
    return sum(isinstance(run, Chip) for run in runs)


def _shortened(chapter: Chapter, kept: _Kept) -> Chapter:
    return replace(
        chapter,
        leads=chapter.leads[: kept.leads],
        sentences=tuple(_kept_of(chapter.sentences, kept)),
        acts=tuple(act for at, act in enumerate(chapter.acts) if at in kept.acts),
    )


def _kept_of(sentences: Sequence[Sentence], kept: _Kept) -> Iterator[Sentence]:
    for at, sentence in enumerate(sentences):
        if at in kept.clauses:
            yield sentence.shortened(kept.clauses[at])
        elif at in kept.plain:
            yield sentence.without_figures()


def _dropped(pairs: Sequence[tuple[Chapter, _Kept]]) -> Iterator[str]:
    for chapter, kept in pairs:
        for at, sentence in enumerate(chapter.sentences):
            for runs in sentence.clauses[kept.clauses.get(at, 0) :]:
                yield f"{chapter.heading}：{''.join(run.text for run in runs.runs)}"
        for at, act in enumerate(chapter.acts):
            if at not in kept.acts:
                yield f"{chapter.heading}：{''.join(run.text for run in act.runs)}"
