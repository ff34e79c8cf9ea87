"""Each of them at least so much a year (人人达到): how many persons reached an amount. Counts only, never names.

Who came during the year owes nothing: no article says how much of a year makes a year, and what a person did before
he came is another branch's. What was recorded without names may have been anybody's, so it turns 不符合 into 数据不足.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from taizhang.domain.obligations.answers import Code, NotCounted, Obligation, People, Record, Shift, Subject
from taizhang.domain.obligations.cadence import shift_for
from taizhang.domain.obligations.standing import why_not_owed
from taizhang.domain.obligations.wording import cited, deadline, unconfirmed_reason
from taizhang.domain.periods import Window
from taizhang.domain.rules.answering import posted
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.obligations import Coverage, CoverageVersion
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Status

_SMALLEST: Final = {Amount.ONE: 1, Amount.FEN: 100, Amount.TENTH_HOUR: 10}
_ROLLS: Final = {"members": "名册", "leaders": "班子"}


def coverage_of(  # noqa: PLR0917 (one year is asked with all of these)
    rule: Coverage,
    subject: Subject,
    year: int,
    as_of: date,
    records: Iterable[Record],
    rulebook: Rulebook,
    shifts: Sequence[Shift] = (),
) -> list[Obligation]:
    """Answer for the year; nothing where nobody looked up who belongs to the organisation."""
    if subject.people is None:
        return []
    window = Window.of_year(year)
    version = rule.at(window.end)
    if version is None:
        why = f"无现行依据：{window.end:%Y-%m-%d}没有施行中的条文。"
        return [Obligation(rule.id, rule.zh, subject.id, window, window.end, Code.NOT_APPLICABLE, why)]
    if why_not_owed(version.applies_to, rule.profile, subject, window):
        return []
    people = subject.people.get(version.people, People())
    if people.newcomers and not people.all_year:
        return []
    shift = shift_for(rule.id, window, subject.id, shifts)
    due_on = shift.due_on if shift else window.end
    found = _Found.among(records, version, people, subject.id, year, as_of, rulebook)
    code = _judged(found, version, due_on, as_of, extended=shift is not None)
    words = _Words(version, people, found, year, due_on, _unit(version, rulebook))
    return [
        Obligation(
            rule.id,
            rule.zh,
            subject.id,
            window,
            due_on,
            code,
            words.reason(code, shift),
            words.arithmetic(code),
            counted=found.counted,
            not_counted=found.loose,
            had=found.reached,
            needed=len(people.all_year),
            shift=shift,
            about=f"{year}年度",
            **cited(version, rulebook.sources),
        )
    ]


def figures_of_coverage(rule: Coverage, rulebook: Rulebook) -> frozenset[str]:
    """The figures posted by person, and the attendance that shows who came without a name."""
    found = {figure for version in rule.versions for figure in posted(rulebook, version.figures)}
    return frozenset(found | {_attendance(figure) for figure in found})


def _judged(found: _Found, version: CoverageVersion, due_on: date, as_of: date, *, extended: bool) -> Code:
    if not found.short and found.reached:
        return Code.MET
    if as_of <= due_on:
        return Code.EXTENDED if extended else Code.NOT_YET_DUE
    if version.status is not Status.CONFIRMED or not found.reached + found.short or found.loose:
        return Code.INSUFFICIENT_DATA
    return Code.UNMET


@dataclass(frozen=True, slots=True)
class _Found:
    """How many reached it, with the records that speak of them and those that speak of nobody in particular."""

    reached: int
    short: int
    counted: tuple[Record, ...]
    loose: tuple[NotCounted, ...]

    @classmethod
    def among(  # noqa: PLR0917 (what a year is counted from)
        cls,
        records: Iterable[Record],
        version: CoverageVersion,
        people: People,
        organization: int,
        year: int,
        as_of: date,
        rulebook: Rulebook,
    ) -> _Found:
        figures = frozenset(posted(rulebook, version.figures))
        heads = frozenset(_attendance(figure) for figure in figures)
        hours = dict.fromkeys(people.all_year, 0)
        counted: dict[tuple[int, int, str], Record] = {}
        loose: dict[tuple[int, int], NotCounted] = {}
        for one in records:
            if one.organization != organization or one.year != year or one.day > as_of:
                continue
            if one.figure in figures and one.person in hours and not one.tally:
                hours[one.person] += one.amount
                key = (one.entry, one.part, one.figure)
                had = counted[key].amount if key in counted else 0
                # One line an entry: whose hours they are is nobody's business here.
                counted[key] = replace(one, person=0, amount=had + one.amount)
            elif not one.person and one.figure in figures | heads:
                loose.setdefault((one.entry, one.part), NotCounted(one, _why_loose(one)))
        needed = version.at_least * _SMALLEST[figure_catalogue(rulebook)[version.figures[0]].amount]
        reached = sum(1 for amount in hours.values() if amount >= needed)
        return cls(reached, len(hours) - reached, tuple(counted.values()), tuple(loose.values()))


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of one year."""

    version: CoverageVersion
    people: People
    found: _Found
    year: int
    due_on: date
    unit: str

    @property
    def _amount(self) -> str:
        return f"{self.version.at_least} {self.unit}"

    def arithmetic(self, code: Code) -> tuple[str, ...]:
        new, found = len(self.people.newcomers), self.found
        roll = f"{_ROLLS[self.version.people]} {len(self.people.all_year) + new} 人"
        came = f"，其中年内新来 {new} 人，不满一年，不作要求" if new else ""
        usually = "一般" if self.version.general else ""
        return (
            f"{roll}{came}",
            f"每人{usually}应有 {self._amount}",
            f"达到 {self._amount} {found.reached} 人，未达到 {found.short} 人 → {code.zh}",
        )

    def reason(self, code: Code, shift: Shift | None) -> str:
        short = f"{self.found.short} 人"
        if code is Code.MET:
            return f"{self.year}年度 {self.found.reached} 人都达到 {self._amount}。"
        if not self.found.short:
            return f"{_ROLLS[self.version.people]}上没有人，不能判断；登记以后就能判断。"
        if code is Code.EXTENDED and shift is not None:
            return f"按{shift.notice}延期到{deadline(self.due_on)}，还有 {short}没有达到 {self._amount}。"
        if code is Code.NOT_YET_DUE:
            return f"{deadline(self.due_on)}到期，还有 {short}没有达到 {self._amount}。"
        confirmed = self.version.status is Status.CONFIRMED
        if code is Code.INSUFFICIENT_DATA and confirmed:
            nameless = f"有 {len(self.found.loose)} 条记录只有人数，没有姓名"
            return f"{nameless}，不能判断这 {short}够不够 {self._amount}；补上名单就能判断。"
        return f"{'' if confirmed else unconfirmed_reason()}{self.year}年度有 {short}当年未达到 {self._amount}。"


def _why_loose(record: Record) -> str:
    if record.tally:
        return "汇总登记，无逐条，计不到人。"
    return "只登记了人数，没有姓名，计不到人。"


def _attendance(figure: str) -> str:
    """The attendance of the kind that posts a figure."""
    return f"{figure.rpartition('/')[0]}/attendance"


def _unit(version: CoverageVersion, rulebook: Rulebook) -> str:
    return figure_catalogue(rulebook)[version.figures[0]].unit
