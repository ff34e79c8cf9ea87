"""一是…二是… inside running text: a run that misses a number, says one twice, or never goes on after 一是."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text import OfficialText
from taizhang.domain.official_text.items import Run, runs

_OTHER_SECOND = re.compile("二[、来则]|其二|其次|再次|再者|此外|另外|另一方面|第二|（二）|2[.、．]|同时|二是|二要|②")


def item_sequences(document: OfficialText, _context: Context, condemned: Condemned) -> Iterator[Sighting]:
    """Hold every run against 一、二、三 ….

    A missing number may have been lost with what an earlier stage condemned; the run is still told, the place too.
    """
    headings = [heading.start for heading in document.headings]
    every = runs(document)
    alone = any(len(run.items) == 1 for run in every)
    seconds = [found.start() for found in _OTHER_SECOND.finditer(document.text)] if alone else []
    for run in every:
        first = run.items[0]
        if len(run.items) > 1 or first.number != 1:
            yield from _run(document, run)
        elif first.kind == "是" and not condemned.covers(document.paragraphs[first.paragraph]):
            at, second = bisect_right(headings, first.start), bisect_right(seconds, first.end - 1)
            until = headings[at] if at < len(headings) else len(document.text)
            if second == len(seconds) or seconds[second] >= until:
                yield from _alone(document, run)


def _run(document: OfficialText, run: Run) -> Iterator[Sighting]:
    first = run.items[0]
    if first.number != 1 and first.kind != "第" and len(run.items) > 1:
        yield Sighting("item_first", first.start, first.end, (("expected", _spelled(first.kind, 1)),), ())
    last = first.number
    for at, one in enumerate(run.items[1:], 1):
        expected, before = last + 1, run.items[at - 1]
        mistyped = at + 1 < len(run.items) and run.items[at + 1].number == expected + 1
        last = expected if mistyped else one.number
        if one.number == expected:
            continue
        right = _spelled(one.kind, expected)
        words = (("expected", right), ("before", _spelled(before.kind, before.number)))
        if one.number < expected:
            if one.kind != "第":
                yield Sighting("item_repeat", one.start, one.end, words, (right,))
        elif not _said_otherwise(document.text, before.end, one.start, expected):
            lost = document.text.find(right, before.end, one.start)
            if lost > 0 and is_chinese(document.text[lost - 1]):
                yield Sighting("item_without_mark", lost, lost + len(right), (), (f"。{right}", f"；{right}"))
            else:
                yield Sighting("item_skip", one.start, one.end, words, (right,))


def _alone(document: OfficialText, run: Run) -> Iterator[Sighting]:
    """一是 without 二是, where nothing else goes on with the count and the text does not break off right there."""
    first = run.items[0]
    paragraph = document.paragraphs[first.paragraph]
    if first.paragraph == len(document.paragraphs) - 1 and paragraph.text[-1] not in "。！？":
        return
    if first.before != "，" or document.text[first.end : first.end + 1] != "一":
        yield Sighting("item_alone", first.start, first.end, (), ())


def _said_otherwise(text: str, start: int, end: int, number: int) -> bool:
    """The missing one may be there in another form: 二、 其二 （二） 二则."""
    spelled = numeral(number)
    if re.compile(f"{spelled}\\s{{1,4}}[是要则]").search(text, start, end):
        return True
    at = text.find(spelled, start, end)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(spelled) : at + len(spelled) + 1]
        if (before in "其（第" or before in "。；，：\n") and after in "、是要则来）为在，抓":
            return True
        at = text.find(spelled, at + 1, end)
    return False


def _spelled(kind: str, number: int) -> str:
    return f"第{numeral(number)}，" if kind == "第" else f"{numeral(number)}{kind}"
