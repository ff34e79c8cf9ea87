"""The own words of a unit: protected names, house style, switched-off rules, silenced findings with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Reach(StrEnum):
    """How far a silence reaches."""

    ONCE = "once"  # this place of this document
    DOCUMENT = "document"  # every finding of the rule in this document
    ALWAYS = "always"  # this wording, in every document


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A rule that this unit does not want, or one that sleeps and is wanted."""

    rule: str
    reason: str
    author: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A finding that somebody has looked at and let stand."""

    reach: Reach
    rule: str
    reason: str
    author: str
    fingerprint: str = ""
    excerpt: str = ""
    document: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class House:
    """Everything a unit has decided about the checker."""

    protected: frozenset[str] = frozenset()
    style: Mapping[str, str] = field(default_factory=dict)
    off: Mapping[str, SwitchedOff] = field(default_factory=dict)
    on: frozenset[str] = frozenset()
    """Optional rules that this unit wants."""
    silences: tuple[Silence, ...] = ()

    def allows(self, rule: str, *, optional: bool) -> bool:
        """Say whether a rule runs here: a switched-off pack switches off all its rules."""
        pack = rule.partition("/")[0]
        if rule in self.off or pack in self.off:
            return False
        return not optional or rule in self.on or pack in self.on
