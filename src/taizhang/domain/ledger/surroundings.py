"""What stands around an occasion (周边情况): filled in by the application, looked at by `validate`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another recorded occasion of those days."""

    entry: int
    organization: int
    title: str
    day: date
    end_day: date | None = None
    begins: str = ""
    ends: str = ""
    place: str = ""
    kinds: frozenset[str] = frozenset()
    persons: frozenset[int] = frozenset()
    """Who was present in person."""
    shown: str = ""
    """What messages call it where its title is not for everybody who records."""

    @property
    def called(self) -> str:
        """Name it in a message."""
        return self.shown or self.title

    @property
    def last_day(self) -> date:
        """The last day of the occasion."""
        return self.end_day or self.day


@dataclass(frozen=True, slots=True)
class RememberedMinutes:
    """The signature of the minutes of an earlier occasion."""

    entry: int
    title: str
    day: date
    signature: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything besides the occasion itself that a check may want; what is not known stays empty."""

    organization_type: str = ""
    roll_size: int | None = None
    """Members on the roll of the recorder that day."""
    founded_on: date | None = None
    closed_on: date | None = None
    neighbours: tuple[Neighbour, ...] = ()
    minutes: tuple[RememberedMinutes, ...] = ()
    """Earlier minutes that share a band with these (see `signatures.bands_of`)."""
    profiles: frozenset[str] = frozenset()
    """The local profiles (本地做法) that the recorder has chosen."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Persons by id, as far as messages name them."""
