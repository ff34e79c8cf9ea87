"""The numbers of headings, level by level: 一、二、四 misses one, 五 cannot come first, 二、二 stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text import NumberStyle, OfficialText, Paragraph, chinese_number, read_ordinal
from taizhang.domain.official_text.numbering import Ordinal
from taizhang.domain.official_text.remembering import once_per_text

_LEVELS = {
    NumberStyle.CHAPTER: 0,
    NumberStyle.CHINESE: 1,
    NumberStyle.CHINESE_BRACKETED: 2,
    NumberStyle.ARABIC: 3,
    NumberStyle.ARABIC_BRACKETED: 4,
}
_JOINED = re.compile(
    "[一二三四五六七八九十]、[二三四五六七八九十](?:、|年级|期|批|线|产业|级|楼|班|季度|月|日|人|名|党?支部|两)"
)
_PREFIX = re.compile(r"#{1,4}[^#\n]{0,20}#{1,4}\s*|附件[：:]\s*")
"""What may stand in front of a number: the leftover of a site, 附件：."""
NUMERALS = "一二三四五六七八九十"
_SLOPPY = re.compile("([一二三四五六七八九十]{1,3})(?:[，,：:；;。]|[.．][、，])(?=[\u4e00-\u9fff]{3})(?!二是|三是)")
_STOP = re.compile("[。；：\n]")
_SHOWN = 30
_SECOND = 2
"""What follows a one that begins anew; also the level of （一）, below which single ones may stand."""


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


def sloppy_ordinal(text: str) -> Ordinal | None:
    """A Chinese ordinal at the head of a short line with a mark that is none of its own: 一，加强学习."""
    found = _SLOPPY.match(text)
    number = chinese_number(found[1]) if found and len(text) <= _SHOWN and text[-1] not in "。！？；" else None
    return Ordinal(NumberStyle.CHINESE, number, len(found[0]), found[0]) if found and number else None


@once_per_text
def numbered(document: OfficialText) -> tuple[Numbered, ...]:
    """Every numbered paragraph, also behind the leftover of a site."""
    return tuple(_numbered(document))


def _numbered(document: OfficialText) -> Iterator[Numbered]:
    for paragraph in document.paragraphs:
        ordinal, skipped = paragraph.ordinal, 0
        if ordinal is None and paragraph.text[0] in "#附":
            prefix = _PREFIX.match(paragraph.text)
            skipped = prefix.end() if prefix else 0
            ordinal = read_ordinal(paragraph.text, skipped) if skipped else None
        if ordinal is None and paragraph.text[0] in NUMERALS:
            ordinal = sloppy_ordinal(paragraph.text)
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
    for group, since in _groups(numbered(document)):
        yield from _first(document.text, group[0], since)
        yield from _group(document.text, group)


def _groups(every: Sequence[Numbered]) -> Iterator[tuple[list[Numbered], int]]:
    """Siblings together, with the place where their parent stands."""
    opened: dict[int, tuple[list[Numbered], int]] = {}
    for one in every:
        for level in [level for level in opened if level > one.level]:
            yield opened.pop(level)
        if one.level not in opened:
            since = max((group[-1].start for group, _ in opened.values()), default=0)
            opened[one.level] = ([], since)
        opened[one.level][0].append(one)
    yield from opened.values()


def _first(text: str, one: Numbered, since: int) -> Iterator[Sighting]:
    if one.ordinal.number == 1 or any(
        _stands_between(text, since, one.start, one, number) for number in range(1, one.ordinal.number)
    ):
        return
    name = "heading_first" if one.level < 2 else "sub_heading_first"  # noqa: PLR2004 (一、 and （一）)
    yield Sighting(name, one.start, one.end, (("missing", written(one, 1)),), ())


def _group(text: str, group: Sequence[Numbered]) -> Iterator[Sighting]:
    last = group[0].ordinal.number
    for at, one in enumerate(group[1:], 1):
        number, expected, before = one.ordinal.number, last + 1, group[at - 1]
        following = group[at + 1].ordinal.number if at + 1 < len(group) else 0
        mistyped = following == expected + 1
        last = expected if mistyped else number
        begins_anew = number == 1 and not mistyped and (following == _SECOND or one.level > _SECOND)
        if number == expected or begins_anew:
            continue
        right = written(one, expected)
        words = (("before", before.ordinal.written), ("expected", right))
        fixed = (right + text[one.start + one.ordinal.length : one.end],)
        since = before.start + before.ordinal.length
        if number > expected:
            if not _stands_between(text, since, one.start, one, expected):
                yield Sighting("heading_skip", one.start, one.end, words, fixed)
        elif number == 1 or not _stands_between(text, since, one.start, one, number - 1):
            yield Sighting("heading_repeat", one.start, one.end, words, fixed)


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
