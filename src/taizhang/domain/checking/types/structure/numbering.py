"""The numbers of headings, level by level: 一、二、四 misses one, 五 cannot come first, 二、二 stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text import NumberStyle, OfficialText, Paragraph, read_ordinal
from taizhang.domain.official_text.numbering import Ordinal
from taizhang.domain.official_text.remembering import once_per_text

_LEVELS = {
    NumberStyle.CHAPTER: 0,
    NumberStyle.CHINESE: 1,
    NumberStyle.CHINESE_BRACKETED: 2,
    NumberStyle.ARABIC: 3,
    NumberStyle.ARABIC_BRACKETED: 4,
}
_JOINED = re.compile("[一二三四五六七八九十]、[二三四五六七八九十](?:、|年级|期|批|线|产业|级|楼|班|季度)")
_LEFTOVER = re.compile(r"#{1,4}[^#\n]{0,20}#{1,4}\s*")
_STOP = re.compile("[。；：\n]")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Numbered:
    """One numbered paragraph."""

    start: int
    end: int
    level: int
    ordinal: Ordinal
    paragraph: Paragraph
    """The paragraph whole."""

    @property
    def alone(self) -> bool:
        """Whether the number stands without a text."""
        return self.paragraph.end <= self.start + self.ordinal.length


@once_per_text
def numbered(document: OfficialText) -> tuple[Numbered, ...]:
    """Every numbered paragraph, also behind the leftover of a site."""
    return tuple(_numbered(document))


def _numbered(document: OfficialText) -> Iterator[Numbered]:
    for paragraph in document.paragraphs:
        ordinal, skipped = paragraph.ordinal, 0
        if ordinal is None and paragraph.text[0] == "#":
            leftover = _LEFTOVER.match(paragraph.text)
            skipped = leftover.end() if leftover else 0
            ordinal = read_ordinal(paragraph.text, skipped) if skipped else None
        if ordinal is None or ordinal.style not in _LEVELS:
            continue
        following = paragraph.text[skipped + ordinal.length :][:1]
        if (ordinal.style is NumberStyle.ARABIC and following.isdigit()) or _JOINED.match(paragraph.text, skipped):
            continue
        start = paragraph.start + skipped
        end = min(paragraph.end, start + _SHOWN)
        stop = _STOP.search(document.text, start + ordinal.length, end)
        if stop:
            end = stop.start()
        yield Numbered(start, end, _LEVELS[ordinal.style], ordinal, paragraph)


def heading_numbers(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Walk the levels: a number of a higher level lets every lower one begin anew."""
    last: dict[int, Numbered] = {}
    parent: Numbered | None = None
    for one in numbered(document):
        before = last.get(one.level)
        if before is None:
            parents = [known for level, known in last.items() if level < one.level]
            parent = max(parents, key=lambda known: known.start, default=None)
            yield from _first(document.text, one, parent.start if parent else 0)
        else:
            yield from _next(document.text, before, one)
        last = {level: known for level, known in last.items() if level < one.level}
        last[one.level] = one


def _first(text: str, one: Numbered, since: int) -> Iterator[Sighting]:
    if one.ordinal.number == 1 or any(
        _stands_between(text, since, one.start, one, number) for number in range(1, one.ordinal.number)
    ):
        return
    name = "heading_first" if one.level < 2 else "sub_heading_first"  # noqa: PLR2004 (一、 and （一）)
    yield Sighting(name, one.start, one.end, (("missing", written(one, 1)),), ())


def _next(text: str, before: Numbered, one: Numbered) -> Iterator[Sighting]:
    expected, number = before.ordinal.number + 1, one.ordinal.number
    if number in {expected, 1}:
        return
    right = written(one, expected)
    words = (("before", before.ordinal.written), ("expected", right))
    fixed = (right + text[one.start + one.ordinal.length : one.end],)
    if number < expected:
        yield Sighting("heading_repeat", one.start, one.end, words, fixed)
    elif not _stands_between(text, before.start + before.ordinal.length, one.start, one, expected):
        yield Sighting("heading_skip", one.start, one.end, words, fixed)


def written(one: Numbered, number: int) -> str:
    """Spell a number in the style of another."""
    match one.ordinal.style:
        case NumberStyle.CHINESE:
            return f"{numeral(number)}、"
        case NumberStyle.CHINESE_BRACKETED:
            return f"（{numeral(number)}）"
        case NumberStyle.ARABIC:
            return f"{number}."
        case NumberStyle.ARABIC_BRACKETED:
            return f"（{number}）"
        case _:
            return one.ordinal.written.replace(one.ordinal.written[1:-1], numeral(number))


def _stands_between(text: str, start: int, end: int, one: Numbered, number: int) -> bool:
    """Say whether the number is there after all, inside a paragraph: …；（二）…."""
    style = one.ordinal.style
    spelled = str(number) if style in {NumberStyle.ARABIC, NumberStyle.ARABIC_BRACKETED} else numeral(number)
    at = text.find(spelled, start, end)
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(spelled) : at + len(spelled) + 1]
        match style:
            case NumberStyle.CHAPTER:
                there = before == "第"
            case NumberStyle.CHINESE | NumberStyle.ARABIC:
                there = not before.isdigit() and after in set("、.．")
            case _:
                there = before in set("（(") and after in set("）)")
        if there:
            return True
        at = text.find(spelled, at + 1, end)
    return False
