"""Title marks 《〈〉》 and brackets: partners, nesting, < > in place of 〈 〉, full beside half width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.official_text import OfficialText

_TITLES = re.compile("[《》〈〉<>]")
_BRACKETS = re.compile("[（）()]")
_ITEM = re.compile(r"(?:^|[。；：，、\s“])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[①-⑳])$")
_YEAR_NUMBER = re.compile(r"[(（\[【](?:19|20)[0-9]{2}[)）\]】](?:第)?[0-9]{1,4}号")
_SHOWN = 24
_HEAD = 6
_LOOK_AHEAD = 3

Mark = tuple[int, str]


def _are_pairs(marks: list[Mark], pair: str) -> bool:
    """Nothing but left, right, left, right; or nothing at all."""
    return "".join(mark for _, mark in marks) == pair * (len(marks) // 2)


def titles(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Walk title marks: each has its partner, single ones inside double ones, none of them < >."""
    text = document.text
    paragraphs = [
        [(paragraph.start + found.start(), found[0]) for found in _TITLES.finditer(paragraph.text)]
        for paragraph in document.paragraphs
    ]
    carried = 0
    for index, every in enumerate(paragraphs):
        marks = every[carried:]
        carried = 0
        if _are_pairs(marks, "《》"):
            continue
        following = next(filter(None, paragraphs[index + 1 : index + 1 + _LOOK_AHEAD]), [])
        goes_on = bool(following) and following[0][1] == "》"
        for seen in _walk_titles(text, marks):
            if seen.name == "title_unpaired" and goes_on and text[seen.start] == "《":
                carried = 1
                continue
            yield seen


def _walk_titles(text: str, marks: list[Mark]) -> Iterator[Sighting]:
    opened: list[Mark] = []
    for at, (place, mark) in enumerate(marks):
        following = "".join(kind for _, kind in marks[at + 1 : at + 3])
        if mark == "<":
            yield from _angle(text, place, inside=bool(opened))
        elif mark == "〈":
            opened.append((place, mark))
        elif mark == "《":
            if opened and following == "》》":
                inner = marks[at + 1][0]
                yield Sighting("title_nesting", place, inner + 1, suggestions=(f"〈{text[place + 1 : inner]}〉",))
            elif opened:
                start = opened.pop()[0]
                yield Sighting("title_unpaired", start, min(place, start + _SHOWN), suggestions=())
            opened.append((place, mark))
        elif mark in "》〉":
            if opened:
                opened.pop()
            else:
                yield Sighting("title_unpaired", place, place + 1, suggestions=())
    for place, _ in opened:
        end = text.find("\n", place)
        yield Sighting("title_unpaired", place, min(len(text) if end < 0 else end, place + _SHOWN), suggestions=())


def _angle(text: str, place: int, *, inside: bool) -> Iterator[Sighting]:
    end = text.find(">", place, place + 120)
    inner = text[place + 1 : end] if end > 0 else ""
    if "\n" in inner or "<" in inner or sum(map(is_chinese, inner)) < 2:  # noqa: PLR2004 (a title has two characters)
        return
    if not inside and ("，" in inner or not is_chinese(inner[0])):
        return
    marks = "〈〉" if inside else "《》"
    yield Sighting("title_angle", place, end + 1, suggestions=(f"{marks[0]}{inner}{marks[1]}",))


def brackets(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Walk round brackets: each has its partner, of the same width."""
    carried = False
    paragraphs = document.paragraphs
    for index, paragraph in enumerate(paragraphs):
        marks = [(found.start(), found[0]) for found in _BRACKETS.finditer(paragraph.text)]
        if _are_pairs(marks, "（）"):
            continue
        opened: list[Mark] = []
        for place, mark in marks:
            if mark in "（(":
                opened.append((place, mark))
            elif opened:
                yield from _partners(paragraph.start, paragraph.text, opened.pop(), (place, mark))
            elif carried:
                carried = False
            elif not _ITEM.search(paragraph.text[max(0, place - _HEAD) : place]) and (
                mark == "）" or _after_chinese(paragraph.text, place)
            ):
                yield Sighting("bracket_unpaired", paragraph.start + place, paragraph.start + place + 1, suggestions=())
        for place, mark in opened:
            carried = _closes_later(paragraphs[index + 1 : index + 1 + _LOOK_AHEAD])
            if not carried and (mark == "（" or _after_chinese(paragraph.text, place)):
                start = paragraph.start + place
                yield Sighting("bracket_unpaired", start, min(paragraph.end, start + _SHOWN), suggestions=())


def _after_chinese(text: str, place: int) -> bool:
    return place > 0 and is_chinese(text[place - 1])


def _closes_later(following: tuple[object, ...]) -> bool:
    for paragraph in following:
        found = _BRACKETS.search(getattr(paragraph, "text", ""))
        if found:
            return found[0] in "）)"
    return False


def _partners(start: int, text: str, left: Mark, right: Mark) -> Iterator[Sighting]:
    if left[1] == "（" and right[1] == ")":
        inside = text[left[0] + 1 : right[0]]
        yield Sighting("bracket_width", start + left[0], start + right[0] + 1, suggestions=(f"（{inside}）",))


def year_brackets(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """The year of a document's number stands in 〔 〕 (GB/T 9704 7.2.5)."""
    for found in _YEAR_NUMBER.finditer(document.text):
        before = document.text[found.start() - 1 : found.start()]
        if is_chinese(before or " "):
            year, number = found[0][1:5], found[0][6:].lstrip("第").lstrip("0")
            yield Sighting("year_brackets", found.start(), found.end(), suggestions=(f"〔{year}〕{number}",))
