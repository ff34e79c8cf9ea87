"""The answers of many organisations and windows at once (应办矩阵), as codes in rows of bytes.

Nothing here is made per cell, and each answer is made by the functions that `explain` uses: of every window it is
asked once what too little, too little that may be enough, and enough would mean; a subject's sums then only choose.
The sums come from one scan (`Counts.of_rows`); weeks and shifted windows, which no month sum can give, are asked for
apart (`runs_needed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhang.domain.obligations.answers import Code, Shift, Subject
from taizhang.domain.obligations.cadence import Slot, answer, run_of, shift_for, slots_of_year, why_slot_not_owed
from taizhang.domain.obligations.counts import NO_MONTHS, Counts, Months, runs_needed
from taizhang.domain.periods import Cycle
from taizhang.domain.rules.obligations import Cadence, CadenceVersion

_MONTHS = 12

__all__ = ["Counts", "GridRow", "grid", "runs_needed"]


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
    rules: Iterable[Cadence],
    subjects: Sequence[Subject],
    year: int,
    as_of: date,
    counts: Counts,
    *,
    shifts: Sequence[Shift] = (),
) -> tuple[GridRow, ...]:
    """Answer every rule for every subject and window of the year."""
    likenesses = _likenesses(subjects, year)
    return tuple(
        _Row(rule, slots_of_year(rule, year), as_of, counts, [one for one in shifts if one.rule == rule.id]).answered(
            subjects, likenesses
        )
        for rule in rules
    )


def _likenesses(subjects: Sequence[Subject], year: int) -> list[int]:
    """A number for each subject, equal where everything is equal that decides what is owed in the year."""
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(_likeness(subject, year), len(numbers)) for subject in subjects]


def _likeness(subject: Subject, year: int) -> Any:
    founded, closed = subject.founded_on, subject.closed_on
    return (
        subject.type,
        # The first week of a year may begin, and its last one end, in the year beside it.
        founded if founded is not None and founded.year >= year - 1 else None,
        closed if closed is not None and closed.year <= year + 1 else None,
        tuple(subject.traits.items()),
        tuple(subject.profiles.items()),
    )


class _Row:
    """One rule, answered for one subject after the other."""

    def __init__(
        self, rule: Cadence, slots: tuple[Slot, ...], as_of: date, counts: Counts, shifts: list[Shift]
    ) -> None:
        self._rule, self._slots, self._as_of = rule, slots, as_of
        self._counts, self._shifts = counts, shifts
        self._masks: dict[int, tuple[bytes, bool]] = {}
        choices = [_choices(slot, slot.window.end, as_of) for slot in slots]
        self._missing = [missing for missing, _maybe in choices]
        self._maybe = [maybe for _missing, maybe in choices]

    def answered(self, subjects: Sequence[Subject], likenesses: Sequence[int]) -> GridRow:
        codes = bytearray()
        nothing = bytes(len(self._slots))
        row_of = self._row_of()
        masks = self._masks
        for subject, likeness in zip(subjects, likenesses, strict=True):
            found = masks.get(likeness)
            if found is None:
                found = masks[likeness] = self._mask(subject)
            mask, wholly = found
            if wholly:
                codes += row_of(subject.id)
            elif any(mask):
                codes += bytes([code if owed else 0 for code, owed in zip(row_of(subject.id), mask, strict=True)])
            else:
                codes += nothing
        return GridRow(self._rule.id, self._slots, bytes(codes))

    def _mask(self, subject: Subject) -> tuple[bytes, bool]:
        """One byte a window, 1 where it asks something of this subject; and whether all do."""
        mask = bytes(not why_slot_not_owed(self._rule, slot, subject) for slot in self._slots)
        return mask, all(mask)

    def _row_of(self) -> Any:
        """The function that answers the year of one subject, by the shortest way there is for this rule."""
        versions = {id(slot.version) for slot in self._slots}
        version = self._slots[0].version
        if len(versions) != 1 or version is None or version.window is Cycle.WEEK:
            return self._any_row
        if len(self._slots) * version.window.months != _MONTHS:  # It came into force within the year.
            return self._any_row
        plain = self._plain_row(version)
        windows = {shift.window for shift in self._shifts}
        places = [(place, slot) for place, slot in enumerate(self._slots) if slot.window in windows]
        if not places:
            return plain

        def with_shifts(organization: int) -> bytes:
            row = bytearray(plain(organization))
            for place, slot in places:
                row[place] = self._cell(place, slot, organization)
            return bytes(row)

        return with_shifts

    def _plain_row(self, version: CadenceVersion) -> Any:
        """The function for one version that speaks for the whole year, in windows of whole months, none shifted."""
        had_of = self._sums(version.figures, version.window)
        unknown_of = self._sums(version.unknown, version.window) if version.unknown else None
        needed, missing, maybe = version.at_least, self._missing, self._maybe

        def row(organization: int) -> bytes:
            had = had_of(organization)
            if unknown_of is None:
                return bytes([1 if one >= needed else code for one, code in zip(had, missing, strict=True)])
            unknown = unknown_of(organization)
            if unknown is NO_MONTHS:
                return bytes([1 if one >= needed else code for one, code in zip(had, missing, strict=True)])
            return bytes(
                [
                    1 if one >= needed else code if one + more < needed else perhaps
                    for one, more, code, perhaps in zip(had, unknown, missing, maybe, strict=True)
                ]
            )

        return row

    def _sums(self, figures: tuple[str, ...], cycle: Cycle) -> Any:
        """The function that gives one organisation's sums, window by window."""
        if cycle is Cycle.YEAR:
            years = [self._counts.years.get(figure, {}) for figure in figures]
            return lambda organization: (sum(by.get(organization, 0) for by in years),)
        months = [self._counts.months[figure] for figure in figures if figure in self._counts.months]

        def by_month(organization: int) -> Months:
            found = [by[organization] for by in months if organization in by]
            return found[0] if len(found) == 1 else tuple(map(sum, zip(*found, strict=True))) if found else NO_MONTHS

        if cycle is Cycle.MONTH:
            return by_month
        step = cycle.months

        def by_window(organization: int) -> Months:
            sums = by_month(organization)
            return tuple([sum(sums[first : first + step]) for first in range(0, 12, step)])

        return by_window

    def _any_row(self, organization: int) -> bytes:
        return bytes(
            self._cell(place, slot, organization) if slot.version is not None else Code.NOT_APPLICABLE
            for place, slot in enumerate(self._slots)
        )

    def _cell(self, place: int, slot: Slot, organization: int) -> Code:
        version = slot.version
        shift = shift_for(self._rule.id, slot.window, organization, self._shifts)
        if version is None:
            return Code.NOT_APPLICABLE
        due_on = shift.due_on if shift else slot.window.end
        missing, maybe = _choices(slot, due_on, self._as_of) if shift else (self._missing[place], self._maybe[place])
        had = sum(self._sum(figure, slot, organization, due_on) for figure in version.figures)
        unknown = sum(self._sum(figure, slot, organization, due_on) for figure in version.unknown)
        return Code.MET if had >= version.at_least else missing if had + unknown < version.at_least else maybe

    def _sum(self, figure: str, slot: Slot, organization: int, due_on: date) -> int:
        if slot.is_yearly:
            return self._counts.years.get(figure, {}).get(organization, 0)
        run = run_of(slot, due_on)
        if run != slot.window or (slot.version is not None and slot.version.window is Cycle.WEEK):
            return self._counts.runs.get((figure, run), {}).get(organization, 0)
        months = self._counts.months.get(figure, {}).get(organization, NO_MONTHS)
        return sum(months[slot.window.start.month - 1 : slot.window.end.month])


def _choices(slot: Slot, due_on: date, as_of: date) -> tuple[Code, Code]:
    """What too little means in this window, and what too little that may be enough means."""
    version = slot.version
    if version is None:
        return Code.NOT_APPLICABLE, Code.NOT_APPLICABLE
    return (
        answer(version, slot.window, due_on, as_of, had=0, unknown=0),
        answer(version, slot.window, due_on, as_of, had=0, unknown=version.at_least),
    )
