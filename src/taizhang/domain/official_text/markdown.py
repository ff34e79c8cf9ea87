"""A text written in Markdown: what a reader sees of it, and where each of its characters stands in the source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, pairwise
from typing import Final

from taizhang.domain.official_text.document import OfficialText

_FENCE: Final = re.compile(r" {0,3}(`{3,20}|~{3,20})")
_RULE: Final = re.compile(r" {0,3}(?:[-*_=][ \t]{0,3}){3,200}$")
_TABLE_RULE: Final = re.compile(
    r"[ \t]{0,8}\|?[ \t]{0,8}:?-{1,80}:?[ \t]{0,8}(?:\|[ \t]{0,8}:?-{0,80}:?[ \t]{0,8}){1,60}$"
)
_DEFINITION: Final = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]{0,8}\S")
_HEAD: Final = re.compile(
    r"(?:[ \t]{0,12}>){0,6}"
    r"[ \t]{0,12}(?:#{1,6}(?=[ \t]|$)[ \t]{0,8}"
    r"|[-*+][ \t]{1,8}(?:\[[ xX]\][ \t]{1,8})?"
    r"|\[\^[^\]\n]{1,60}\]:[ \t]{0,8})?"
)
_TAIL: Final = re.compile(r"[ \t]{1,8}#{1,6}[ \t]{0,8}$|\\$")
_INLINE: Final = re.compile(
    r"(?P<unseen>!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|\[\^[^\]\n]{1,60}\]"
    r"|</?[A-Za-z][A-Za-z0-9-]{0,30}(?:[ \t][^<>\n]{0,300})?/?>)"
    r"|(?P<mark>\\(?=[!-/:-@\[-`{-~])|[<>](?=https?://)|(?<=[\w/])>(?=$|[^\w]))"
    r"|\[(?P<label>[^\[\]\n]{1,300})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])"
)
_PAIRS: Final = (
    re.compile(r"(?P<mark>`{1,3})(?P<inside>[^`\n]{1,400})(?P=mark)"),
    re.compile(r"(?P<mark>\*{1,3})(?P<inside>[^\s*](?:[^*\n]{0,400}[^\s*])?)(?P=mark)"),
    re.compile(r"(?<!\w)(?P<mark>_{1,3})(?P<inside>[^\s_](?:[^_\n]{0,400}[^\s_])?)(?P=mark)(?!\w)"),
    re.compile(r"(?P<mark>~~)(?P<inside>[^\s~](?:[^~\n]{0,400}[^\s~])?)(?P=mark)"),
)
_WRAPPED: Final = 20
"""A shorter line without a mark at its end is a heading, or one of a list."""
_OPEN_END: Final = re.compile("[\u4e00-\u9fff，、]$")
_GOING_ON: Final = re.compile("[\u4e00-\u9fff“《][^\n]*[，。；、]")
_MARKED: Final = re.compile(r"[*_`~#>\[\]<|\\]|^[ \t]{0,12}[-+][ \t]")
_KEPT: Final = re.compile(rb"\x00+")
_CELL: Final = "\t"


class MarkdownText(OfficialText):
    """The source as it is; `plain` is what the rules read."""

    @cached_property
    def plain(self) -> OfficialText:
        """The text without the marks, a line for each line."""
        return OfficialText(self._read[0])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Tell where a stretch of the plain text stands in the source."""
        places = self._read[1]
        if start == end:
            at = places[start] if start < len(places) else len(self.text)
            return at, at
        return places[start], places[end - 1] + 1

    @cached_property
    def _read(self) -> tuple[str, array[int]]:
        """What shows, and the place of each of its characters."""
        pieces: list[str] = []
        places = array("L")
        for start, shown in _seen(self.text):
            pieces.append(shown)
            places.extend(range(start, start + len(shown)))
        return "".join(pieces), places


def _seen(text: str) -> Iterator[tuple[int, str]]:
    """Give the stretches that show, each with the place where it begins."""
    fence, hidden = "", False
    for (start, line), (_, following) in pairwise(chain(_lines(text), [(len(text), "")])):
        opened = _FENCE.match(line)
        inside, fence = bool(fence or opened), _fence_after(fence, opened)
        comments, hidden = _comments(line, hidden=hidden and not inside)
        unseen = inside or _RULE.match(line) or _TABLE_RULE.match(line) or _DEFINITION.match(line)
        if not unseen:
            yield from ((start + at, shown) for at, shown in _of_line(line, comments))
        if start + len(line) < len(text) and not (not unseen and _goes_on(line, following)):
            yield start + len(line), "\n"


def _goes_on(line: str, following: str) -> bool:
    """Say whether a paragraph was broken for the eye alone, and is shown in one."""
    return len(line) >= _WRAPPED and bool(_OPEN_END.search(line) and _GOING_ON.match(following))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        start = end + 1


def _fence_after(fence: str, opened: re.Match[str] | None) -> str:
    if not fence:
        return opened[1] if opened else ""
    return "" if opened and opened[1].startswith(fence) else fence


def _comments(line: str, *, hidden: bool) -> tuple[list[tuple[int, int]], bool]:
    """Find the stretches of a line that lie in comments, and whether one goes on."""
    found: list[tuple[int, int]] = []
    at = 0
    while True:
        if hidden:
            end = line.find("-->", at)
            if end < 0:
                return [*found, (at, len(line))], True
            found.append((at, end + 3))
            at, hidden = end + 3, False
        start = line.find("<!--", at)
        if start < 0:
            return found, False
        at, hidden = start, True


def _of_line(line: str, comments: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    if not comments and not _MARKED.search(line):
        yield 0, line
        return
    dropped = bytearray(len(line))
    for start, end in comments:
        dropped[start:end] = b"\1" * (end - start)
    head = _HEAD.match(line)
    if head:
        dropped[: head.end()] = b"\1" * head.end()
    tail = _TAIL.search(line[-20:]) if "#" in line[-20:] or line.endswith("\\") else None
    if tail:
        length = tail.end() - tail.start()
        dropped[len(line) - length :] = b"\1" * length
    _drop_inline(line, dropped)
    shown = _in_cells(line, dropped) if line.strip().startswith("|") else line
    for kept in _KEPT.finditer(bytes(dropped)):
        yield kept.start(), shown[kept.start() : kept.end()]


def _in_cells(line: str, dropped: bytearray) -> str:
    """Part the cells of a row by something that no word goes over; the bars around it and empty cells go."""
    bars = [at for at, character in enumerate(line) if character == "|" and not dropped[at]]
    for at in {*bars[:1], *bars[-1:]}:
        dropped[at] = 1
    for before, at in pairwise(bars):
        if line[before + 1 : at].strip() == "":
            dropped[before:at] = b"\1" * (at - before)
    return line.replace("|", _CELL)


def _drop_inline(line: str, dropped: bytearray) -> None:
    for found in _INLINE.finditer(line):
        start, end = found.span()
        kept = found.span("label")
        for at in range(start, end):
            if not kept[0] <= at < kept[1]:
                dropped[at] = 1
    for pattern in _PAIRS:
        # A mark within a mark: ***both***, **bold with `code`**.
        for found in pattern.finditer(line):
            first, last = found.span("inside")
            dropped[found.start() : first] = b"\1" * (first - found.start())
            dropped[last : found.end()] = b"\1" * (found.end() - last)
