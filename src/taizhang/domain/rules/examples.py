"""The examples that every rule carries: a subject, a day, what was recorded, what must come out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.shape import Identifier, Name, Shape, Text


class ExampleTerm(Shape):
    """A committee's term in an example."""

    began_on: date
    years: int | None = None
    """The stated length, where the decision names one."""
    ended_on: date | None = None


class ExampleOrganization(Shape):
    """Whom an example asks about."""

    type: OrganizationType = OrganizationType.BRANCH
    founded_on: date = date(2010, 1, 1)
    closed_on: date | None = None
    traits: tuple[Name, ...] = ()
    terms: tuple[ExampleTerm, ...] = ()
    measures: dict[Name, int] = Field(default_factory=dict)
    """full_members, members, committee_members, units, seats: as they are on the day."""
    people: dict[Literal["members", "leaders"], tuple[Text, ...]] = Field(default_factory=dict)
    """Who stands on the roll, who leads, by the names that the postings give them."""
    newcomers: tuple[Text, ...] = ()
    """Those of them who were not there when the year began."""
    profile_chosen: bool = True
    """Whether it has chosen the rule's local profile, where the rule has one."""


class ExamplePosting(Shape):
    """What was recorded in an example, as postings."""

    figure: Identifier
    on: date
    amount: int = 1
    year: int | None = None
    """归属年度 where it is not the year of the day."""
    person: str = ""


class ExampleOther(Shape):
    """The other occasion that an example of plausibility is held against."""

    place: str = ""
    begins: str = ""
    ends: str = ""
    summary: str = ""
    roll: tuple[int, ...] = ()


class ExampleOccasion(Shape):
    """A record as an example writes it; who came is named by number."""

    kind: Identifier
    day: date | None = None
    title: str = ""
    place: str = ""
    begins: str = ""
    ends: str = ""
    summary: str = ""
    fields: dict[Name, Any] = Field(default_factory=dict)
    agenda: tuple[dict[str, Any], ...] = ()
    vote: dict[str, Any] = Field(default_factory=dict)
    roles: dict[Name, tuple[int, ...]] = Field(default_factory=dict)
    roll: tuple[int, ...] = ()
    heads: dict[Name, int] = Field(default_factory=dict)
    due: int | None = None
    secretary: int | None = None
    deputies: tuple[int, ...] = ()
    committee: tuple[int, ...] = ()
    attachments: tuple[str, ...] = ()
    other: ExampleOther = Field(default_factory=ExampleOther)


def _well_written(occasion: dict[str, Any]) -> dict[str, Any]:
    """Refuse a record that could not have been written so; it stays a plain mapping for the engine."""
    if occasion:
        try:
            ExampleOccasion.model_validate(occasion)
        except ValidationError as error:
            keys = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
            allowed = "、".join(ExampleOccasion.model_fields)
            raise ValueError(f"{'、'.join(keys)} 不合要求；记录里可用的是：{allowed}，kind 必写。") from None
    return occasion


class Example(Shape):
    """A case a jurist can read: a subject, a day, what was recorded, what must come out."""

    name: Text
    as_of: date
    organization: ExampleOrganization = Field(default_factory=ExampleOrganization)
    postings: tuple[ExamplePosting, ...] = ()
    occasion: Annotated[dict[str, Any], AfterValidator(_well_written)] = Field(default_factory=dict)
    """For votes, contents and plausibility: the record as it was written."""
    window: date | None = None
    """Which window is asked, by its first day; none: the one that holds as_of."""
    expect: Literal["met", "unmet", "not_yet_due", "insufficient_data", "not_applicable", "extended", "no_basis"]
