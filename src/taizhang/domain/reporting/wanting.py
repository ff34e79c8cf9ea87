"""Which figures a draft needs, so that they can be computed before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.domain.reporting.document import Ask
from taizhang.domain.reporting.facts import Notice, Speaker
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.reporting.patterns import chosen, chosen_first, slots_of
from taizhang.domain.rules.crossing_outlines import figure_in, is_figure
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.outlines import (
    SPEAKER_WORDS,
    Outline,
    OutlinePart,
    PhrasePack,
    Sentences,
    Speaking,
)
from taizhang.domain.rules.rulebook import Rulebook

UNMET, UNMET_ORGANIZATIONS = "unmet/", "unmet_organizations/"
"""Figures that are counted from obligations: how often a rule was not met, at how many organisations."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a part may tell: of which kind, whose acts, in which words."""

    part: str
    kind: str
    speaking: Speaking
    patterns: tuple[str, ...]
    """The first that can be filled is used."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An outline made ready for one speaker, one notice and one rulebook."""

    rulebook: Rulebook
    outline: Outline
    speaker: Speaker
    notice: Notice

    @property
    def pack(self) -> PhrasePack:
        """The phrase pack of the outline, with the unit's own words in it."""
        return pack_of(self.rulebook, self.outline)

    @property
    def standing(self) -> tuple[str, ...]:
        """How the opening may tell what the organisation is."""
        return self.pack.standing if self.speaker.has_below else self.pack.standing_alone

    @property
    def body(self) -> str:
        """What the organisation's own committee is called: 党委, 机关党委, 党总支."""
        words = self.pack.subjects.get(self.speaker.about)
        return words.own.get(self.speaker.type, words.own_otherwise) if words else ""

    def leads(self, part: OutlinePart) -> tuple[str, ...]:
        """Framing that may open a part, the chosen one first."""
        own = self.pack.leads_of_person.get(part.id, ()) if self.speaker.about == "person" else ()
        leads = (*own, *self.pack.leads.get(part.id, ()))
        if not leads:
            return ()
        first = self.choose(leads, "lead", part.id)
        return (first, *(lead for lead in leads if lead != first))

    def ask(self, figure: str, speaking: Speaking) -> Ask:
        """The question for one figure: since the person holds the post, up to the notice's day."""
        start = self.notice_start()
        return Ask(figure, speaking.value, start, self.notice.until)

    def notice_start(self) -> date:
        """The first day of the report: of the year, or of the post where it began during the year."""
        first = date(self.notice.year, 1, 1)
        since = self.speaker.since
        return since if self.speaker.about == "person" and since and since > first else first

    def choose(self, variants: tuple[str, ...], *seed: object) -> str:
        """One of several wordings, by unit, year and place."""
        return chosen(variants, self.speaker.code, self.notice.year, self.outline.id, *seed)

    def turned(self, variants: tuple[str, ...], *seed: object) -> tuple[str, ...]:
        """All wordings, beginning with the one that this unit, year and place has."""
        return chosen_first(variants, self.speaker.code, self.notice.year, self.outline.id, *seed)

    def tellings(self, part: OutlinePart) -> tuple[Telling, ...]:
        """The patterns of a part, kind after kind in its order, the speaker's own acts first."""
        return tuple(
            telling for kind in self.kinds_of(part) for telling in self._of_kind(part, self.rulebook.kinds[kind])
        )

    def kinds_of(self, part: OutlinePart) -> tuple[str, ...]:
        """The kinds that a part tells: those it names, then those of its groups."""
        named = [*part.kinds, *(kind for group in part.groups for kind in self.rulebook.kinds_of(group))]
        return tuple(dict.fromkeys(kind for kind in named if kind in self.rulebook.kinds))

    def _of_kind(self, part: OutlinePart, kind: Kind) -> Iterator[Telling]:
        sentences = self.pack.sentences.get(kind.id, Sentences())
        plain = (kind.sentence,) if kind.sentence else (f"{kind.zh}{{count}}",)
        wordings = {
            Speaking.SPEAKER: sentences.speaker if self.speaker.about == "person" else (),
            Speaking.OWN: sentences.own or (() if sentences.all else plain),
            Speaking.BELOW: (sentences.below or (() if sentences.all else plain)) if self.speaker.has_below else (),
            Speaking.ALL: sentences.all,
        }
        for speaking, variants in wordings.items():
            if variants:
                yield Telling(part.id, kind.id, speaking, self.turned(variants, part.id, kind.id, speaking))

    def parts(self) -> Iterator[OutlinePart]:
        """Every part of every section."""
        return (part for section in self.outline.sections for part in section.parts)


def asks(plan: Plan) -> tuple[Ask, ...]:
    """Every question that the draft will put; those that no figure answers are left out."""
    catalogue = figure_catalogue(plan.rulebook)
    wanted: dict[Ask, None] = {}
    for part in plan.parts():
        for telling in plan.tellings(part):
            wanted[plan.ask(f"{telling.kind}/count", telling.speaking)] = None
            for slot in (slot for pattern in telling.patterns for slot in slots_of(pattern)):
                if is_figure(slot):
                    wanted[plan.ask(figure_in(telling.kind, slot, catalogue), telling.speaking)] = None
    for pattern in plan.standing:
        for slot in slots_of(pattern):
            if slot not in SPEAKER_WORDS:
                wanted[plan.ask(slot, Speaking.ALL)] = None
    return tuple(ask for ask in wanted if ask.figure in catalogue)
