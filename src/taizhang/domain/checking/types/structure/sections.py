"""Sections: headings without a body, the same heading twice, a title that stands twice, a number without a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, left_paragraphs
from taizhang.domain.checking.types.structure.numbering import Numbered, numbered
from taizhang.domain.official_text import OfficialText, Paragraph

_TITLE_LEVELS = 2
_LONGEST_BARE = 32
_SHORTEST_TITLE = 6
_JUMP = 3
_END_MARKS = "。！？；：，:;"


def sections(document: OfficialText, _context: Context, condemned: Condemned) -> Iterator[Sighting]:
    """Find numbers without a text, headings without a body, headings that stand twice, levels that are jumped."""
    kept = left_paragraphs(document, condemned)
    every = _after_contents(numbered(document))
    by_index = {one.paragraph.index: one for one in every}
    bare: list[Numbered] = []
    for at, paragraph in enumerate(kept):
        one = by_index.get(paragraph.index)
        if one is None:
            continue
        if one.alone:
            yield Sighting("heading_without_text", one.start, one.end, (), ())
        elif _is_bare(one) and _has_no_body(one, kept[at + 1 :], by_index):
            bare.append(one)
    tops = [one for one in every if one.level < _TITLE_LEVELS]
    if len([one for one in bare if one.level < _TITLE_LEVELS]) * 2 <= max(len(tops), 2):
        for one in bare:
            yield Sighting("empty_section", one.start, one.paragraph.end, (), ())
    yield from _twice(every)
    yield from _jumps(every)


def _after_contents(every: Sequence[Numbered]) -> Sequence[Numbered]:
    """Leave a table of contents out: there the first heading stands a second time, further down."""
    first = every[0].paragraph.text if every else ""
    for at, one in enumerate(every[1:], 1):
        if one.ordinal.number == 1 and one.level == every[0].level and one.paragraph.text == first:
            return every[at:]
    return every


def _is_bare(one: Numbered) -> bool:
    """A short line that names what follows and says nothing itself: no number, no end mark."""
    text = one.paragraph.text[one.ordinal.length :]
    return (
        one.level <= _TITLE_LEVELS
        and len(text) <= _LONGEST_BARE
        and text[-1] not in _END_MARKS
        and not any(character.isdigit() for character in text)
        and not any(mark in text for mark in "。；：")
    )


def _has_no_body(one: Numbered, following: Sequence[Paragraph], by_index: dict[int, Numbered]) -> bool:
    if not following:
        return True
    another = by_index.get(following[0].index)
    return another is not None and another.level <= one.level


def _twice(every: Sequence[Numbered]) -> Iterator[Sighting]:
    seen: dict[tuple[int, int, str], int] = {}
    parent = 0
    for one in every:
        if one.level > _TITLE_LEVELS:
            continue
        parent = one.start if one.level < _TITLE_LEVELS else parent
        said = one.paragraph.text[one.ordinal.length :].rstrip(_END_MARKS)
        known = _SHORTEST_TITLE <= len(said) <= _LONGEST_BARE
        if (
            known
            and seen.setdefault((one.level, parent if one.level == _TITLE_LEVELS else 0, said), one.start) != one.start
        ):
            yield Sighting("heading_twice", one.start, one.paragraph.end, (), ())


def _jumps(every: Sequence[Numbered]) -> Iterator[Sighting]:
    for before, one in pairwise(every):
        if before.level and one.level - before.level >= _JUMP and one.ordinal.number == 1:
            yield Sighting("level_jump", one.start, one.start + one.ordinal.length, (), ())


def title_twice(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """The title stands again as a paragraph of its own."""
    title = document.title
    if title is None or len(title.text) < _SHORTEST_TITLE:
        return
    bare = "".join(title.text.split())
    for paragraph in document.paragraphs[1:]:
        if len(paragraph.text) <= len(title.text) + 4 and "".join(paragraph.text.split()) == bare:
            yield Sighting("title_twice", paragraph.start, paragraph.end, (), ("",))
