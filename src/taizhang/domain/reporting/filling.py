"""What stands in the slots of patterns: figures as chips, names as their entries have them, the speaker's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from taizhang.domain.figures.printing import printed
from taizhang.domain.reporting.document import Ask, Chip, Named, Run, Standing, Words
from taizhang.domain.reporting.facts import Act, Facts
from taizhang.domain.reporting.patterns import Clause, filled, joined, slots_of
from taizhang.domain.reporting.wanting import Plan, Telling
from taizhang.domain.rules.crossing_outlines import TITLES, figure_in
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.outlines import SPEAKER_WORDS, Speaking

_TITLES_AT_ONCE = 2
_LONGEST_TITLE = 24


class Filling:
    """Fills the patterns of one plan from one set of facts."""

    def __init__(self, plan: Plan, facts: Facts) -> None:
        """Keep both; nothing is computed here that the facts do not say."""
        self.plan = plan
        self.facts = facts
        self._catalogue = figure_catalogue(plan.rulebook)

    @cached_property
    def acts_by_kind(self) -> dict[str, list[Act]]:
        """Single acts by kind, the latest last, as the ledger gave them."""
        found: dict[str, list[Act]] = defaultdict(list)
        for act in self.facts.acts:
            found[act.kind].append(act)
        return found

    def told(self, telling: Telling) -> tuple[Clause, ...]:
        """Fill a pattern; nothing comes out where its first clause, or every figure in it, has nothing to say."""
        clauses = filled(telling.pattern, lambda slot: self._slot(telling, slot))
        if any(clause.figures for clause in clauses):
            return _opened_by_a_figure(clauses)
        has_figures = any(slot != TITLES for slot in slots_of(telling.pattern))
        # Words alone, as a unit's own kind may have them, stand on the records of the kind.
        happened = self.chip(self.plan.ask(f"{telling.kind}/count", telling.speaking))
        return clauses if happened and not has_figures else ()

    def _slot(self, telling: Telling, slot: str) -> tuple[Run, ...] | None:
        if slot == TITLES:
            return self._titles(telling)
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
        acts = [
            act
            for act in self.acts_by_kind.get(telling.kind, ())
            if act.scope == telling.speaking.value and 0 < len(act.title) <= _LONGEST_TITLE
        ]
        distinct = {inside_quotes(act.title): act for act in acts}
        runs = [
            Named("", "title", f"“{title}”", act.entry, act.revision)
            for title, act in list(distinct.items())[:_TITLES_AT_ONCE]
        ]
        return tuple(runs) or None

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
        return words.own.get(speaker.type, words.own_otherwise)


def _opened_by_a_figure(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The words before the first number belong to its clause: alone they would claim what nothing shows."""
    first = next(at for at, clause in enumerate(clauses) if clause.figures)
    return (Clause(joined(clauses[: first + 1])), *clauses[first + 1 :])


def inside_quotes(title: str) -> str:
    """A name as it stands between “ and ”: quotes around it go, those inside become single ones."""
    if title.startswith("“") and title.endswith("”") and title.count("“") == 1:
        title = title[1:-1]
    return title.replace("“", "‘").replace("”", "’")
