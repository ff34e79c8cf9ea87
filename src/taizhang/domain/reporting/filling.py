"""What stands in the slots of patterns: figures as chips, names as their entries have them, the speaker's own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from taizhang.domain.figures.printing import printed
from taizhang.domain.reporting.document import Ask, Chip, Named, Run, Standing, Words
from taizhang.domain.reporting.facts import Act, Facts
from taizhang.domain.reporting.notable import Notable, ToldAct
from taizhang.domain.reporting.patterns import (
    Clause,
    chosen,
    clauses_of,
    filled,
    inside_quotes,
    joined,
    slots_of,
    without_verb,
)
from taizhang.domain.reporting.wanting import Plan, Telling
from taizhang.domain.rules.crossing_outlines import BODY, TITLES, figure_in, is_figure
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.outlines import OF_FIELD, SPEAKER_WORDS, Speaking

_LISTED_AT_ONCE = 2
_LONGEST_TITLE = 24
_SHORTEST_LISTED, _LONGEST_LISTED = 3, 18
_NOT_LISTED = re.compile(r"[，。；：、！？\s\d（）()“”]")
"""What has marks or numbers of its own reads badly in a list."""


class Filling:
    """Fills the patterns of one plan from one set of facts."""

    def __init__(self, plan: Plan, facts: Facts) -> None:
        """Keep both; nothing is computed here that the facts do not say."""
        self.plan = plan
        self.facts = facts
        self.left_out: set[str] = set()
        """Rules whose shortfalls find no room."""
        self._catalogue = figure_catalogue(plan.rulebook)

    @cached_property
    def acts_by_kind(self) -> dict[str, list[Act]]:
        """Single acts by kind, the latest last, as the ledger gave them."""
        found: dict[str, list[Act]] = defaultdict(list)
        for act in self.facts.acts:
            found[act.kind].append(act)
        return found

    @cached_property
    def _notable(self) -> Notable:
        return Notable(self.plan, self.facts.acts)

    @cached_property
    def told_acts(self) -> dict[str, tuple[ToldAct, ...]]:
        """The acts that each part tells by themselves, in the order of their days."""
        return {part.id: self._notable.of(part) for part in self.plan.parts()}

    def told(self, telling: Telling) -> tuple[Clause, ...]:
        """The first wording that can be filled; where there is room for all, the one that states the most."""
        found = [clauses for pattern in telling.patterns if (clauses := self._told(telling, pattern))]
        if found and not self.plan.notice.most_characters:
            return max(
                found, key=lambda clauses: (sum(one.figures for one in clauses), sum(one.names for one in clauses))
            )
        return found[0] if found else ()

    def _told(self, telling: Telling, pattern: str) -> tuple[Clause, ...]:
        """Fill a pattern; nothing comes out where its first clause, or every figure in it, has nothing to say."""
        # The clause of the main number must stand: what follows it says nothing by itself.
        parts = [any(map(is_figure, slots_of(clause))) for clause in clauses_of(pattern)]
        needed = parts.index(True) if True in parts else 0
        clauses = filled(pattern, lambda slot: self._slot(telling, slot), needed)
        if any(clause.figures for clause in clauses):
            return _opened_by_a_figure(clauses)
        has_figures = any(map(is_figure, slots_of(pattern)))
        # Words alone, as a unit's own kind may have them, stand on the records of the kind.
        happened = self.chip(self.plan.ask(f"{telling.kind}/count", telling.speaking))
        return clauses if happened and not has_figures else ()

    def _slot(self, telling: Telling, slot: str) -> tuple[Run, ...] | None:
        if slot == BODY:
            return (Words(self.plan.body),)
        if not is_figure(slot):
            return self._titles(telling) if slot == TITLES else self._listed(telling, slot.removeprefix(OF_FIELD))
        chip = self.chip(self.plan.ask(figure_in(telling.kind, slot, self._catalogue), telling.speaking))
        return (chip,) if chip else None

    def chip(self, ask: Ask) -> Chip | None:
        """The number that answers a question, unless it is nought or nobody can say."""
        value = self.facts.values.get(ask)
        info = self._catalogue.get(ask.figure)
        if not value or info is None:
            return None
        return Chip("", ask, value, printed(value, info))

    def info(self, figure: str) -> FigureInfo | None:
        """What the catalogue says of a figure."""
        return self._catalogue.get(figure)

    def _titles(self, telling: Telling) -> tuple[Run, ...] | None:
        distinct = {
            inside_quotes(act.title): act
            for act in self._untold(telling)
            if 0 < len(act.title) <= _LONGEST_TITLE and act.title != self.plan.rulebook.kinds[telling.kind].zh
        }
        runs = [
            Named("", "title", f"“{title}”", act.entry, act.revision)
            for title, act in self._some(list(distinct.items()), telling)
        ]
        return tuple(runs) or None

    def _listed(self, telling: Telling, field: str) -> tuple[Run, ...] | None:
        """What the records of a kind say in one field, two of it: 党员教育培训、阵地建设."""
        distinct: dict[str, Act] = {}
        for act in self._untold(telling):
            for text in act.said.get(field, ()):
                words = without_verb(text, field)
                if _SHORTEST_LISTED <= len(words) <= _LONGEST_LISTED and not _NOT_LISTED.search(words):
                    distinct.setdefault(words, act)
        runs: list[Run] = []
        for words, act in self._some(list(distinct.items()), telling):
            runs.extend((*([Words("、")] if runs else []), Named("", field, words, act.entry, act.revision)))
        return tuple(runs) or None

    def _untold(self, telling: Telling) -> list[Act]:
        """The acts behind a sentence that are told nowhere by themselves."""
        scope = telling.speaking.value
        if telling.speaking is Speaking.SPEAKER:
            if not self._is_all(telling):
                return []
            scope = Speaking.OWN.value
        # All parts choose their acts before any sentence lists some.
        _ = self.told_acts
        mine = (act for act in self.acts_by_kind.get(telling.kind, ()) if act.scope == scope)
        return [act for act in mine if self._notable.is_new(act)]

    def _is_all(self, telling: Telling) -> bool:
        """Whether what the speaker did is all there is of the kind: else nobody knows what of it was his."""
        slot = next(filter(is_figure, slots_of(telling.patterns[0])), "")
        value = self.facts.values.get
        mine = value(self.plan.ask(figure_in(telling.kind, slot, self._catalogue), telling.speaking))
        return mine == value(self.plan.ask(f"{telling.kind}/count", telling.speaking))

    def _some(self, those: list[tuple[str, Act]], telling: Telling) -> list[tuple[str, Act]]:
        """A few of many, other ones for other units and years, in the order of their days."""
        seed = (self.plan.speaker.code, self.plan.notice.year, telling.kind)
        first = chosen([str(number) for number in range(len(those))], *seed) if those else "0"
        turned = [*those[int(first) :], *those[: int(first)]][:_LISTED_AT_ONCE]
        return sorted(turned, key=lambda one: (one[1].day, one[1].entry))

    def speaker_words(self, pattern: str) -> Words:
        """Framing with who speaks in it."""
        speaker, year = self.plan.speaker, self.plan.notice.year
        words = {
            "organization": speaker.organization,
            "post": speaker.post,
            "name": speaker.name,
            "year": str(year),
            "unit": speaker.unit,
        }
        return Words(pattern.format_map(words), Standing.FRAMING)

    def standing(self) -> Iterator[Run]:
        """How the opening tells what the organisation is, as far as the figures are known."""
        patterns = self.plan.standing
        if not patterns:
            return
        pattern = self.plan.choose(patterns, "standing")
        clauses = filled(pattern, self._standing_slot)
        if clauses:
            yield from joined(clauses)
            yield Words("。")

    def _standing_slot(self, slot: str) -> tuple[Run, ...] | None:
        if slot in SPEAKER_WORDS:
            return (self.speaker_words(f"{{{slot}}}"),)
        chip = self.chip(self.plan.ask(slot, Speaking.ALL))
        return (chip,) if chip else None

    def subject(self, speaking: Speaking) -> str:
        """Who a sentence speaks of, always in the same words throughout a report."""
        speaker = self.plan.speaker
        words = self.plan.pack.subjects.get(speaker.about)
        if words is None or speaking is Speaking.ALL:
            return ""
        if speaking is Speaking.SPEAKER:
            return self.plan.choose(words.speaker, "subject")
        if speaking is Speaking.BELOW:
            return words.below_mixed if speaker.has_committees_below else words.below
        return self.plan.body


def _stating(clauses: tuple[Clause, ...]) -> tuple[int, int]:
    """How much a wording states: numbers first, then names."""
    return sum(clause.figures for clause in clauses), sum(clause.names for clause in clauses)


def _opened_by_a_figure(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The words before the first number belong to its clause: alone they would claim what nothing shows."""
    first = next(at for at, clause in enumerate(clauses) if clause.figures)
    return (Clause(joined(clauses[: first + 1])), *clauses[first + 1 :])
