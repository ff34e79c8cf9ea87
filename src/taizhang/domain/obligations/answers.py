"""One rule × one subject × one window = one obligation (应办事项), answered in one of six ways, with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from taizhang.domain.periods import Window


class Code(IntEnum):
    """The six answers, as small numbers: a grid of many cells is a row of bytes."""

    NOT_APPLICABLE = 0
    MET = 1
    UNMET = 2
    NOT_YET_DUE = 3
    INSUFFICIENT_DATA = 4
    EXTENDED = 5

    @property
    def zh(self) -> str:
        """The word on the page; always the same."""
        return ("不适用", "符合", "不符合", "未到期", "数据不足", "经批准延期")[self]


@dataclass(frozen=True, slots=True)
class TermFact:
    """A committee's term of office: when it began, who says how long, when it really ended."""

    began_on: date
    years: int | None = None
    """Stated length where the decision names one."""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class FactEvent:
    """Something dated about the organisation that starts a time limit (a secretary appointed, …)."""

    fact: str
    day: date
    person: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """A window shifted by a superior's notice, for all whom it names."""

    rule: str
    window: Window
    due_on: date
    notice: str
    organizations: frozenset[int] = frozenset()
    """Empty: everybody in the scope that asked."""


@dataclass(frozen=True, slots=True)
class People:
    """Whom a rule about each person speaks of in a year: those there all the year, and those who came during it."""

    all_year: tuple[int, ...] = ()
    newcomers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation as rules see it: type, life span, traits by day, terms, events, chosen profiles."""

    id: int
    type: str
    name: str = ""
    founded_on: date | None = None
    closed_on: date | None = None
    traits: Mapping[str, tuple[Window, ...]] = field(default_factory=dict)
    terms: tuple[TermFact, ...] = ()
    events: tuple[FactEvent, ...] = ()
    profiles: Mapping[str, Window] = field(default_factory=dict)
    measures: Mapping[str, int | None] = field(default_factory=dict)
    """Measured at `as_of`: members, full_members, committee_members, units… None: not known."""
    people: Mapping[str, People] | None = None
    """members, leaders: as they are at the year's end, or at `as_of`. None: not looked up, so nothing is said of them.

    Only the one-organisation path looks them up; a grid never asks.
    """

    def has(self, trait: str, day: date) -> bool:
        """Say whether the organisation has the trait on that day."""
        return any(day in window for window in self.traits.get(trait, ()))


@dataclass(frozen=True, slots=True)
class Record:
    """A posting with the entry it comes from, as an explanation cites it."""

    figure: str
    organization: int
    day: date
    year: int
    amount: int
    entry: int
    revision: int
    title: str
    person: int = 0
    part: int = 0
    tally: bool = False
    since: date | None = None
    """The first day of the period of a 汇总登记; `day` is its last."""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A record that does not count, and why."""

    record: Record
    why: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """The answer for one cell, with everything a clerk would ask."""

    rule: str
    zh: str
    subject: int
    window: Window
    due_on: date
    code: Code
    reason: str
    arithmetic: tuple[str, ...] = ()
    counted: tuple[Record, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    version_from: date | None = None
    source: str = ""
    article: str = ""
    confirmed: bool = True
    general: bool = False
    had: int = 0
    needed: int = 0
    shift: Shift | None = None
    about: str = ""
    """The trigger of a time limit, the name of the entry whose vote is checked."""
