"""A confirmed entry as rules of votes and contents read it (已确认的记录)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.obligations.answers import Subject

VersionT_co = TypeVar("VersionT_co", covariant=True)


class Ruling(Protocol[VersionT_co]):
    """A rule with versions by day, of all organisations or of those that chose its local practice."""

    @property
    def profile(self) -> str | None:
        """The local practice it belongs to."""

    def at(self, day: date) -> VersionT_co | None:
        """The version in force on a day."""


@dataclass(frozen=True, slots=True)
class Held:
    """An occasion with the entry and the revision that hold it."""

    entry: int
    revision: int
    title: str
    occasion: Occasion


def spoken_of(
    rule: Ruling[VersionT_co], subject: Subject, year: int, as_of: date, held: Iterable[Held]
) -> Iterator[tuple[Held, VersionT_co]]:
    """The records of an organisation's year that a rule speaks of, each with the version in force on its day."""
    for one in held:
        occasion = one.occasion
        version = rule.at(occasion.day)
        if version is None or occasion.recorder != subject.id or occasion.year != year or occasion.day > as_of:
            continue
        if rule.profile is None or occasion.day in subject.profiles.get(rule.profile, ()):
            yield one, version
