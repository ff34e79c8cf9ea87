"""Type `promise`: what a title or a heading announces must be there below it; both are words of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.types.probing import left_paragraphs
from taizhang.domain.official_text import Heading, OfficialText, Paragraph
from taizhang.domain.rules.shape import Text

Words = Annotated[tuple[Text, ...], Field(min_length=1)]


class Place(StrEnum):
    """Who promises."""

    TITLE = "title"
    HEADING = "heading"


class PromiseRule(CheckRule):
    """The words that promise, the words that keep it, and where neither counts."""

    type: Literal["promise"]
    place: Place
    says: Words
    kept_by: Words
    """Any of them in the body keeps the promise."""
    unless: tuple[Text, ...] = ()
    """Titles or headings with one of these promise nothing."""
    kept_in_headings: bool = False
    """Whether only headings and the first words of paragraphs keep it."""
    least_paragraphs: Annotated[int, Field(ge=1)] = 1
    """Shorter texts are notes or cut off, and are passed over."""


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_HEAD = 40


class _Promise:
    def __init__(self, rule: PromiseRule) -> None:
        self.rule = rule
        self.says, self.kept_by = _any_of(rule.says), _any_of(rule.kept_by)
        self.unless = _any_of(rule.unless) if rule.unless else None

    def hit(self, promised: str, start: int, body: Sequence[Paragraph]) -> Iterator[Hit]:
        found = self.says.search(promised)
        if found is None or (self.unless and self.unless.search(promised)):
            return
        if len(body) < self.rule.least_paragraphs:
            return
        limit = _HEAD if self.rule.kept_in_headings else None
        if not any(self.kept_by.search(paragraph.text[:limit]) for paragraph in body):
            yield Hit(self.rule.id, start + found.start(), start + found.end(), (("promise", found[0]),), ())


class PromiseDetector:
    """All promises over one text."""

    def __init__(self, rules: Sequence[PromiseRule]) -> None:
        """Compile the words once."""
        every = [_Promise(rule) for rule in rules]
        self._of_titles = [one for one in every if one.rule.place is Place.TITLE]
        self._of_headings = [one for one in every if one.rule.place is Place.HEADING]

    def detect(self, document: OfficialText, _context: Context, condemned: Condemned) -> Iterator[Hit]:
        """Hold the title against the body and each heading against its section."""
        title, body = document.title, left_paragraphs(document, condemned)
        if title is not None:
            for promise in self._of_titles:
                yield from promise.hit(title.text, title.start, body[1:])
        if not self._of_headings:
            return
        headings = document.headings
        for at, heading in enumerate(headings):
            promises = [one for one in self._of_headings if one.says.search(heading.text)]
            if not promises:
                continue
            section = _section(heading, headings[at + 1 :], body)
            for promise in promises:
                start = heading.start + heading.ordinal.length
                yield from promise.hit(heading.text, start, section)


def _section(heading: Heading, following: Iterable[Heading], body: Sequence[Paragraph]) -> list[Paragraph]:
    """What stands below a heading up to the next of its level, the rest of its own line included."""
    until = next((other.paragraph for other in following if other.level <= heading.level), None)
    inside = [one for one in body if one.index > heading.paragraph and (until is None or one.index < until)]
    if not heading.alone:
        inside += [_rest(one, heading) for one in body if one.index == heading.paragraph]
    return inside


def _rest(paragraph: Paragraph, heading: Heading) -> Paragraph:
    said = paragraph.text[heading.end - paragraph.start :]
    return Paragraph(heading.end, paragraph.end, paragraph.index, said, None)


def build_promise(rules: Sequence[PromiseRule]) -> PromiseDetector:
    """Build one detector of all promises of a stage."""
    return PromiseDetector(rules)
