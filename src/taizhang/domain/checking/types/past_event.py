"""Type `past_event`: campaigns, celebrations and watchwords that had their years, in a paper about another year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from pydantic import Field, model_validator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.clauses import Sections, clause_before, sentence_around
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.shape import Shape, Text

_THIS_YEAR = re.compile("(?:今年|一年|本年度|年初)以来")
Words = tuple[Text, ...]


class DatedEvent(Shape):
    """Something by its names, with the first and the last year a report may speak of it as going on."""

    names: Annotated[Words, Field(min_length=1)]
    first: int | None = None
    last: int | None = None
    now: str = ""
    """What stands in its place today, where there is such a thing."""

    def is_dated_in(self, sentence: str) -> bool:
        """Say whether the sentence names a year of its own for it: 2021年党史学习教育."""
        if self.first is None or self.last is None:
            return False
        return any(f"{year}年" in sentence for year in range(self.first, self.last + 1))

    @model_validator(mode="after")
    def _has_a_year(self) -> DatedEvent:
        if self.first is None and self.last is None:
            raise ValueError("没有年份，这一条永远不会起作用：至少写 first、last 之一。")
        return self


class PastEventRule(CheckRule):
    """Events with their years, and the words that make an old one right."""

    type: Literal["past_event"]
    events: Annotated[tuple[DatedEvent, ...], Field(min_length=1)]
    grace: int = 0
    """How many years after the last one nothing is said."""
    governed_by: Words = ()
    """One of these must stand before it in the sentence; none asks for nothing."""
    within: int = 20
    """How far before."""
    unless_sentence: Words = ()
    """Silent where the sentence holds one of these."""
    not_before: Words = ()
    """Silent where one of these follows."""
    not_after: Words = ()
    """Silent where one of these stands right before."""
    ahead_only: bool = False
    """Only where the text speaks of what is to come."""
    year_needed: bool = True
    """Whether the paper must name its year; otherwise today's is taken."""

    def excuses(self, text: str, start: int, end: int, event: DatedEvent) -> bool:
        """Say whether the words around make the old thing right."""
        if self.not_before and text.startswith(self.not_before, end):
            return True
        if self.not_after and text.endswith(self.not_after, 0, start):
            return True
        if self.governed_by:
            before = clause_before(text, start, self.within)
            if not any(word in before for word in self.governed_by):
                return True
        span = sentence_around(text, start, end)
        around = _THIS_YEAR.sub("", text[span.start : span.end])
        return any(word in around for word in self.unless_sentence) or event.is_dated_in(around)


@dataclass(frozen=True, slots=True)
class _Named:
    rule: PastEventRule
    event: DatedEvent


_AHEAD = ("下一步", "今后", "明年", "将继续", "下半年")


class PastEventDetector:
    """Finds every name once and asks its years."""

    def __init__(self, rules: Sequence[PastEventRule]) -> None:
        """Build one automaton of all names."""
        self._by_name: dict[str, list[_Named]] = {}
        for rule in rules:
            for event in rule.events:
                for name in event.names:
                    self._by_name.setdefault(name, []).append(_Named(rule, event))
        self._names = list(self._by_name)
        self._automaton = AhoCorasick(
            self._names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report what was over, or had not begun, in the year of the paper."""
        named_year = paper_year(document, context)
        sections: Sections | None = None
        text = document.text
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            for named in self._by_name[self._names[number]]:
                rule, event = named.rule, named.event
                if named_year is None and rule.year_needed:
                    continue
                year = named_year or context.today.year
                if not _is_out_of_its_years(event, year, rule.grace) or rule.excuses(text, start, end, event):
                    continue
                if rule.ahead_only:
                    sections = sections or Sections(document)
                    if not sections.look_ahead(start) and not any(w in clause_before(text, start, 60) for w in _AHEAD):
                        continue
                words = (("year", f"{year}年"), ("years", _spelled(event)), ("now", event.now))
                yield Hit(rule.id, start, end, words, (event.now,) if event.now else ())


def _is_out_of_its_years(event: DatedEvent, year: int, grace: int) -> bool:
    if event.first is not None and year < event.first:
        return True
    return event.last is not None and year > event.last + grace


def _spelled(event: DatedEvent) -> str:
    if event.first is None or event.last is None:
        return f"{event.first}年起" if event.first else f"{event.last}年前"
    return f"{event.first}年" if event.first == event.last else f"{event.first}—{event.last}年"


def build_past_event(rules: Sequence[PastEventRule]) -> PastEventDetector:
    """Build one detector of all rules about events with their years."""
    return PastEventDetector(rules)
