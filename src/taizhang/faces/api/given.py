"""What goes in, field by field; nothing else is taken."""

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
