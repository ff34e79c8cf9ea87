"""Half-width marks in Chinese text; Latin words, addresses, numbers, times and ordinals keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.official_text import OfficialText

_CANDIDATES = re.compile(r"[,;:?!.(]")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_CLOSING = "”’》〉）】〕％"
_STANDS_FOR_CHINESE = "0123456789Xx*_%％"
_LONGEST_BRACKET = 80
_LAST_ORDINAL = 4


def half_width_marks(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Find half-width marks and brackets beside Chinese characters."""
    text = document.text
    for found in _CANDIDATES.finditer(text):
        at = found.start()
        before = text[at - 1] if at else "\n"
        after = text[at + 1] if at + 1 < len(text) else "\n"
        mark = found[0]
        if mark == "(":
            yield from _bracket(text, at, before)
        elif mark == ".":
            if _ends_sentence(text, at, before, after) and not _is_ordinal(document, at):
                yield Sighting("half_width_stop", at, at + 1, suggestions=("。",))
        elif _beside_chinese(mark, before, after):
            yield Sighting("half_width_mark", at, at + 1, suggestions=(_FULL_WIDTH[mark],))


def _is_closed(character: str) -> bool:
    return is_chinese(character) or character in _CLOSING


def _beside_chinese(mark: str, before: str, after: str) -> bool:
    if _is_closed(before):
        return True
    return mark != ":" and before in _STANDS_FOR_CHINESE and (is_chinese(after) or after in "“《")


def _ends_sentence(text: str, at: int, before: str, after: str) -> bool:
    if after == "." or before == ".":
        return False
    if not _is_closed(before):
        return False
    return after in "\r\n”）" or is_chinese(after) or not text[at + 1 : at + 3].strip()


def _is_ordinal(document: OfficialText, at: int) -> bool:
    """六. and （二）. at the head of a line are ordinals, which another rule reads."""
    paragraph = document.paragraph_at(at)
    if paragraph is None:
        return False
    if paragraph.ordinal is not None and at < paragraph.start + paragraph.ordinal.length:
        return True
    head = document.text[paragraph.start : at]
    return len(head) <= _LAST_ORDINAL and all(character in "一二三四五六七八九十百第" for character in head)


def _bracket(text: str, at: int, before: str) -> Iterator[Sighting]:
    end = at + 1
    limit = min(len(text), at + _LONGEST_BRACKET)
    while end < limit and text[end] not in ")）\n(":
        end += 1
    if end >= limit or text[end] not in ")）":
        return
    inside = text[at + 1 : end]
    if inside and (_is_closed(before) or any(map(is_chinese, inside))):
        yield Sighting("half_width_bracket", at, end + 1, suggestions=(f"（{inside}）",))
