"""A kind (类别) of entry: its form, its roles, what it posts and how a report says it. All of it is data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.rules.shape import FileShape, Identifier, Name, Shape, Text


class OrganizationType(StrEnum):
    """What an organisation is, as far as rules tell them apart."""

    COMMITTEE = "committee"  # 党委
    WORK_COMMITTEE = "work_committee"  # 党工委
    PARTY_GROUP = "party_group"  # 党组
    ORGAN_COMMITTEE = "organ_committee"  # 机关党委
    DISCIPLINE_COMMITTEE = "discipline_committee"  # (机关)纪委
    RESIDENT_DISCIPLINE = "resident_discipline"  # 派驻纪检监察组
    GENERAL_BRANCH = "general_branch"  # 党总支
    BRANCH = "branch"  # 党支部
    JOINT_BRANCH = "joint_branch"  # 联合党支部
    TEMPORARY_BRANCH = "temporary_branch"  # 临时党支部
    SUBGROUP = "subgroup"  # 党小组
    COMMUNITY_JOINT_COMMITTEE = "community_joint_committee"  # 社区联合党委
    STEERING_GROUP = "steering_group"  # 领导小组


class FieldType(StrEnum):
    """How a field is filled in and checked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INTEGER = "integer"
    MONEY = "money"  # entered in yuan, kept in fen
    HOURS = "hours"  # entered in hours, kept in tenths
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    ITEMS = "items"  # rows: {title, tags, form?, note?}
    PAPERS = "papers"  # rows: {title, published_on?}
    PERSONS = "persons"  # members by id
    AMOUNTS = "amounts"  # rows: {person, amount}: an amount per person
    GRADES = "grades"  # a whole number for each option
    VOTE = "vote"  # due, present, written, issued, returned, valid, for, against, abstain, secret, scrutineer
    ORGANIZATIONS = "organizations"


class FormField(Shape):
    """One field of the form."""

    zh: Text
    type: FieldType
    required: bool = False
    hint: str = ""
    unit: str = ""
    options: dict[Name, Text] = Field(default_factory=dict)
    """Choices, grades, or the forms that an item may take (研究、听取汇报、学习、表决)."""
    tags: dict[Name, Text] = Field(default_factory=dict)
    restricted_tags: tuple[Name, ...] = ()
    """Items with such a tag (人事、处分、案情、内部) keep tag and count for all, and text for the keepers only."""
    restricted: bool = False
    """The whole field is for the secretary and named keepers."""
    least: int | None = None
    most: int | None = None


class Amount(StrEnum):
    """Amounts are integers in the smallest unit of the figure."""

    ONE = "one"
    FEN = "fen"
    TENTH_HOUR = "tenth_hour"


class Credit(StrEnum):
    """Which organisation's account a posting goes to."""

    RECORDER = "recorder"
    TAKING_PART = "taking_part"
    ATTENDEE_BRANCH = "attendee_branch"


class Post(Shape):
    """What a part posts to one figure: exactly one of the closed set, perhaps under a condition.

    `one: true` · `number: field` · `count_of: role` · `items: field` (with `tag`, `form`) · `any_item: field`
    (with `tag`, `form`) · `amount_per: field` · `distinct: people|organizations|places` · `named: function`.
    """

    zh: Text
    unit: str = "次"
    amount: Amount = Amount.ONE
    credit: Credit | None = None
    one: Literal[True] | None = None
    number: Name | None = None
    option: Name | None = None
    """With `number` on a grades field: which grade."""
    count_of: Name | None = None
    items: Name | None = None
    any_item: Name | None = None
    tag: Name | None = None
    form: Name | None = None
    amount_per: Name | None = None
    """Rows of person and amount, or one number that holds for each person who attended (学时)."""
    distinct: Literal["people", "organizations", "places"] | None = None
    named: Name | None = None
    with_: Annotated[dict[str, str | int], Field(alias="with")] = Field(default_factory=dict)
    """Arguments of the named function."""
    when: dict[Name, str | bool | tuple[str, ...]] = Field(default_factory=dict)
    """Post only where these fields have these values."""
    shown: bool = True
    """A figure that only rules read is not listed among the figures."""


class Confirmation(StrEnum):
    """Who may confirm: alone or in the monthly batch, or only another person.

    Where a vote or an amount of money is filled in, it is another person whatever stands here.
    """

    BATCH = "batch"
    SECOND_PERSON = "second_person"


class Kind(FileShape):
    """A kind of entry."""

    zh: Text
    short: str = ""
    find: tuple[str, ...] = ()
    """What a clerk may type to find it: other words and initials."""
    group: Identifier
    catalogue: str = ""
    recorded_by: tuple[OrganizationType, ...] = ()
    """Empty: any organisation."""
    credit: Credit = Credit.RECORDER
    confirmation: Confirmation = Confirmation.BATCH
    unit: str = "次"
    note: str = ""
    fields: dict[Name, FormField] = Field(default_factory=dict)
    roles: dict[Name, Text] = Field(default_factory=lambda: {"chair": "主持人", "attendee": "参加人员"})
    attendance: tuple[Name, ...] = ("chair", "attendee")
    """The roles that count as having attended."""
    posts: dict[Name, Post] = Field(default_factory=dict)
    """Besides the automatic ones: count, attendance, people, organizations, places."""
    sentence: str = ""
    """How the report says it; {name} is a figure of this kind, {other/name} any figure."""
    details: bool = False
    """The free summary and the participants' names are for the keepers only (谈话、约谈)."""


class KindGroup(FileShape):
    """A group of kinds, as the chooser and the pages of figures order them."""

    zh: Text
    order: int
    kinds: tuple[Identifier, ...] = ()
    """The order of its kinds; those it does not name (a unit's own) come after, by name."""
