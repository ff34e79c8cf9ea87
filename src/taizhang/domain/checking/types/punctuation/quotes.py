"""Quotation marks: straight ones, wrong directions, quotes without a partner, double quotes inside double quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.official_text import OfficialText, Paragraph

_DOUBLE = re.compile("[“”\"']")
_STRAIGHT = "\"'"
_BREAKS = "，。；：！？、"
_LOOK_AHEAD = 3
_SHOWN = 16

Mark = tuple[int, str]


def quotes(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Walk the quotation marks of each paragraph in pairs."""
    paragraphs = document.paragraphs
    marks_of = [_marks(paragraph) for paragraph in paragraphs]
    carried = False
    for index, paragraph in enumerate(paragraphs):
        marks = marks_of[index]
        if carried and marks:
            closing, marks, carried = marks[0], marks[1:], False
            if closing[1] != "”":
                marks = [closing, *marks]
        if not marks or _is_plain(marks):
            continue
        left, sightings = _walk(document.text, marks)
        yield from sightings
        if left is not None:
            ahead = slice(index + 1, index + 1 + _LOOK_AHEAD)
            partner = _partner(marks_of[ahead], paragraphs[ahead])
            carried = partner == "”"
            if not partner:
                yield _alone(document.text, left, paragraph)


def _marks(paragraph: Paragraph) -> list[Mark]:
    text, start = paragraph.text, paragraph.start
    return [
        (start + found.start(), found[0])
        for found in _DOUBLE.finditer(text)
        if found[0] not in _STRAIGHT or not _is_latin(text, found.start())
    ]


def _is_latin(text: str, at: int) -> bool:
    """An apostrophe or a quote inside a Latin word, an inch mark, an attribute."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (is_chinese(before or " ") or is_chinese(after or " ") or (before + after) in {"'”", "，'"}) and (
        before.isascii() and before.isalnum() and (after.isascii() and (after.isalnum() or not after))
    )


def _is_plain(marks: list[Mark]) -> bool:
    return len(marks) % 2 == 0 and "".join(mark for _, mark in marks) == "“”" * (len(marks) // 2)


def _partner(following: list[list[Mark]], paragraphs: tuple[Paragraph, ...]) -> str:
    """The mark further on that answers for the open one: its partner, or a new opening at the head of a paragraph."""
    for marks, paragraph in zip(following, paragraphs, strict=False):
        if marks:
            place, mark = marks[0]
            return mark if mark == "”" or place == paragraph.start else ""
    return ""


def _walk(text: str, marks: list[Mark]) -> tuple[Mark | None, list[Sighting]]:
    seen: list[Sighting] = []
    opened: Mark | None = None
    at = 0
    while at < len(marks):
        place, mark = marks[at]
        following = "".join(kind for _, kind in marks[at + 1 : at + 3])
        if opened is None:
            if mark == "”" and following[:1] == "”":
                seen.append(_pair("quote_direction", text, place, marks[at + 1][0]))
                at += 1
            elif mark == "”":
                seen.append(Sighting("quote_unpaired", place, place + 1, suggestions=()))
            else:
                opened = (place, mark)
        elif mark == "”" and opened[1] == "“":
            opened = None
        elif mark == "“" and opened[1] == "“" and following == "””":
            seen.append(_pair("quote_nesting", text, place, marks[at + 1][0], "‘", "’"))
            at += 1
        elif mark == "“" and following[:1] == "”" and (opened[1] in _STRAIGHT or _is_broken(text, opened[0], place)):
            seen.append(Sighting("quote_unpaired", opened[0], _stop(text, opened[0], place), suggestions=()))
            opened = (place, mark)
        else:
            straight = opened[1] in _STRAIGHT and mark in _STRAIGHT
            if not (straight and text[opened[0] : place].isascii()):
                seen.append(_pair("straight_quotes" if straight else "quote_direction", text, opened[0], place))
            opened = None
        at += 1
    return opened, seen


def _is_broken(text: str, start: int, end: int) -> bool:
    return any(mark in _BREAKS for mark in text[start + 1 : end])


def _stop(text: str, start: int, limit: int) -> int:
    """Show an unclosed quotation up to the next mark, not up to the end of the paragraph."""
    end = start + 1
    limit = min(limit, start + _SHOWN)
    while end < limit and text[end] not in _BREAKS:
        end += 1
    return end


def _pair(name: str, text: str, start: int, end: int, left: str = "“", right: str = "”") -> Sighting:
    return Sighting(name, start, end + 1, suggestions=(f"{left}{text[start + 1 : end].strip()}{right}",))


def _alone(text: str, mark: Mark, paragraph: Paragraph) -> Sighting:
    return Sighting("quote_unpaired", mark[0], _stop(text, mark[0], paragraph.end), suggestions=())
