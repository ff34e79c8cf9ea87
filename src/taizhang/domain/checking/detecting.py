"""The contract between the engine and a rule type: rules are built into one detector, which reads a text once.

A rule type is a pydantic shape of a rule (its keys in the pack's file) and a function that builds all rules of the type
into one detector. The engine knows the types by the table in `types/__init__.py`; a family adds a module there and a
pack under `rulebook/checks/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Protocol

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.finding import Hit
from taizhang.domain.official_text import OfficialText, Span


class Stage(IntEnum):
    """The order of work: what an earlier stage condemned, a later one passes over."""

    LEFTOVERS = 1  # paid markers, advertising, log-in prompts
    GARBLE = 2
    BLANKS = 3
    LEXICON = 4  # fixed expressions, names of documents, typos
    NUMBERS = 5  # numerals, units, years, sums
    STRUCTURE = 6  # headings, numbering, punctuation, consistency
    DUPLICATES = 7
    RELEASE = 8  # secrets and personal data: never passed over


class Detector(Protocol):
    """All rules of one type, built once, run over many texts and in several threads."""

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:
        """Report every hit; in linear time, without a change to anything kept."""
        ...


class Condemned(Protocol):
    """The spans that earlier stages have already taken."""

    def covers(self, span: Span) -> bool:
        """Say whether any part of the span is condemned."""
        ...
