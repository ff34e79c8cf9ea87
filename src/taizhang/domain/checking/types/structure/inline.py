"""Numbers inside one paragraph: （1）…；（2）…；（4）… · 1.…；2.…；4.… · ①…②…④…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text import OfficialText, chinese_number

_MARKER = re.compile(
    "[（0-9①-⑳](?:(?<=（)(?P<chinese>[一二三四五六七八九十]{1,3})）|(?<=（)(?P<arabic>[0-9]{1,2})）"
    "|(?<=[0-9])(?P<dotted>[0-9]?[.．、])(?![0-9])|(?<=[①-⑳])(?P<circled>))"
)
_BEFORE = "。；：，! \u3000\n"
_LEAST = 3


def inline_numbers(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Hold the numbers of one style in one paragraph against 1, 2, 3."""
    text = document.text
    runs: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
    for found in _MARKER.finditer(text):
        style = found.lastgroup or ""
        at = found.start()
        if style != "circled" and (text[at - 1] if at else "\n") not in _BEFORE:
            continue
        paragraph = document.paragraph_at(at)
        if paragraph is not None:
            runs.setdefault((paragraph.index, style), []).append((_number(style, found[0]), at, found.end()))
    for (_, style), markers in runs.items():
        if len(markers) < _LEAST or markers[0][0] != 1:
            continue
        yield from _held(style, markers)


def _held(style: str, markers: list[tuple[int, int, int]]) -> Iterator[Sighting]:
    last = 0
    for number, start, end in markers:
        if number > last + 1 and last:
            words = (("expected", _written(style, last + 1)), ("before", _written(style, last)))
            yield Sighting("inline_skip", start, end, words, (_written(style, last + 1),))
        last = number


def _number(style: str, written: str) -> int:
    if style == "circled":
        return ord(written) - ord("①") + 1
    bare = written.strip("（）.．、")
    return int(bare) if bare.isascii() else chinese_number(bare) or 0


def _written(style: str, number: int) -> str:
    match style:
        case "circled":
            return chr(ord("①") + number - 1)
        case "chinese":
            return f"（{numeral(number)}）"
        case "arabic":
            return f"（{number}）"
        case _:
            return f"{number}."
