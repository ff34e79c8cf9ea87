"""Paragraphs, sentences and passages that stand twice in one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from taizhang.domain.checking.copying.fingerprints import LENGTH, fingerprints, shared_before, shared_from
from taizhang.domain.checking.copying.normal import normal_text
from taizhang.domain.checking.reach import MOST_READ
from taizhang.domain.official_text import OfficialText, Span

_SHORTEST: Final = 16
"""Shorter sentences may well return: 会议由支部书记主持。"""


class RepeatKind(StrEnum):
    """What stands twice; a rule of the pack names one."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Repeat:
    """The later of the two, and the line of the first."""

    kind: RepeatKind
    start: int
    end: int
    line: int
    length: int


def repeats(document: OfficialText, least: int) -> Iterator[Repeat]:
    """Find whole paragraphs, then sentences, then passages of at least so many own characters."""
    if len(document.text) > MOST_READ:
        document = OfficialText(document.text[:MOST_READ])
    paragraphs = list(_same(document, document.paragraphs, RepeatKind.PARAGRAPH))
    yield from paragraphs
    sentences = [
        one for one in _same(document, document.sentences, RepeatKind.SENTENCE) if not _inside(one, paragraphs)
    ]
    yield from sentences
    told = sorted([*paragraphs, *sentences], key=lambda one: one.start)
    yield from _passages(document, least, told)


def _same(document: OfficialText, spans: tuple[Span, ...], kind: RepeatKind) -> Iterator[Repeat]:
    seen: dict[str, int] = {}
    for span in spans:
        said = "".join(filter(str.isalnum, document.text[span.start : span.end]))
        if len(said) < _SHORTEST:
            continue
        first = seen.setdefault(said, span.start)
        if first != span.start:
            yield Repeat(kind, span.start, span.end, document.line_and_column(first)[0], len(said))


def _inside(one: Repeat, paragraphs: list[Repeat]) -> bool:
    """Say whether a repeated paragraph holds it; they come in the order of the text."""
    at = bisect_right(paragraphs, one.start, key=lambda paragraph: paragraph.start) - 1
    return at >= 0 and one.end <= paragraphs[at].end


def _passages(document: OfficialText, least: int, told: list[Repeat]) -> Iterator[Repeat]:
    here = normal_text(document)
    seen: dict[int, int] = {}
    reached = number = 0
    for value, at in fingerprints(here.text):
        first = seen.setdefault(value, at)
        if at < reached or first == at:
            continue
        length = shared_from(here.text, at, here.text, first, at - first)
        if length < LENGTH:
            continue
        back = shared_before(here.text, at, here.text, first, reached)
        back = min(back, at - first - length)
        begin, end = at - back, at + length
        reached = end
        if here.own_between(begin, end) < least:
            continue
        start, stop = here.starts[begin], here.ends[end - 1]
        while number < len(told) and told[number].end <= start:
            number += 1
        if number < len(told) and told[number].start < stop:
            continue
        line, _ = document.line_and_column(here.starts[first - back])
        yield Repeat(RepeatKind.PASSAGE, start, stop, line, end - begin)
