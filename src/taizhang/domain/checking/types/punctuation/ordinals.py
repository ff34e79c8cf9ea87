"""The mark behind an ordinal: 一、 （一） 1. （1） 第一， 首先，."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.checking.types.structure.numbering import NUMERALS, sloppy_ordinal
from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text import NumberStyle, OfficialText, Paragraph

_BRACKETED = re.compile(r"[）)][、.．，,。]")
_INSIDE_BRACKETS = re.compile(r"[（(](?:[〇零一二三四五六七八九十]{1,3}|[0-9]{1,2})$")
_INLINE = re.compile("[：。；](?P<ordinal>[0-9]{1,2}、)(?=[^0-9])")
_WORDED = re.compile("(?:^|[。；：])(?P<ordinal>(?:第[一二三四五六七八九十]|首先|其次|再次|最后)、)(?P<next>.)")
_CONTINUES = "第二三四五六七八九十两"


def ordinal_marks(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Read the ordinals that head a paragraph or an item inside one."""
    for paragraph in document.paragraphs:
        if paragraph.ordinal is not None:
            yield from _heading_ordinal(paragraph)
        elif paragraph.text[0] in NUMERALS:
            sloppy = sloppy_ordinal(paragraph.text)
            if sloppy is not None:
                yield _seen("chinese_ordinal", paragraph, 0, sloppy.length, f"{numeral(sloppy.number)}、")
        text = paragraph.text
        if "、" not in text:
            continue
        for found in _INLINE.finditer(text):
            yield _seen("arabic_ordinal", paragraph, found.start("ordinal"), found.end(), f"{found[1][:-1]}.")
        for found in (
            _WORDED.finditer(text) if "第" in text or "先、" in text or "次、" in text or "后、" in text else ()
        ):
            if found["next"] not in _CONTINUES:
                start, end = found.span("ordinal")
                yield _seen("worded_ordinal", paragraph, start, end, f"{found['ordinal'][:-1]}，")


def _heading_ordinal(paragraph: Paragraph) -> Iterator[Sighting]:
    ordinal = paragraph.ordinal
    if ordinal is None:
        return
    written, length = ordinal.written, ordinal.length
    following = paragraph.text[length : length + 1]
    if ordinal.style in {NumberStyle.CHINESE_BRACKETED, NumberStyle.ARABIC_BRACKETED}:
        if written[-1] not in "）)":
            yield _seen("bracketed_ordinal", paragraph, 0, length, f"（{written.strip('（()）、.．，,')}）")
    elif ordinal.style is NumberStyle.CHINESE and written[-1] in ".．":
        yield _seen("chinese_ordinal", paragraph, 0, length, f"{written[:-1]}、")
    elif ordinal.style is NumberStyle.ARABIC and written[-1] == "、" and not following.isdigit():
        yield _seen("arabic_ordinal", paragraph, 0, length, f"{written[:-1]}.")


def inline_brackets(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """A bracketed ordinal inside a paragraph takes no mark either: （一）、."""
    text = document.text
    for found in _BRACKETED.finditer(text):
        head = text[max(0, found.start() - 4) : found.start()]
        ordinal = _INSIDE_BRACKETS.search(head)
        if not ordinal:
            continue
        start = found.start() - len(ordinal[0])
        before = text[start - 1 : start] or "\n"
        if before not in "。；：\n \u3000" or not is_chinese(text[found.end() : found.end() + 1] or " "):
            continue
        paragraph = document.paragraph_at(start)
        if paragraph is not None and paragraph.start != start:
            yield Sighting("bracketed_ordinal", start, found.end(), suggestions=(f"（{ordinal[0][1:]}）",))


def _seen(name: str, paragraph: Paragraph, start: int, end: int, right: str) -> Sighting:
    return Sighting(name, paragraph.start + start, paragraph.start + end, suggestions=(right,))
