"""What grid and explanation share about "at least N per window": which windows, who owes, and the answer.

An organisation owes what a whole window asks for, so a window in which it was founded or closed asks nothing of it:
no article says how much of a month makes a month, and nobody is to be found wanting for days on which there was no
branch. Types, traits, local profiles and the version of the rule are looked at on the window's last day, when the
answer falls due. Yearly windows count by 归属年度, all others by the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.domain.obligations.answers import Code, Shift, Subject
from taizhang.domain.obligations.standing import why_not_owed
from taizhang.domain.periods import Cycle, Window, windows_of_year
from taizhang.domain.rules.obligations import Cadence, CadenceVersion


@dataclass(frozen=True, slots=True)
class Slot:
    """One window of a rule, with the version that speaks for it; None: 无现行依据."""

    window: Window
    version: CadenceVersion | None

    @property
    def is_yearly(self) -> bool:
        """Say whether the window counts by 归属年度."""
        return self.version is not None and self.version.window is Cycle.YEAR


def slots_of_year(rule: Cadence, year: int) -> tuple[Slot, ...]:
    """Cut the year into the windows of the versions in force at their ends, and of the nearest where none is."""
    slots: list[Slot] = []
    for version in rule.versions:
        windows = windows_of_year(version.window, year)
        slots.extend(Slot(window, version) for window in windows if rule.at(window.end) is version)
    for version in rule.versions:
        for window in windows_of_year(version.window, year):
            if rule.at(window.end) is None and not any(window.overlaps(slot.window) for slot in slots):
                slots.append(Slot(window, None))
    return tuple(sorted(slots, key=lambda slot: (slot.window.end, slot.window.start)))


def slot_of(rule: Cadence, window: Window) -> Slot:
    """The slot of a window that is asked for by itself."""
    return Slot(window, rule.at(window.end))


def why_slot_not_owed(rule: Cadence, slot: Slot, subject: Subject) -> str:
    """Say why the window asks nothing of this organisation; empty where it does."""
    if slot.version is None:
        return f"无现行依据：{slot.window.end:%Y-%m-%d}没有施行中的条文。"
    return why_not_owed(slot.version.applies_to, rule.profile, subject, slot.window)


def shift_for(rule: str, window: Window, organization: int, shifts: Iterable[Shift]) -> Shift | None:
    """The notice that gives the longest time; one that names an earlier day shifts nothing."""
    found: Shift | None = None
    for shift in shifts:
        if shift.rule != rule or shift.window != window or shift.due_on <= window.end:
            continue
        if shift.organizations and organization not in shift.organizations:
            continue
        if found is None or shift.due_on > found.due_on:
            found = shift
    return found


def answer(version: CadenceVersion, window: Window, due_on: date, as_of: date, *, had: int, unknown: int) -> Code:
    """Answer one owed window from its sums; what only may be, and what nobody has checked, never fails anyone."""
    if had >= version.at_least:
        return Code.MET
    if as_of <= due_on:
        return Code.EXTENDED if due_on > window.end else Code.NOT_YET_DUE
    if version.status != "confirmed" or (version.unknown and had + unknown >= version.at_least):
        return Code.INSUFFICIENT_DATA
    return Code.UNMET


def run_of(slot: Slot, due_on: date) -> Window:
    """The days whose records count: the window, longer where a notice shifted its end."""
    return Window(slot.window.start, due_on) if due_on > slot.window.end else slot.window


def counting_year(slot: Slot) -> int | None:
    """The 归属年度 that a yearly window counts, None for all other windows."""
    return slot.window.end.year if slot.is_yearly else None


def figures_of(slots: Sequence[Slot]) -> tuple[str, ...]:
    """Every figure that some window counts, or would count if more were known: what a grid needs the sums of."""
    versions = [slot.version for slot in slots if slot.version is not None]
    return tuple(dict.fromkeys(figure for version in versions for figure in (*version.figures, *version.unknown)))
