"""Items counted inside running text: 一是…；二是… · 第一，…; read into runs, an inner run inside an outer one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.official_text.document import OfficialText
from taizhang.domain.official_text.numbering import chinese_number
from taizhang.domain.official_text.remembering import once_per_text

_COUNTED = re.compile("(?P<number>[一二三四五六七八九十]{1,3})(?P<kind>[是要])")
_ORDERED = re.compile("第(?P<number>[一二三四五六七八九十]{1,3})[，、]")
_DEEPEST = 8
"""How many runs may wait for their next number at once."""
_OPENING = re.compile(
    # It begins with the numeral, so that the text is searched for one character.
    "(?P<number>一)(?<=(?:问题|原因|不足|表现|短板|差距|措施|做法|打算|方面|经验|体会|建议|主要|要求|特点|包括|如下)一)"
    "(?P<kind>[是要])(?=[^\n]{2,600}[，。；、]二(?P=kind))"
)
"""The first item without a mark in front of it: 主要问题一是…；二是…."""
_BEFORE = "，。；：、！？”）…,;:.\n\t \u3000"


@dataclass(frozen=True, slots=True)
class Item:
    """One marker: where it stands, its number, how it is counted, and the mark in front of it."""

    start: int
    end: int
    number: int
    kind: str
    paragraph: int
    before: str
    """The mark in front of it; empty at the head of a paragraph."""


@dataclass(frozen=True, slots=True)
class Run:
    """Items that belong together, in the order of the text."""

    items: tuple[Item, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers as they stand."""
        return tuple(item.number for item in self.items)


def items(document: OfficialText) -> Iterator[Item]:
    """Find every marker, in order."""
    text = document.text
    found = [(one, one["kind"]) for one in _COUNTED.finditer(text) if text[one.start() - 1 : one.start()] in _BEFORE]
    found += [(one, one["kind"]) for one in _OPENING.finditer(text)]
    found += [(one, "第") for one in _ORDERED.finditer(text) if text[one.start() - 1 : one.start()] in _BEFORE]
    for one, kind in sorted(found, key=lambda pair: pair[0].start()):
        start = one.start("number") - (kind == "第")
        number = chinese_number(one["number"])
        paragraph = document.paragraph_at(start)
        if number and paragraph is not None:
            before = "" if paragraph.start == start else text[start - 1]
            yield Item(start, one.end(), number, kind, paragraph.index, before)


@once_per_text
def runs(document: OfficialText) -> tuple[Run, ...]:
    """Gather the items into runs: 一 opens one, a heading ends all, an outer run goes on after an inner one."""
    headings = [heading.start for heading in document.headings]
    done: list[list[Item]] = []
    opened: list[list[Item]] = []
    at = 0
    for item in items(document):
        while at < len(headings) and headings[at] <= item.start:
            opened.clear()
            at += 1
        run = _run_of(item, opened)
        if run is None:
            run = []
            opened = [one for one in opened[-_DEEPEST:] if _may_go_on(one, item)]
            opened.append(run)
            done.append(run)
        run.append(item)
    return tuple(Run(tuple(run)) for run in sorted(done, key=lambda run: run[0].start))


def _may_go_on(run: list[Item], item: Item) -> bool:
    """A run inside one paragraph ends with it; items that head paragraphs wait for the next one."""
    last = run[-1]
    return not last.before or last.paragraph == item.paragraph or len(run) == 1


def _run_of(item: Item, opened: list[list[Item]]) -> list[Item] | None:
    """Find the run that an item goes on with: the innermost that waits for its number, else the innermost."""
    if item.number == 1:
        return None
    same = [run for run in opened if (run[0].kind == "第") == (item.kind == "第")]
    if not same:
        return None
    for run in reversed(same):
        if run[-1].number + 1 == item.number:
            del opened[opened.index(run) + 1 :]
            return run
    return same[-1]
