"""Spaces: official documents have none between Chinese and digits, none inside words, none before a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.official_text import OfficialText, Paragraph

_SPACES = re.compile("[ \u00a0\u3000\u2002-\u200b]{1,8}")
_SPREAD = re.compile("(?:[\u4e00-\u9fff][ \u3000]){3}")
_MOST = 2
_MARKS = "，。；：、？！”’》）"
_BODY = 20
_NAME = 4
_AROUND = 12


def spaces(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Judge every space by its neighbours; titles, signatures, tables and rows of names keep theirs."""
    text = document.text
    reached = 0
    for found in _SPACES.finditer(text):
        start, end = found.span()
        if end - start > _MOST or start < reached or not 0 < start < end < len(text):
            continue
        before, after = text[start - 1], text[end]
        if "\n" in {before, after}:
            continue
        name = _kind(before, after)
        paragraph = document.paragraph_at(start) if name else None
        if name is None or paragraph is None or paragraph is document.title:
            continue
        if not _counts(paragraph, name, start - paragraph.start):
            continue
        left, right = _around(text, start, end) if name == "space_by_digits" else (start - 1, end + 1)
        if name == "space_by_digits" and _is_row(text, left, right):
            continue
        reached = right
        yield Sighting(name, left, right, suggestions=(_SPACES.sub("", text[left:right]),))


def _kind(before: str, after: str) -> str | None:
    if is_chinese(before) and after.isascii() and after.isdigit():
        return "space_by_digits"
    if before.isascii() and (before.isdigit() or before == "%") and is_chinese(after):
        return "space_by_digits"
    if after in _MARKS and (is_chinese(before) or before.isdigit()):
        return "space_before_mark"
    if is_chinese(before) and is_chinese(after):
        return "space_in_words"
    return None


def _counts(paragraph: Paragraph, name: str, at: int) -> bool:
    """Say whether a space counts in this paragraph."""
    text = paragraph.text
    if "\t" in text or "|" in text:
        return False
    if name == "space_by_digits":
        return text[:at].strip("0123456789.()（）") != "" and any(mark in text for mark in "，。；")
    if len(text) < _BODY or not any(mark in text for mark in "，。；"):
        return False
    if name == "space_before_mark":
        return True
    return not _is_quoted(text, at) and not _is_name(text, at)


def _is_quoted(text: str, at: int) -> bool:
    """A slogan or a title in two halves: “数说发展 展望未来”."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) or text.rfind("《", 0, at) > text.rfind("》", 0, at)


def _is_name(text: str, at: int) -> bool:
    """A row of names, a name of two characters spread out: 张 三, 李四 王五."""
    if _SPREAD.search(text, max(0, at - _NAME), at + _NAME):
        return False
    left, right = at, at
    while left > 0 and is_chinese(text[left - 1]) and at - left <= _NAME:
        left -= 1
    while right < len(text) and not is_chinese(text[right]):
        right += 1
    stop = right
    while stop < len(text) and is_chinese(text[stop]) and stop - right <= _NAME:
        stop += 1
    if not (at - left <= _NAME and stop - right <= _NAME):
        return False
    return left == 0 or text[left - 1] in "： \u3000" or text[stop : stop + 1] in {" ", "\u3000", ""}


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen to the whole number with the characters beside it, so that 转出 1 名 is told once."""
    left, right = start, end
    while left > 0 and (text[left - 1].isdigit() or text[left - 1] in ".,% ") and start - left < _AROUND:
        left -= 1
    while right < len(text) and (text[right].isdigit() or text[right] in ".,% ") and right - end < _AROUND:
        right += 1
    return max(0, left - 1), min(len(text), right + 1)


def _is_row(text: str, left: int, right: int) -> bool:
    """The end of a line, or a name in Latin letters: Python 3.11 以上, F8 到."""
    ends = text[left] + text[right - 1]
    return "\n" in text[left:right] or any(end.isascii() and not end.isdigit() for end in ends)
