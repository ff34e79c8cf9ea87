"""Ordinals as official documents write them: 一、 （一） 1. （1） 一是 第一， and Chinese numerals as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[〇零一二两三四五六七八九十百千]{1,9}"


class NumberStyle(StrEnum):
    """How an ordinal is written; the first four are the levels of GB/T 9704 in their order."""

    CHINESE = "chinese"  # 一、
    CHINESE_BRACKETED = "chinese_bracketed"  # （一）
    ARABIC = "arabic"  # 1.
    ARABIC_BRACKETED = "arabic_bracketed"  # （1）
    CHAPTER = "chapter"  # 第一章
    ITEM = "item"  # 一是


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One ordinal at the head of a stretch of text: its style, its number, and the characters it takes."""

    style: NumberStyle
    number: int
    length: int
    written: str


_PATTERNS = (
    (NumberStyle.CHINESE_BRACKETED, re.compile(rf"[（(]({_NUMERAL})[）)][、.．，,]?")),
    (NumberStyle.ARABIC_BRACKETED, re.compile(r"[（(]([0-9]{1,3})[）)][、.．，,]?")),
    (NumberStyle.CHAPTER, re.compile(rf"第({_NUMERAL})[章节部分篇]")),
    (NumberStyle.ITEM, re.compile(rf"({_NUMERAL})是")),
    (NumberStyle.CHINESE, re.compile(rf"({_NUMERAL})[、.．]")),
    (NumberStyle.ARABIC, re.compile(r"([0-9]{1,3})(?:[、．]|\.(?![0-9]))")),
)


def chinese_number(written: str) -> int | None:
    """Read a Chinese numeral below ten thousand: 十二, 一百零五, 二〇二三; None where it is none."""
    if not written or any(character not in _DIGITS and character not in _UNITS for character in written):
        return None
    if not any(character in _UNITS for character in written):
        return int("".join(str(_DIGITS[character]) for character in written))
    total, digit = 0, 0
    for position, character in enumerate(written):
        if character in _UNITS:
            total += (digit or (1 if position == 0 else 0)) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def read_ordinal(text: str, start: int = 0) -> Ordinal | None:
    """Read the ordinal that stands at `start`, whatever its style and however wrongly it is punctuated."""
    for style, pattern in _PATTERNS:
        found = pattern.match(text, start)
        if not found:
            continue
        number = int(found[1]) if found[1].isascii() else chinese_number(found[1])
        if number:
            return Ordinal(style, number, found.end() - start, found[0])
    return None
