"""A text read once into paragraphs and headings; the views that cost more are made when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from taizhang.domain.official_text.numbering import NumberStyle, Ordinal, read_ordinal

_LONGEST_HEADING = 60
_SENTENCE_ENDS = "。！？!?；;"
_BLANKS = " \t\u3000\u00a0\r\ufeff"
_HEADING_STYLES = {
    NumberStyle.CHAPTER: 1,
    NumberStyle.CHINESE: 1,
    NumberStyle.CHINESE_BRACKETED: 2,
    NumberStyle.ARABIC: 3,
    NumberStyle.ARABIC_BRACKETED: 4,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Paragraph(Span):
    """One line of the file without its line end and the blanks around it."""

    index: int
    text: str
    ordinal: Ordinal | None


@dataclass(frozen=True, slots=True)
class Heading(Span):
    """A paragraph, or the first sentence of one, that opens a section: 一、工作成效."""

    level: int
    ordinal: Ordinal
    text: str
    paragraph: int
    alone: bool


class OfficialText:
    """A report or another official text, addressed by code points."""

    def __init__(self, text: str) -> None:
        """Keep the text as it is; nothing is changed."""
        self.text = text

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The lines that hold anything, in order."""
        return tuple(_paragraphs(self.text))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every numbered heading, whether it has a line of its own or opens its paragraph."""
        return tuple(filter(None, map(_heading_of, self.paragraphs)))

    @cached_property
    def title(self) -> Paragraph | None:
        """The first line, where it is short, unnumbered and no sentence."""
        first = self.paragraphs[0] if self.paragraphs else None
        if first is None or first.ordinal or len(first.text) > _LONGEST_HEADING or first.text[-1] in "。；，":
            return None
        return first

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Stretches up to 。！？； or the end of the paragraph; each keeps its end mark."""
        return tuple(_sentences(self.paragraphs))

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Tell line and column of a place, both counted from one."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Find the paragraph that holds a place."""
        at = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        if at < 0 or offset >= self.paragraphs[at].end:
            return None
        return self.paragraphs[at]


def _paragraphs(text: str) -> Iterator[Paragraph]:
    start = index = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        kept = line.strip(_BLANKS)
        if kept:
            begin = start + len(line) - len(line.lstrip(_BLANKS))
            yield Paragraph(begin, begin + len(kept), index, kept, read_ordinal(kept))
            index += 1
        start = end + 1


def _heading_of(paragraph: Paragraph) -> Heading | None:
    ordinal = paragraph.ordinal
    if ordinal is None or ordinal.style not in _HEADING_STYLES:
        return None
    rest = paragraph.text[ordinal.length :]
    stop = min((at for at in map(rest.find, "。：；！？") if at >= 0), default=-1)
    alone = stop < 0 or stop == len(rest) - 1
    said = rest if stop < 0 else rest[:stop]
    if len(said) > _LONGEST_HEADING:
        return None
    end = paragraph.start + ordinal.length + len(said)
    return Heading(paragraph.start, end, _HEADING_STYLES[ordinal.style], ordinal, said, paragraph.index, alone)


def _sentences(paragraphs: tuple[Paragraph, ...]) -> Iterator[Span]:
    for paragraph in paragraphs:
        begin = 0
        for at, character in enumerate(paragraph.text):
            if character in _SENTENCE_ENDS:
                yield Span(paragraph.start + begin, paragraph.start + at + 1)
                begin = at + 1
        if begin < len(paragraph.text):
            yield Span(paragraph.start + begin, paragraph.end)
