"""What the checker may know beside the text: the day, the kind of paper, a unit's own words, what others have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from taizhang.domain.official_text import OfficialText


@dataclass(frozen=True, slots=True)
class EarlierText:
    """Another text to hold this one against: last year's report, a neighbour's, a folder."""

    name: str
    text: OfficialText


@dataclass(frozen=True, slots=True)
class Context:
    """Everything passed in; the checker has no clock, no folder and no database of its own."""

    today: date
    year: int | None = None
    """The year the paper speaks of; None lets the text's own title say it."""
    protected: frozenset[str] = frozenset()
    """Names and terms of the unit that are never called wrong."""
    house_style: Mapping[str, str] = field(default_factory=dict)
    """Wrong → right as this unit wants it."""
    earlier: tuple[EarlierText, ...] = ()
    release: bool = False
    """Whether the text is about to leave the house, so that secrets and personal data block it."""
