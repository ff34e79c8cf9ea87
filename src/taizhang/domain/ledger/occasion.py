"""An occasion as it really happened, with its parts: what a revision of an entry holds, word for word.

An occasion carries everything that posting needs, the roster of that day included, so that what a revision
posts is a pure function of its content and a rulebook: it can be derived again years later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, NamedTuple

KNOWN_KEYS_ONLY: Mapping[str, Any] = {"extra": "forbid"}
"""A key that this version does not know is no slip to pass over: a later version wrote something there."""

HEAD_GROUPS: Mapping[str, str] = {"members": "党员", "staff": "职工", "public": "群众", "outside": "外单位"}
"""Participants without names, counted by group."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One person of the roll: present, or absent with a reason."""

    __pydantic_config__: ClassVar = KNOWN_KEYS_ONLY

    person: int
    present: bool
    reason: str = ""
    written_opinion: bool = False


@dataclass(frozen=True, slots=True)
class TakingPart:
    """An organisation taking part: by id, or an outside one by name. `how` is joint or attending."""

    __pydantic_config__: ClassVar = KNOWN_KEYS_ONLY

    organization: int | None
    name: str = ""
    how: str = "joint"


@dataclass(frozen=True, slots=True)
class Roster:
    """Who belonged to what on that day, as the ledger knew it when the occasion was recorded."""

    __pydantic_config__: ClassVar = KNOWN_KEYS_ONLY

    due: int | None = None
    """Members who should attend."""
    voters: tuple[int, ...] = ()
    """Members with the right to vote who should attend."""
    committee: tuple[int, ...] = ()
    """The members of the organisation's committee."""
    secretary: int | None = None
    deputies: tuple[int, ...] = ()
    branch_of: Mapping[int, int] = field(default_factory=dict)
    """The branch of each participant on that day."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an occasion: a kind, its fields, its roles."""

    __pydantic_config__: ClassVar = KNOWN_KEYS_ONLY

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Persons by role; `attendee` left out means everybody present on the roll."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A stated count (汇总登记) for what will never be typed one by one; the occasion's days are its period."""

    __pydantic_config__: ClassVar = KNOWN_KEYS_ONLY

    figure: str
    amount: int
    keeper: str
    """Who keeps the paper register."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day (or days), a place, a roll, a set of papers, one or more parts; or a period with stated counts."""

    __pydantic_config__: ClassVar = KNOWN_KEYS_ONLY

    recorder: int
    day: date
    year: int
    end_day: date | None = None
    title: str = ""
    place: str = ""
    begins: str = ""
    ends: str = ""
    summary: str = ""
    organizations: tuple[TakingPart, ...] = ()
    roll: tuple[Participant, ...] = ()
    heads: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    tallies: tuple[Tally, ...] = ()
    attachments: tuple[str, ...] = ()
    """Digests of the files."""
    source: str = ""
    """Where the record was taken from: import, document with passage."""
    campaign: int | None = None
    roster: Roster = field(default_factory=Roster)

    @property
    def last_day(self) -> date:
        """The last day of the occasion."""
        return self.end_day or self.day

    @property
    def present(self) -> tuple[int, ...]:
        """The persons present on the roll."""
        return tuple(one.person for one in self.roll if one.present)

    @property
    def is_tally(self) -> bool:
        """Say whether this is a 汇总登记."""
        return bool(self.tallies)


class Posting(NamedTuple):
    """What one part counts for: an amount on one figure of one organisation (and perhaps one person).

    A tuple, because `verify` derives millions of them anew.
    """

    figure: str
    organization: int
    part: int
    person: int
    """Nought where the amount belongs to nobody in particular."""
    day: date
    year: int
    amount: int
    tally: bool = False
