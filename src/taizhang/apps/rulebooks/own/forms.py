"""What a page's form says about a unit's own kind or rule: Chinese names; identifiers are given, never typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from taizhang.domain.periods import Cycle


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from: an option, a tag, a role. A new one has no identifier yet."""

    zh: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the form."""

    zh: str
    type: str = "text"
    name: str = ""
    required: bool = False
    hint: str = ""
    unit: str = ""
    options: tuple[Choice, ...] = ()
    tags: tuple[Choice, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure that the kind adds to, besides the five that every kind has.

    `ground` is one of number, count_of, items, any_item, amount_per; `of` names the field or role, by identifier or
    by its Chinese name.
    """

    zh: str
    ground: str
    of: str
    name: str = ""
    unit: str = ""
    tag: str = ""
    """With items and any_item: only rows with this tag."""
    option: str = ""
    """With a number of a grades field: which grade."""


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A group of kinds."""

    zh: str
    name: str = ""
    order: int = 900


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind of entry."""

    zh: str
    group: str
    """The identifier of a group, shipped or own."""
    name: str = ""
    """The last part of its identifier; empty for a new one."""
    unit: str = "次"
    note: str = ""
    find: tuple[str, ...] = ()
    recorded_by: tuple[str, ...] = ()
    second_person: bool = False
    fields: tuple[OwnField, ...] = ()
    roles: tuple[Choice, ...] = ()
    """Besides chair and attendee."""
    figures: tuple[OwnFigure, ...] = ()
    sentence: str = ""
    """May say {次数}, {人次}, {人数}, {组织数}, {地点数}, or a figure's Chinese name in braces."""
    details: bool = False


@dataclass(frozen=True, slots=True)
class OwnCadence:
    """A rule: at least so many of a kind in each window."""

    zh: str
    figures: tuple[str, ...]
    """Identifiers of figures that count (kind/count)."""
    window: Cycle
    types: tuple[str, ...]
    since: date
    name: str = ""
    at_least: int = 1
    until: date | None = None
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    text: str = ""
    usually: str = ""
    document: str = ""
    """The unit's own document that asks for it: its name; empty: a practice without one."""
    number: str = ""
    article: str = ""
    profile: str = ""
    """The profile it belongs to; empty: the unit's own rules."""


def slug_for(code: str) -> str:
    """The part of a path that stands for an organisation: its code in small letters, digits and underscores."""
    slug = re.sub(r"[^a-z0-9]+", "_", code.lower()).strip("_")
    return slug[:40] or "unit"
