"""The cadences of many organisations: answered organisation by organisation, put together as one matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from taizhang.apps.ledger.selectors.asked import AskedYear
from taizhang.apps.ledger.selectors.counting import counts
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.domain.obligations.answers import Subject
from taizhang.domain.obligations.cadence import Slot, figures_of, slots_of_year
from taizhang.domain.obligations.counts import Counts, Months, Run
from taizhang.domain.obligations.grid import GridRow, grid, runs_needed
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.rulebook import Rulebook

KeyT = TypeVar("KeyT")
SumT = TypeVar("SumT")
MOST_QUESTIONS = 6
MOST_ANSWERS = 20_000


@dataclass(frozen=True, slots=True)
class AnsweredYear:
    """One organisation's year: its codes, rule by rule, and the sums they were made from."""

    codes: tuple[bytes, ...]
    months: Mapping[str, Months]
    years: Mapping[str, int]
    runs: Mapping[Run, int]


@dataclass(frozen=True)
class Matrix:
    """The answers of many organisations to the cadences of a year."""

    rulebook: Rulebook
    year: int
    as_of: date
    subjects: tuple[Subject, ...]
    rows: tuple[GridRow, ...]
    """One per rule that speaks to at least one of the subjects."""
    rules: tuple[str, ...] = ()
    """Every rule that was asked."""
    slots: tuple[tuple[Slot, ...], ...] = ()
    """The windows of each of these."""
    years: tuple[AnsweredYear, ...] = ()
    """The same answers, subject by subject; that of one whom nothing concerned is the very same as before."""

    @cached_property
    def sums(self) -> Counts:
        """What the answers were made from."""
        return _sums(self.subjects, self.years)


def matrix_of(asked: AskedYear, wanted: Sequence[Subject], rules: tuple[Cadence, ...]) -> Matrix:
    """Answer these cadences for these organisations, in their order."""
    subjects = {one.id: one for one in wanted}
    names = tuple(rule.id for rule in rules)

    def work(some: Sequence[int]) -> dict[int, AnsweredYear]:
        return _years(asked, [subjects[one] for one in some], rules)

    def together(years: Sequence[AnsweredYear]) -> Matrix:
        slots = [slots_of_year(rule, asked.year) for rule in rules]
        rows = (
            GridRow(rule.id, slots[place], b"".join([one.codes[place] for one in years]))
            for place, rule in enumerate(rules)
        )
        spoken = tuple(row for row in rows if any(row.codes))
        return Matrix(asked.rulebook, asked.year, asked.as_of, tuple(wanted), spoken, names, tuple(slots), tuple(years))

    return _MATRICES.answer((*asked.question, names), subjects, work, together)


def _years(asked: AskedYear, wanted: Sequence[Subject], rules: tuple[Cadence, ...]) -> dict[int, AnsweredYear]:
    year, as_of = asked.year, asked.as_of
    figures = {figure for rule in rules for figure in figures_of(slots_of_year(rule, year))}
    runs = runs_needed(rules, year, asked.shifts)
    sums = counts(figures, [one.id for one in wanted], year, as_of, runs, asked.seq)
    rows = grid(rules, wanted, year, as_of, sums, shifts=asked.shifts)
    return {
        one.id: AnsweredYear(
            tuple([row.of_subject(place) for row in rows]),
            _part(sums.months, one.id),
            _part(sums.years, one.id),
            _part(sums.runs, one.id),
        )
        for place, one in enumerate(wanted)
    }


def _part(by: Mapping[KeyT, Mapping[int, SumT]], organization: int) -> dict[KeyT, SumT]:
    return {key: sums[organization] for key, sums in by.items() if organization in sums}


def _sums(organizations: Sequence[Subject], years: Sequence[AnsweredYear]) -> Counts:
    months: dict[str, dict[int, Months]] = {}
    yearly: dict[str, dict[int, int]] = {}
    runs: dict[Run, dict[int, int]] = {}
    for organization, one in zip(organizations, years, strict=True):
        for figure, sums in one.months.items():
            months.setdefault(figure, {})[organization.id] = sums
        for figure, total in one.years.items():
            yearly.setdefault(figure, {})[organization.id] = total
        for run, total in one.runs.items():
            runs.setdefault(run, {})[organization.id] = total
    return Counts(months, yearly, runs)


_MATRICES: ByOrganization[AnsweredYear, Matrix] = ByOrganization(MOST_QUESTIONS, MOST_ANSWERS)
