"""What goes in and what comes out, field by field; nothing else is taken, and nothing else is given."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from taizhang.faces.api.limits import MOST_A_PAGE
from taizhang.formats.strict_json import is_plain_text


def _plain(text: str) -> str:
    if not is_plain_text(text):
        message = "not plain text"
        raise ValueError(message)
    return text


Text = Annotated[str, Field(max_length=200), AfterValidator(_plain)]
Long = Annotated[str, Field(max_length=100_000), AfterValidator(_plain)]
Year = Annotated[int, Field(ge=1921, le=2200)]
Day = Annotated[date, Field(ge=date(1921, 1, 1), le=date(2200, 12, 31))]
"""A day of the calendar, from the founding year to where nobody plans; beyond it, arithmetic with days ends."""
Number = Annotated[int, Field(ge=1, le=2**53)]
StateName = Literal["registered", "confirmed", "correcting", "voided"]


class Given(Schema):
    """A body; a key that it does not know is an error, so that nothing is set by accident."""

    model_config = ConfigDict(extra="forbid")


class TakingPartIn(Given):
    """An organisation taking part: ours by code, or an outside one by name."""

    organization: Text | None = None
    name: Text = ""
    how: Literal["joint", "attending"] = "joint"


class ParticipantIn(Given):
    """A person on the roll, by code or by the name that only one on the roll has."""

    person: Text
    present: bool = True
    reason: Text = ""
    written_opinion: bool = False


class PartIn(Given):
    """A part of the occasion: its kind by id or name, its fields, its roles."""

    kind: Text
    fields: dict[str, Any] = {}
    roles: dict[str, list[Text]] = {}


class TallyIn(Given):
    """A stated count (汇总登记)."""

    figure: Text
    amount: Annotated[int, Field(ge=0, le=10**12)]
    keeper: Text


class EntryIn(Given):
    """An occasion, spelled as in the JSONL files: organisations and persons by code."""

    organization: Text
    day: Day
    end_day: Day | None = None
    year: Year | None = None
    title: Text = ""
    place: Text = ""
    begins: Text = ""
    ends: Text = ""
    summary: Long = ""
    organizations: Annotated[list[TakingPartIn], Field(max_length=500)] = []
    roll: Annotated[list[ParticipantIn], Field(max_length=5000)] = []
    heads: dict[str, Annotated[int, Field(ge=0, le=10**7)]] = {}
    parts: Annotated[list[PartIn], Field(max_length=20)] = []
    tallies: Annotated[list[TallyIn], Field(max_length=50)] = []
    source: Text = ""


class CorrectionIn(Given):
    """A correction: the whole occasion anew, over the revision that the caller had before him."""

    base_number: Number
    reason: Text
    content: EntryIn


class VoidingIn(Given):
    """Voiding, with the reason."""

    base_number: Number
    reason: Text


class ConfirmationIn(Given):
    """Confirming the revision that the caller has seen."""

    number: Number


class Page(Given):
    """Which page of a list."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=MOST_A_PAGE)] = 50


class EntriesAsked(Page):
    """Filters of the list of entries."""

    organization: Text | None = None
    below: bool = True
    year: Year | None = None
    start: Day | None = None
    end: Day | None = None
    kind: Annotated[list[Text], Field(max_length=50)] = []
    state: StateName | None = None
    text: Text = ""
    late: bool | None = None


class OrganizationOut(Schema):
    """An organisation as of a day."""

    code: str
    name: str
    short_name: str
    type: str
    type_zh: str
    unit: str
    parent: str | None
    founded_on: date | None
    closed_on: date | None
    exists: bool


class MemberOut(Schema):
    """A person of the roll; numbers only masked."""

    code: str
    name: str
    sex: str
    status: str
    status_zh: str
    organization: str | None
    group: str | None
    floating: bool
    retired: bool
    masked: dict[str, str] = {}


class FieldOut(Schema):
    """One field of a kind's form."""

    zh: str
    type: str
    required: bool
    hint: str
    unit: str
    options: dict[str, str]
    tags: dict[str, str]


class KindOut(Schema):
    """A kind of entry, with everything that a form needs."""

    id: str
    zh: str
    group: str
    recorded_by: list[str]
    needs_second_person: bool
    fields: dict[str, FieldOut]
    roles: dict[str, str]


class FindingOut(Schema):
    """Something that a person should look at."""

    code: str
    severity: str
    message: str
    place: str
    rule: str


class RowOut(Schema):
    """A line of the list of entries."""

    entry: int
    number: int
    organization: str
    day: date
    last_day: date
    year: int
    title: str
    place: str
    kinds: list[str]
    state: str
    is_late: bool
    is_tally: bool


class EntryOut(RowOut):
    """An entry as this reader may see it."""

    record: dict[str, Any]
    withheld: bool
    reason: str
    void_reason: str
    rulebook: str
    revisions: list[RowOut]
    findings: list[FindingOut] = []


class RecordedOut(Schema):
    """What came of recording or correcting."""

    entry: int
    number: int
    findings: list[FindingOut]


class DoneOut(Schema):
    """Where the entry stands now."""

    entry: int
    number: int
    state: str


class ObligationOut(Schema):
    """One obligation with its answer."""

    organization: str
    rule: str
    zh: str
    about: str
    window: dict[str, date]
    due_on: date
    code: str
    answer_zh: str
    reason: str
    arithmetic: list[str]
    source: str
    article: str
    confirmed: bool
    general: bool
    had: int
    needed: int
    entries: list[int]
    not_counted: list[dict[str, Any]]


class FigureInfoOut(Schema):
    """A figure that can be asked for."""

    id: str
    zh: str
    unit: str
    amount: str
    nature: str
    group: str
    definition: str


class SourceOut(Schema):
    """A record that a figure stands on."""

    entry: int
    revision: int
    organization: str
    day: date
    amount: int
    tally: bool


class FigureOut(Schema):
    """A figure with everything it stands on; the value is whole in the smallest unit that `amount` names."""

    organization: str
    id: str
    zh: str
    value: int
    unit: str
    amount: str
    nature: str
    period: dict[str, date]
    as_of: date
    rulebook: str
    tallied: int
    unnamed: int
    is_lower_bound: bool
    overlap: int
    portions: list[dict[str, Any]] = []
    sources: list[SourceOut] = []


class Listed(Schema):
    """How long the whole list is."""

    total: int
    page: int
    page_size: int


class OrganizationsOut(Listed):
    """A page of organisations."""

    items: list[OrganizationOut]


class MembersOut(Listed):
    """A page of members."""

    items: list[MemberOut]


class RowsOut(Listed):
    """A page of entries."""

    items: list[RowOut]


class ObligationsOut(Listed):
    """A page of obligations."""

    items: list[ObligationOut]


class FiguresOut(Listed):
    """A page of figures."""

    items: list[FigureOut]


class TroubleOut(Schema):
    """Every refusal."""

    code: str
    message: str


class MeOut(Schema):
    """Who the caller is."""

    name: str
    roles: list[str]
    token: bool
