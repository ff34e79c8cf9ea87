"""Type `title_body`: what the title says of unit, post or period, and a text that speaks as somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.matching import EncodedText, Found, LinearPattern
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.types.pattern import Expression
from taizhang.domain.official_text import OfficialText, Paragraph
from taizhang.domain.rules.shape import Shape


class Place(StrEnum):
    """Where the finding stands."""

    TITLE = "title"
    BODY = "body"  # every place in the text
    FIRST = "first"  # each wording once


class Contradiction(Shape):
    """A title, and a text that does not go with it; RE2, a group named `hit` narrows the place."""

    title: Expression
    not_title: Expression | None = None
    body: Expression
    not_body: Expression | None = None
    """The text that makes all well, wherever it stands."""
    least: Annotated[int, Field(ge=1)] = 1
    """How often the text must say so."""


class TitleBodyRule(CheckRule):
    """Contradictions between title and text."""

    type: Literal["title_body"]
    pairs: Annotated[tuple[Contradiction, ...], Field(min_length=1)]
    at: Place = Place.FIRST


class _Ready:
    """One contradiction, compiled."""

    def __init__(self, pair: Contradiction) -> None:
        self.title = LinearPattern(pair.title)
        self.not_title = LinearPattern(pair.not_title) if pair.not_title else None
        self.body = LinearPattern(pair.body)
        self.not_body = LinearPattern(pair.not_body) if pair.not_body else None
        self.least = pair.least

    def titled(self, title: EncodedText) -> Found | None:
        if self.not_title is not None and self.not_title.within(title.text):
            return None
        return next(self.title.find(title), None)

    def bodied(self, encoded: EncodedText, after: int) -> list[Found]:
        found = [one for one in self.body.find(encoded) if one.start >= after]
        if len(found) < self.least or (self.not_body is not None and self.not_body.within(encoded.text[after:])):
            return []
        return found


class TitleBodyDetector:
    """Asks the text only what the title gives reason to ask."""

    def __init__(self, rules: Sequence[TitleBodyRule]) -> None:
        """Compile every pattern once."""
        self._rules = [(rule, [_Ready(pair) for pair in rule.pairs]) for rule in rules]

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report where text and title part."""
        title = document.title
        if title is None:
            return
        encoded: EncodedText | None = None
        heading = EncodedText(title.text)
        for rule, pairs in self._rules:
            for pair in pairs:
                titled = pair.titled(heading)
                if titled is None:
                    continue
                encoded = encoded or EncodedText(document.text)
                yield from _placed(rule, title, titled, pair.bodied(encoded, title.end), document.text)


def _placed(rule: TitleBodyRule, title: Paragraph, titled: Found, bodied: Sequence[Found], text: str) -> Iterator[Hit]:
    if not bodied:
        return
    told = title.text[titled.start : titled.end]
    if rule.at is Place.TITLE:
        words = (("title", told), ("body", text[bodied[0].start : bodied[0].end]))
        yield Hit(rule.id, title.start + titled.start, title.start + titled.end, words)
        return
    seen: set[str] = set()
    for one in bodied:
        said = text[one.start : one.end]
        if rule.at is Place.FIRST and said in seen:
            continue
        seen.add(said)
        yield Hit(rule.id, one.start, one.end, (("title", told), ("body", said)))


def build_title_body(rules: Sequence[TitleBodyRule]) -> TitleBodyDetector:
    """Build one detector of all rules about title and text."""
    return TitleBodyDetector(rules)
