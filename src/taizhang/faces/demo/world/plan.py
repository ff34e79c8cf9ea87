"""What the tables of the demonstration world are made of: organisations and people, before anything is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Manner(StrEnum):
    """How a branch keeps its ledger; real branches differ."""

    DILIGENT = "diligent"  # 月月都开，当周登记
    STEADY = "steady"  # 大体按月，偶有漏开
    LATE = "late"  # 开了，常常过月才补录
    GAPPY = "gappy"  # 每年总有几个月没开
    HEADS = "heads"  # 多数只登记人数，没有名单


@dataclass(frozen=True, slots=True)
class TermPlan:
    """A term of office."""

    began_on: date
    years: int
    seats: int
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Renaming:
    """A new name from a day on."""

    on: date
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class OrganizationPlan:
    """An organisation as the story has it."""

    code: str
    name: str
    short: str
    type: str
    unit: str = ""
    parent: str = ""
    guidance: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    founded_on: date = date(2013, 6, 3)
    closed_on: date | None = None
    merged_into: str = ""
    traits: tuple[str, ...] = ()
    size: int = 0
    """Members at the end of 2022; those of an organisation set up later join from other branches."""
    groups: int = 0
    terms: tuple[TermPlan, ...] = ()
    renaming: Renaming | None = None
    manner: Manner = Manner.STEADY
    leaders_from: tuple[str, ...] = ()
    """The branches whose members sit in this committee."""
    leaders: int = 0
    """How many: a secretary, a deputy, members."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated event of a member, in the words of the members' roll."""

    kind: str
    day: date
    organization: str = ""
    group: str = ""
    full: bool | None = None
    note: str = ""


@dataclass(slots=True)
class PersonPlan:
    """A member as the story has him."""

    code: str
    name: str
    sex: str
    nation: str
    education: str
    born_on: date
    occupation: str
    happenings: list[Happening] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A person's post in an organisation, from day to day (both included)."""

    organization: str
    person: str
    title: str
    begins_on: date
    ends_on: date | None = None
    duties: str = ""
    also: str = ""
