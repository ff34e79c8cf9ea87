"""One cell with everything a clerk would ask: the answer, why, the arithmetic, what counted and what did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.domain.obligations.answers import Code, NotCounted, Obligation, Record, Shift, Subject
from taizhang.domain.obligations.cadence import (
    Slot,
    answer,
    counting_year,
    run_of,
    shift_for,
    slot_of,
    slots_of_year,
    why_slot_not_owed,
)
from taizhang.domain.obligations.wording import cited, days_of, deadline, unconfirmed_reason
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Cadence, CadenceVersion
from taizhang.domain.rules.shape import Source


def explain(  # noqa: PLR0917 (one cell is asked with all of these)
    rule: Cadence,
    subject: Subject,
    window: Window,
    as_of: date,
    records: Iterable[Record],
    shifts: Sequence[Shift] = (),
    sources: Mapping[str, Source] | None = None,
    unit: str = "次",
) -> Obligation:
    """Explain one cell of the grid."""
    return _Question(rule, subject, as_of, shifts, sources or {}, unit).answered(slot_of(rule, window), list(records))


def explain_year(  # noqa: PLR0917 (one row is asked with all of these)
    rule: Cadence,
    subject: Subject,
    year: int,
    as_of: date,
    records: Iterable[Record],
    shifts: Sequence[Shift] = (),
    sources: Mapping[str, Source] | None = None,
    unit: str = "次",
) -> list[Obligation]:
    """Explain every window of the year."""
    found = list(records)
    question = _Question(rule, subject, as_of, shifts, sources or {}, unit)
    return [question.answered(slot, found) for slot in slots_of_year(rule, year)]


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked: a rule of a subject, as of a day."""

    rule: Cadence
    subject: Subject
    as_of: date
    shifts: Sequence[Shift]
    sources: Mapping[str, Source]
    unit: str

    def answered(self, slot: Slot, records: list[Record]) -> Obligation:
        rule, subject, version = self.rule, self.subject, slot.version
        shift = shift_for(rule.id, slot.window, subject.id, self.shifts)
        due_on = shift.due_on if shift else slot.window.end
        why = why_slot_not_owed(rule, slot, subject)
        basis = cited(version, self.sources)
        if version is None or why:
            return Obligation(rule.id, rule.zh, subject.id, slot.window, due_on, Code.NOT_APPLICABLE, why, **basis)
        mine = [record for record in records if record.organization == subject.id]
        found = _Found.among(mine, slot, version, self.as_of, due_on)
        code = answer(version, slot.window, due_on, self.as_of, had=found.had, unknown=found.unknown)
        words = _Words(slot, version, due_on, found, self.unit)
        return Obligation(
            rule.id,
            rule.zh,
            subject.id,
            slot.window,
            due_on,
            code,
            words.reason(code, shift),
            words.arithmetic(code),
            counted=found.counted,
            not_counted=found.not_counted,
            had=found.had,
            needed=version.at_least,
            shift=shift,
            **basis,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """The records of a window: those that count, and those that a clerk would expect to."""

    counted: tuple[Record, ...]
    not_counted: tuple[NotCounted, ...]
    had: int
    unknown: int

    @classmethod
    def among(cls, records: Iterable[Record], slot: Slot, version: CadenceVersion, as_of: date, due_on: date) -> _Found:
        run, year = run_of(slot, due_on), counting_year(slot)
        counted: list[Record] = []
        others: list[NotCounted] = []
        unknown = 0
        for record in records:
            inside = record.year == year if year is not None else record.day in run
            why = _why_not(record, inside=inside, near=record.day in run, as_of=as_of)
            if record.figure in version.figures and not why:
                counted.append(record)
            elif record.figure in version.unknown and not why:
                unknown += record.amount
                others.append(NotCounted(record, "没有登记到会人员，不能判断人数够不够。"))
            elif why and record.figure in {*version.figures, *version.shown}:
                others.append(NotCounted(record, why))
            elif record.figure in version.shown and not why:
                others.append(NotCounted(record, "不合这条要求（如到会人数不够）。"))
        shown = _without_repeats(others, counted)
        return cls(tuple(counted), shown, sum(one.amount for one in counted), unknown)


def _why_not(record: Record, *, inside: bool, near: bool, as_of: date) -> str:
    """Say why a record does not count; empty where it does, or lies so far off that nobody would ask."""
    if not inside and not near:
        return "不在这一期。"
    if not inside:
        return f"归属{record.year}年度。"
    if record.day > as_of:
        return f"在{as_of:%Y-%m-%d}以后。"
    if record.tally:
        return "汇总登记，无逐条，不能作为做到的依据。"
    return ""


def _without_repeats(others: list[NotCounted], counted: list[Record]) -> tuple[NotCounted, ...]:
    """Name each entry once, and none that counts; what lies outside the window is not listed at all."""
    seen = {(one.entry, one.part) for one in counted}
    listed: list[NotCounted] = []
    for one in sorted(others, key=lambda one: (one.record.day, one.record.entry, not one.why.startswith("没有登记"))):
        place = (one.record.entry, one.record.part)
        if place not in seen and one.why != "不在这一期。":
            seen.add(place)
            listed.append(one)
    return tuple(listed)


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of one cell."""

    slot: Slot
    version: CadenceVersion
    due_on: date
    found: _Found
    unit: str

    def arithmetic(self, code: Code) -> tuple[str, ...]:
        year = counting_year(self.slot)
        span = f"归属{year}年度" if year is not None else days_of(run_of(self.slot, self.due_on))
        had, needed = self.found.had, self.version.at_least
        usually = "一般" if self.version.general else ""
        verdict = "成立" if had >= needed else "不成立"
        return (
            f"{span} 计入 {had} {self.unit}",
            f"{usually}应有 {needed} {self.unit}",
            f"{had} ≥ {needed} {verdict} → {code.zh}",
        )

    def reason(self, code: Code, shift: Shift | None) -> str:
        had, needed = self.found.had, self.version.at_least
        lacking = f"还差 {needed - had} {self.unit}"
        if code is Code.MET:
            return f"{self._name}计入 {had} {self.unit}，已够 {needed} {self.unit}。"
        if code is Code.EXTENDED and shift is not None:
            return f"按{shift.notice}延期到{deadline(shift.due_on)}，{lacking}。"
        if code is Code.NOT_YET_DUE:
            hint = f"，{self.version.usually}" if self.version.usually else ""
            return f"{deadline(self.due_on)}到期，{lacking}{hint}。"
        if code is Code.INSUFFICIENT_DATA and self.version.status != "confirmed":
            return f"{unconfirmed_reason()}{self._name}计入 {had} {self.unit}。"
        if code is Code.INSUFFICIENT_DATA:
            unknown = f"{self.found.unknown} {self.unit}"
            return f"{self._name}有 {unknown}没有登记到会人员，不能判断够不够；补上到会人员就能判断。"
        others = len(self.found.not_counted)
        text = f"计入 {had} {self.unit}" if had else "没有可以计入的记录"
        return f"{self._name}{text}，{lacking}。{f'另有 {others} 条记录没有计入，原因列在下面。' if others else ''}"

    @property
    def _name(self) -> str:
        year = counting_year(self.slot)
        return f"{year}年度" if year is not None else self.slot.window.zh
