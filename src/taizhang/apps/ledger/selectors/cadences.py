"""The cadences of many organisations: answered organisation by organisation, put together as one matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from taizhang.apps.ledger.selectors.asked import AskedYear
from taizhang.apps.ledger.selectors.counting import counts
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.domain.obligations.answers import Subject
from taizhang.domain.obligations.cadence import figures_of, slots_of_year
from taizhang.domain.obligations.counts import Counts, Months, Run
from taizhang.domain.obligations.grid import GridRow, grid, runs_needed
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.rulebook import Rulebook

KeyT = TypeVar("KeyT")
SumT = TypeVar("SumT")
MOST_QUESTIONS = 6
MOST_ANSWERS = 20_000


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Matrix:
    """The answers of many organisations to the cadences of a year."""

    rulebook: Rulebook
    year: int
    as_of: date
    subjects: tuple[Subject, ...]
    rows: tuple[GridRow, ...]
    """One per rule that speaks to at least one of the subjects."""
    sums: Counts = field(default_factory=Counts)
    """What the answers were made from."""


@dataclass(frozen=True, slots=True)
class _Year:
    """One organisation's year: its codes, rule by rule, and the sums they were made from."""

    codes: tuple[bytes, ...]
    months: Mapping[str, Months]
    years: Mapping[str, int]
    runs: Mapping[Run, int]


def matrix_of(asked: AskedYear, wanted: Sequence[Subject], rules: tuple[Cadence, ...]) -> Matrix:
    """Answer these cadences for these organisations, in their order."""
    subjects = {one.id: one for one in wanted}

    def work(some: Sequence[int]) -> dict[int, _Year]:
        return _years(asked, [subjects[one] for one in some], rules)

    def together(years: Sequence[_Year]) -> Matrix:
        slots = [slots_of_year(rule, asked.year) for rule in rules]
        rows = (
            GridRow(rule.id, slots[place], b"".join([one.codes[place] for one in years]))
            for place, rule in enumerate(rules)
        )
        spoken = tuple(row for row in rows if any(row.codes))
        return Matrix(asked.rulebook, asked.year, asked.as_of, tuple(wanted), spoken, _sums(subjects, years))

    return _MATRICES.answer((*asked.question, tuple(rule.id for rule in rules)), subjects, work, together)


def _years(asked: AskedYear, wanted: Sequence[Subject], rules: tuple[Cadence, ...]) -> dict[int, _Year]:
    year, as_of = asked.year, asked.as_of
    figures = {figure for rule in rules for figure in figures_of(slots_of_year(rule, year))}
    runs = runs_needed(rules, year, asked.shifts)
    sums = counts(figures, [one.id for one in wanted], year, as_of, runs, asked.seq)
    rows = grid(rules, wanted, year, as_of, sums, shifts=asked.shifts)
    return {
        one.id: _Year(
            tuple([row.of_subject(place) for row in rows]),
            _part(sums.months, one.id),
            _part(sums.years, one.id),
            _part(sums.runs, one.id),
        )
        for place, one in enumerate(wanted)
    }


def _part(by: Mapping[KeyT, Mapping[int, SumT]], organization: int) -> dict[KeyT, SumT]:
    return {key: sums[organization] for key, sums in by.items() if organization in sums}


def _sums(organizations: Mapping[int, Subject], years: Sequence[_Year]) -> Counts:
    months: dict[str, dict[int, Months]] = {}
    yearly: dict[str, dict[int, int]] = {}
    runs: dict[Run, dict[int, int]] = {}
    for organization, one in zip(organizations, years, strict=True):
        for figure, sums in one.months.items():
            months.setdefault(figure, {})[organization] = sums
        for figure, total in one.years.items():
            yearly.setdefault(figure, {})[organization] = total
        for run, total in one.runs.items():
            runs.setdefault(run, {})[organization] = total
    return Counts(months, yearly, runs)


_MATRICES: ByOrganization[_Year, Matrix] = ByOrganization(MOST_QUESTIONS, MOST_ANSWERS)
