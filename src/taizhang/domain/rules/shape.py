"""What every rulebook file is made of: strict, frozen, with the day a version takes force."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A piece of a rulebook file: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Text = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""An identifier inside a file: a field, a role, a tag."""
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9_]+(/[a-z0-9_]+)*$", max_length=160)]
"""The id of a file (its path below the family), or of a figure (kind/name)."""


class FileShape(Shape):
    """The content of one file; its id is its path below the family's folder and is never written inside."""

    id: str = ""


class Status(StrEnum):
    """Whether a person has read the article: unconfirmed rules (待核) inform and never fail anybody."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class Level(StrEnum):
    """Where a rule comes from; it fixes the verb that a page may use."""

    REGULATION = "regulation"  # 党内法规: 规定
    STATE_LAW = "state_law"  # 法律法规: 规定
    STANDARD = "standard"  # 国标
    NOTICE = "notice"  # 文件、通知: 要求
    PRACTICE = "practice"  # 实务: 通常
    LOCAL = "local"  # 本级制度


class Edition(Shape):
    """One edition of a source, by the days it was in force."""

    issued_on: date | None = None
    in_force_on: date | None = None
    """None: the day has not been found; the note says what is known."""
    repealed_on: date | None = None
    number: str = ""
    note: str = ""


class Source(FileShape):
    """A regulation (党内法规、文件), with its editions and the addresses where its text can be read."""

    zh: Text
    short: str = ""
    issuer: str
    level: Level
    editions: Annotated[tuple[Edition, ...], Field(min_length=1)]
    addresses: tuple[str, ...] = ()
    status: Status
    checked_on: date
    checked_by: str
    note: str = ""


class Version(Shape):
    """What every dated version of a rule carries: from when, by which article, read by whom."""

    since: Annotated[date, Field(alias="from")]
    until: date | None = None
    source: Identifier
    article: str = ""
    """第十一条; empty where nobody has seen the number."""
    reference: str = ""
    """The row of the fact sheet it was taken from (ZB-10)."""
    status: Status
    evidence: str = ""
    """How the article was seen: C1 full text, C2 restated, C3 weak page, M from memory, D in doubt."""
    checked_on: date
    checked_by: str
    general: bool = False
    """The article says 一般: the words stay soft."""
    text: Text
    """The requirement in our own words, as shown under 依据."""

    def in_force(self, day: date) -> bool:
        """Say whether this version holds on that day."""
        return self.since <= day and (self.until is None or day <= self.until)
