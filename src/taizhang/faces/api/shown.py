"""What comes out, field by field; nothing else is given."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema


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
