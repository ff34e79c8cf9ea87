"""What happens, as the story tells it: occasions, corrections and voidings, by codes instead of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part: a kind, its fields, its roles by the codes of people."""

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Came:
    """One person of the roll: present, or absent with a reason."""

    person: str
    present: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AttachedText:
    """A paper that came with an occasion."""

    name: str
    text: str
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class OccasionPlan:
    """One occasion, with when it was recorded and confirmed."""

    recorder: str
    day: date
    parts: tuple[PartPlan, ...]
    recorded_on: date
    confirmed_on: date | None
    key: str = ""
    """A name in the story, for what is later corrected or voided."""
    title: str = ""
    place: str = ""
    begins: str = ""
    ends: str = ""
    summary: str = ""
    end_day: date | None = None
    year: int | None = None
    joint: tuple[str, ...] = ()
    """Organisations that held it jointly: codes, or the name of an outside one."""
    attending: tuple[str, ...] = ()
    roll: tuple[Came, ...] = ()
    heads: Mapping[str, int] = field(default_factory=dict)
    tallies: tuple[tuple[str, int, str], ...] = ()
    """Figure, amount, and who keeps the paper register."""
    attached: tuple[AttachedText, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """A confirmed occasion told anew, with the reason."""

    key: str
    day: date
    reason: str
    changes: Mapping[str, Any]
    """Fields of the occasion plan that change."""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class VoidingPlan:
    """An occasion voided, with the reason."""

    key: str
    day: date
    reason: str


def item(title: str, *tags: str, form: str = "") -> dict[str, Any]:
    """A row of an items field."""
    row: dict[str, Any] = {"title": title}
    if tags:
        row["tags"] = list(tags)
    if form:
        row["form"] = form
    return row


def paper(title: str, published_on: date | None = None) -> dict[str, Any]:
    """A row of a papers field."""
    return {"title": title, "published_on": published_on.isoformat()} if published_on else {"title": title}
