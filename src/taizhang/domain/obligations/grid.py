"""The answers of many organisations and windows at once (应办矩阵), as codes in rows of bytes.

Nothing here is made per cell: an organisation's sums of the year are one key, and equal keys have equal answers. The
sums come from one scan (`Counts.of_rows`); only weeks and shifted windows, which no month sum can give, are asked for
apart (`runs_needed`). Every answer is made by the functions that `explain` uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taizhang.domain.obligations.answers import Code, Shift, Subject
from taizhang.domain.obligations.cadence import (
    Slot,
    answer,
    figures_of,
    run_of,
    shift_for,
    slots_of_year,
    why_slot_not_owed,
)
from taizhang.domain.periods import Cycle, Window
from taizhang.domain.rules.obligations import Cadence

Months = tuple[int, ...]
Run = tuple[str, Window]
_NO_MONTHS: Months = (0,) * 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums of one year up to the day asked, without tallies: by month of the day, by 归属年度, over single runs."""

    months: Mapping[str, Mapping[int, Months]] = field(default_factory=dict)
    years: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    runs: Mapping[Run, Mapping[int, int]] = field(default_factory=dict)

    @classmethod
    def of_rows(
        cls, year: int, rows: Iterable[tuple[str, int, int, int, int]],
        runs: Mapping[Run, Mapping[int, int]] | None = None,
    ) -> Counts:
        """Gather rows of (figure, organisation, year × 12 + month − 1 of the day, 归属年度, amount)."""
        first = year * 12
        months: dict[str, dict[int, list[int]]] = {}
        years: dict[str, dict[int, int]] = {}
        for figure, organization, month, attributed, amount in rows:
            if 0 <= month - first < 12:  # noqa: PLR2004 (months of a year)
                sums = months.setdefault(figure, {}).setdefault(organization, [0] * 12)
                sums[month - first] += amount
            if attributed == year:
                totals = years.setdefault(figure, {})
                totals[organization] = totals.get(organization, 0) + amount
        frozen = {figure: {one: tuple(sums) for one, sums in by.items()} for figure, by in months.items()}
        return cls(frozen, years, runs or {})


@dataclass(frozen=True, slots=True)
class GridRow:
    """One rule over the year: its windows, and one code for each subject and window, subjects outermost."""

    rule: str
    slots: tuple[Slot, ...]
    codes: bytes

    def of_subject(self, index: int) -> bytes:
        """The codes of one subject."""
        width = len(self.slots)
        return self.codes[index * width : (index + 1) * width]

    def code(self, subject: int, window: int) -> Code:
        """The answer of one cell."""
        return Code(self.codes[subject * len(self.slots) + window])


def grid(
    rules: Iterable[Cadence], subjects: Sequence[Subject], year: int, as_of: date, counts: Counts,
    *, shifts: Sequence[Shift] = (),
) -> tuple[GridRow, ...]:
    """Answer every rule for every subject and window of the year."""
    lives = [_life(subject, year) for subject in subjects]
    return tuple(_Row(rule, (year, as_of), counts, shifts).answered(subjects, lives) for rule in rules)


def runs_needed(rules: Iterable[Cadence], year: int, shifts: Sequence[Shift] = ()) -> frozenset[Run]:
    """The sums that month sums cannot give: single weeks, and windows made longer by a notice."""
    needed: set[Run] = set()
    for rule in rules:
        for slot in slots_of_year(rule, year):
            if slot.version is None or slot.is_yearly:
                continue
            figures = (*slot.version.figures, *slot.version.unknown)
            longer = {run_of(slot, one.due_on) for one in shifts if one.rule == rule.id and one.window == slot.window}
            weekly = {slot.window} if slot.version.window is Cycle.WEEK else set()
            needed.update((figure, run) for run in (longer - {slot.window}) | weekly for figure in figures)
    return frozenset(needed)


def _life(subject: Subject, year: int) -> tuple[date | None, date | None]:
    """The founding and closing of a subject as far as they can matter in the year (its first week may start before)."""
    founded, closed = subject.founded_on, subject.closed_on
    return (
        founded if founded is not None and founded.year >= year - 1 else None,
        closed if closed is not None and closed.year <= year + 1 else None,
    )


class _Row:
    """One rule, answered for one subject after the other; equal sums are answered once."""

    def __init__(self, rule: Cadence, when: tuple[int, date], counts: Counts, shifts: Sequence[Shift]) -> None:
        year, as_of = when
        self._rule = rule
        self._as_of = as_of
        self._slots = slots_of_year(rule, year)
        self._shifts = [shift for shift in shifts if shift.rule == rule.id]
        self._figures = figures_of(self._slots)
        self._counts = counts
        cycles = {slot.version.window for slot in self._slots if slot.version is not None}
        by_month, by_year = bool(cycles - {Cycle.YEAR, Cycle.WEEK}), Cycle.YEAR in cycles
        self._months = [counts.months.get(one, {}) for one in self._figures] if by_month else []
        self._years = [counts.years.get(one, {}) for one in self._figures] if by_year else []
        self._runs = [counts.runs.get(one, {}) for one in sorted(runs_needed((rule,), year, self._shifts))]
        versions = [slot.version for slot in self._slots if slot.version is not None]
        self._traits = tuple(dict.fromkeys(
            trait for version in versions for trait in (*version.applies_to.when, *version.applies_to.unless)
        ))
        self._masks: dict[Any, bytes] = {}
        self._known: dict[Any, bytes] = {}

    def answered(self, subjects: Sequence[Subject], lives: Sequence[tuple[date | None, date | None]]) -> GridRow:
        codes = bytearray()
        months, years, runs, known = self._months, self._years, self._runs, self._known
        for subject, life in zip(subjects, lives, strict=True):
            one = subject.id
            mask = self._mask(subject, life)
            key = (
                mask,
                self._dues(one) if self._shifts else None,
                *[by.get(one, _NO_MONTHS) for by in months],
                *[by.get(one, 0) for by in years],
                *[by.get(one, 0) for by in runs],
            )
            row = known.get(key)
            if row is None:
                row = known[key] = self._row(subject, mask)
            codes += row
        return GridRow(self._rule.id, self._slots, bytes(codes))

    def _mask(self, subject: Subject, life: tuple[date | None, date | None]) -> bytes:
        """One byte a window: 1 where it asks something of this subject."""
        traits = tuple([subject.traits.get(trait) for trait in self._traits]) if self._traits else None
        profile = subject.profiles.get(self._rule.profile) if self._rule.profile else None
        key = (subject.type, life, traits, profile)
        mask = self._masks.get(key)
        if mask is None:
            mask = bytes(not why_slot_not_owed(self._rule, slot, subject) for slot in self._slots)
            self._masks[key] = mask
        return mask

    def _dues(self, organization: int) -> tuple[date | None, ...]:
        found = (shift_for(self._rule.id, slot.window, organization, self._shifts) for slot in self._slots)
        return tuple(shift.due_on if shift else None for shift in found)

    def _row(self, subject: Subject, mask: bytes) -> bytes:
        dues = self._dues(subject.id)
        return bytes(
            self._cell(slot, subject.id, due) if owed else Code.NOT_APPLICABLE
            for slot, owed, due in zip(self._slots, mask, dues, strict=True)
        )

    def _cell(self, slot: Slot, organization: int, shifted: date | None) -> Code:
        version = slot.version
        if version is None:
            return Code.NOT_APPLICABLE
        due_on = shifted or slot.window.end
        had = sum(self._sum(figure, slot, organization, due_on) for figure in version.figures)
        unknown = sum(self._sum(figure, slot, organization, due_on) for figure in version.unknown)
        return answer(version, slot.window, due_on, self._as_of, had=had, unknown=unknown)

    def _sum(self, figure: str, slot: Slot, organization: int, due_on: date) -> int:
        if slot.is_yearly:
            return self._counts.years.get(figure, {}).get(organization, 0)
        run = run_of(slot, due_on)
        if run != slot.window or (slot.version is not None and slot.version.window is Cycle.WEEK):
            return self._counts.runs.get((figure, run), {}).get(organization, 0)
        months = self._counts.months.get(figure, {}).get(organization, _NO_MONTHS)
        return sum(months[slot.window.start.month - 1 : slot.window.end.month])
