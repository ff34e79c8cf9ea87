"""Everything that one organisation owes in a year (应办事项), of every type of rule, and how pressing it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from taizhang.domain.obligations.answers import Code, Obligation, Record, Shift, Subject
from taizhang.domain.obligations.cadence import figures_of, slots_of_year
from taizhang.domain.obligations.compositions import compositions_of
from taizhang.domain.obligations.contents import contents_of
from taizhang.domain.obligations.coverage import coverage_of, figures_of_coverage
from taizhang.domain.obligations.explain import explain_year
from taizhang.domain.obligations.held import Held
from taizhang.domain.obligations.limits import figures_of_limit, limits_of
from taizhang.domain.obligations.preconditions import figures_of_precondition, preconditions_of
from taizhang.domain.obligations.terms import terms_of
from taizhang.domain.obligations.votes import votes_of
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.obligations import (
    Cadence,
    Composition,
    Content,
    Coverage,
    Limit,
    Precondition,
    Rule,
    Term,
    Vote,
)
from taizhang.domain.rules.rulebook import Rulebook

SOON = timedelta(days=10)


class Urgency(IntEnum):
    """How pressing an obligation is on the work bench, most pressing first; views of the six answers, not more."""

    LATE = 0  # 逾期: the day that the law names is over
    MISSED = 1  # 当期未开: 一般…, so the words stay soft
    SOON = 2  # 将到期: due within ten days
    THIS_YEAR = 3  # 年底前
    LATER = 4
    UNCLEAR = 5  # 数据不足
    DONE = 6

    @property
    def zh(self) -> str:
        """The word on the page."""
        return ("逾期", "未开", "十天内", "年底前", "以后", "数据不足", "已办")[self]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one organisation when it is asked what it owes."""

    rulebook: Rulebook
    subject: Subject
    year: int
    as_of: date
    records: Sequence[Record]
    shifts: Sequence[Shift] = ()
    held: Sequence[Held] = ()
    """Confirmed occasions of the year, for rules of votes and contents."""

    def by(self, rule: Rule) -> list[Obligation]:
        """Answer one rule; 不适用 is left out."""
        return [one for one in self._answers(rule) if one.code is not Code.NOT_APPLICABLE]

    def _answers(self, rule: Rule) -> list[Obligation]:  # noqa: PLR0911 (one line for each type)
        subject, year, as_of, sources = self.subject, self.year, self.as_of, self.rulebook.sources
        if isinstance(rule, Cadence):
            return explain_year(
                rule, subject, year, as_of, self._records_of(rule), self.shifts, sources, _unit(self.rulebook, rule)
            )
        if isinstance(rule, Limit):
            return limits_of(rule, subject, year, as_of, self.records, self.shifts, sources)
        if isinstance(rule, Term):
            return terms_of(rule, subject, year, as_of, self.shifts, sources)
        if isinstance(rule, Precondition):
            return preconditions_of(rule, subject, year, as_of, self.records, sources)
        if isinstance(rule, Composition):
            return compositions_of(rule, subject, as_of, sources)
        if isinstance(rule, Coverage):
            return coverage_of(rule, subject, year, as_of, self.records, self.rulebook, self.shifts)
        if isinstance(rule, Content):
            return contents_of(rule, subject, year, as_of, self.held, self.rulebook)
        if isinstance(rule, Vote):
            return votes_of(rule, subject, year, as_of, self.held, self.rulebook)
        return []  # Plausibility is looked at when an occasion is recorded, see domain.ledger.plausibility.

    def _records_of(self, rule: Cadence) -> list[Record]:
        figures = {one for version in rule.versions for one in (*version.figures, *version.unknown, *version.shown)}
        return [record for record in self.records if record.figure in figures]


def owed(  # noqa: PLR0917 (what every rule is asked)
    rulebook: Rulebook,
    subject: Subject,
    year: int,
    as_of: date,
    records: Iterable[Record],
    shifts: Sequence[Shift] = (),
    held: Iterable[Held] = (),
) -> list[Obligation]:
    """Answer every rule for one organisation's year, most pressing first."""
    asked = Asked(rulebook, subject, year, as_of, _mine(records, subject), shifts, list(held))
    found = [obligation for rule in rulebook.rules.values() for obligation in asked.by(rule)]
    return arranged(found, as_of)


def figures_needed(rulebook: Rulebook, subject: Subject, year: int) -> frozenset[str]:
    """Every figure whose records `owed` may ask for."""
    figures: set[str] = set()
    for rule in rulebook.rules.values():
        if rule.profile is not None and rule.profile not in subject.profiles:
            continue
        if isinstance(rule, Cadence):
            slots = slots_of_year(rule, year)
            figures.update(figures_of(slots))
            figures.update(one for slot in slots if slot.version is not None for one in slot.version.shown)
        elif isinstance(rule, Limit):
            figures.update(figures_of_limit(rule))
        elif isinstance(rule, Precondition):
            figures.update(figures_of_precondition(rule))
        elif isinstance(rule, Coverage) and subject.people is not None:
            figures.update(figures_of_coverage(rule, rulebook))
    return frozenset(figures)


def urgency(obligation: Obligation, as_of: date) -> Urgency:
    """Say how pressing an obligation is."""
    if obligation.code is Code.UNMET:
        return Urgency.MISSED if obligation.general else Urgency.LATE
    if obligation.code is Code.INSUFFICIENT_DATA:
        return Urgency.UNCLEAR
    if obligation.code not in {Code.NOT_YET_DUE, Code.EXTENDED}:
        return Urgency.DONE
    if obligation.due_on <= as_of + SOON:
        return Urgency.SOON
    return Urgency.THIS_YEAR if obligation.due_on.year == as_of.year else Urgency.LATER


def arranged(obligations: Iterable[Obligation], as_of: date) -> list[Obligation]:
    """Order obligations for the work bench: by how pressing they are, then by the day they fall due."""
    return sorted(obligations, key=lambda one: (urgency(one, as_of), one.due_on, one.rule, one.window.start, one.about))


def _mine(records: Iterable[Record], subject: Subject) -> list[Record]:
    return [one for one in records if one.organization == subject.id]


def _unit(rulebook: Rulebook, rule: Cadence) -> str:
    info = figure_catalogue(rulebook).get(rule.versions[-1].figures[0])
    return info.unit if info else "次"
