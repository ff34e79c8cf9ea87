"""Rule types whose finding is code: a rule names what is found, its pack holds words, source and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.official_text import OfficialText, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a probe saw what it is named for."""

    name: str
    start: int
    end: int
    words: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] | None = None


Look = Callable[[OfficialText, Context, Condemned], Iterable[Sighting]]


@dataclass(frozen=True, slots=True)
class Probe:
    """One reading of a text and the names of all it can find."""

    names: frozenset[str]
    look: Look


class ProbeDetector:
    """Runs the probes that at least one rule asks for, and reports under the rules' own ids."""

    def __init__(self, rules: Mapping[str, tuple[str, ...]], probes: Iterable[Probe]) -> None:
        """Take the ids of the rules by the name of what they find."""
        self._rules = rules
        self._looks = tuple(probe.look for probe in probes if not probe.names.isdisjoint(rules))

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterator[Hit]:
        """Run every probe once and give its sightings the ids of the rules."""
        for look in self._looks:
            for seen in look(document, context, condemned):
                for rule in self._rules.get(seen.name, ()):
                    yield Hit(rule, seen.start, seen.end, seen.words, seen.suggestions)


def left_paragraphs(document: OfficialText, condemned: Condemned) -> list[Paragraph]:
    """The paragraphs that no earlier stage condemned from end to end."""
    return [one for one in document.paragraphs if not _is_condemned(one, condemned)]


def _is_condemned(span: Span, condemned: Condemned) -> bool:
    if not condemned.covers(span):
        return False
    places = (span.start, (span.start + span.end) // 2, span.end - 1)
    return all(condemned.covers(Span(place, place + 1)) for place in places)


def is_chinese(character: str) -> bool:
    """Say whether it is a Han character."""
    return "\u4e00" <= character <= "\u9fff" or character == "〇"
