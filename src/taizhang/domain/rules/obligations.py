"""A rule (规则) that makes something owed: nine types, each with dated versions and its own examples."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field, TypeAdapter, model_validator

from taizhang.domain.periods import Cycle
from taizhang.domain.rules.examples import Example
from taizhang.domain.rules.kinds import Amount, OrganizationType
from taizhang.domain.rules.shape import FileShape, Identifier, Name, Shape, Text, Version

__all__ = [
    "RULE",
    "Applies",
    "Cadence",
    "CadenceVersion",
    "Composition",
    "CompositionVersion",
    "Content",
    "ContentVersion",
    "Coverage",
    "CoverageVersion",
    "Example",
    "FigureDefinition",
    "Fraction",
    "Limit",
    "LimitVersion",
    "Plausibility",
    "PlausibilityVersion",
    "Precondition",
    "PreconditionVersion",
    "Profile",
    "Rule",
    "Term",
    "TermVersion",
    "Vote",
    "VoteVersion",
]

VersionT = TypeVar("VersionT", bound=Version)


class Applies(Shape):
    """Which organisations owe it: by type, and by traits they have (when) or lack (unless) on the day."""

    types: Annotated[tuple[OrganizationType, ...], Field(min_length=1)]
    when: tuple[Name, ...] = ()
    unless: tuple[Name, ...] = ()


class Fraction(Shape):
    """A share of a base, exact: `present * of >= base * share`."""

    share: int
    of: int
    strict: bool = False
    """More than the share, not just as much."""


class CadenceVersion(Version):
    """At least N per window (应开几次)."""

    applies_to: Applies
    window: Cycle
    figures: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """What counts; several figures add up."""
    unknown: tuple[Identifier, ...] = ()
    """What would count if more were known (到会人数未填): enough of it turns 不符合 into 数据不足."""
    shown: tuple[Identifier, ...] = ()
    """Figures whose entries are listed as not counted (开了会但人数不够)."""
    at_least: int = 1
    usually: str = ""
    """A soft hint of when: 一般在第四季度."""


class LimitVersion(Version):
    """B within D of A (时限)."""

    applies_to: Applies
    trigger: Identifier
    """A figure, or fact/… (fact/secretary_appointed, fact/term_begun, fact/organization_founded)."""
    answer: tuple[Identifier, ...]
    within_months: int = 0
    within_days: int = 0
    match: Literal["organization", "person"] = "organization"


class TermVersion(Version):
    """A term of office (任期届满换届)."""

    applies_to: Applies
    years: int
    remind_months: int = 6
    shift_at_most_months: int = 12
    """How much earlier or later a superior may let it be (提前或延期换届)."""


class PreconditionVersion(Version):
    """A before B, at least P earlier (先A后B)."""

    applies_to: Applies
    before: tuple[Identifier, ...]
    after: tuple[Identifier, ...]
    at_least_days: int = 0
    at_most_months: int = 12


class VoteVersion(Version):
    """Quorum and majority (到会与票数) of a kind's meeting or vote field."""

    kinds: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    quorum: Fraction | None = None
    majority: Fraction | None = None
    majority_base: Literal["due", "present"] = "due"
    items_tagged: tuple[Name, ...] = ()
    """Only where an agenda item has one of these tags; empty: any vote."""


class CompositionVersion(Version):
    """How an organisation is made up (组成): a measure between bounds."""

    applies_to: Applies
    measure: Name
    least: int | None = None
    most: int | None = None


class CoverageVersion(Version):
    """Each of them at least so much a year (人人达到): a year's rule about persons, asked of their branch."""

    applies_to: Applies
    people: Literal["members", "leaders"]
    """The members on the roll; or the secretary, the deputies and the members of the committee."""
    figures: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """What counts for a person; figures posted by person, or sums of such."""
    at_least: int
    """In the unit of the figures (学时), not in the smallest one."""


class ContentVersion(Version):
    """What a record must contain (内容)."""

    kinds: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    requires: Annotated[tuple[str, ...], Field(min_length=1)]
    """attachment · agenda · summary · place · role:chair · field:NAME · item_tag:TAG · chair_of:committee."""


class PlausibilityVersion(Version):
    """What cannot well be true (合理性): a named check in the domain."""

    check: Name
    kinds: tuple[Identifier, ...] = ()
    limits: dict[str, int] = Field(default_factory=dict)


class _Rule(FileShape, Generic[VersionT]):
    zh: Text
    group: Identifier
    catalogue: str = ""
    note: str = ""
    profile: Identifier | None = None
    """Owed only where the unit or district has chosen this local profile."""
    versions: Annotated[tuple[VersionT, ...], Field(min_length=1)]
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    def at(self, day: date) -> VersionT | None:
        """Give the version in force on that day, or None: 无现行依据."""
        for version in self.versions:
            if version.in_force(day):
                return version
        return None


class Cadence(_Rule[CadenceVersion]):
    """At least N per window."""

    type: Literal["cadence"]


class Limit(_Rule[LimitVersion]):
    """B within D of A."""

    type: Literal["time_limit"]


class Term(_Rule[TermVersion]):
    """A term of office."""

    type: Literal["term"]


class Precondition(_Rule[PreconditionVersion]):
    """A before B."""

    type: Literal["precondition"]


class Vote(_Rule[VoteVersion]):
    """Quorum and majority."""

    type: Literal["vote"]


class Composition(_Rule[CompositionVersion]):
    """How an organisation is made up."""

    type: Literal["composition"]


class Coverage(_Rule[CoverageVersion]):
    """Each of them at least so much a year."""

    type: Literal["coverage"]


class Content(_Rule[ContentVersion]):
    """What a record must contain."""

    type: Literal["content"]


class Plausibility(_Rule[PlausibilityVersion]):
    """What cannot well be true."""

    type: Literal["plausibility"]


Rule = Cadence | Limit | Term | Precondition | Vote | Composition | Coverage | Content | Plausibility


RULE: TypeAdapter[Rule] = TypeAdapter(Annotated[Rule, Field(discriminator="type")])
"""A file below rulebook/obligations is one rule of one of the nine types; `type` says which."""


class Profile(FileShape):
    """What is local (本地做法): a unit or district chooses it; its rules then are owed there."""

    zh: Text
    note: Text
    level: str = "local"


class _FigureShape(FileShape):
    @model_validator(mode="after")
    def _has_one_ground(self) -> _FigureShape:
        """Refuse a definition that does not stand on exactly one ground."""
        grounds = [name for name in ("sum_of", "people_of", "entries_of", "stock") if getattr(self, name, None)]
        if len(grounds) != 1:
            raise ValueError("sum_of、people_of、entries_of、stock 四者应写一个，且只写一个。")
        return self


class FigureDefinition(_FigureShape):
    """A figure (数据) that is more than one kind's own: sums, distinct people or entries, stocks at a day."""

    zh: Text
    unit: str
    group: Identifier
    definition: Text
    """What is counted, in one sentence."""
    excludes: str = ""
    amount: Amount = Amount.ONE
    sum_of: tuple[Identifier, ...] = ()
    people_of: tuple[Identifier, ...] = ()
    """Distinct persons over these attendance figures."""
    entries_of: tuple[Identifier, ...] = ()
    """Distinct entries over these figures: one afternoon counts once."""
    stock: Name | None = None
    """A named stock at a day: members, full_members, probationary_members, branches, organizations…"""
    find: tuple[Text, ...] = ()
    """How else reports and clerks call it: a report that somebody else wrote is held against it by these, too."""
