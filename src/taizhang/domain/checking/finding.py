"""What the checker says about a place in a text, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.findings import Severity


class Category(StrEnum):
    """What kind of fault it is; the reader filters and silences by these."""

    BLANK = "blank"
    PAYWALL = "paywall"
    ADVERTISING = "advertising"
    GARBLE = "garble"
    FIXED_EXPRESSION = "fixed_expression"
    TYPO = "typo"
    GRAMMAR = "grammar"
    PUNCTUATION = "punctuation"
    FORMAT = "format"
    STRUCTURE = "structure"
    STALE_YEAR = "stale_year"
    CONSISTENCY = "consistency"
    ARITHMETIC = "arithmetic"
    DUPLICATE = "duplicate"
    WORD_COUNT = "word_count"
    SECRECY = "secrecy"
    LAYOUT = "layout"
    LEDGER = "ledger"


class Confidence(StrEnum):
    """How sure the rule is of itself; a low one is only shown to who asks for hints."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceLevel(StrEnum):
    """Where the demand comes from; it decides the wording: 规定 only for law and standard, 通常 for practice."""

    LAW = "law"
    STANDARD = "standard"
    PRACTICE = "practice"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a detector found for one rule: a place, and the words its message is filled with."""

    rule: str
    start: int
    end: int
    words: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] | None = None
    """Replacements of the whole span; None takes the rule's own, () says there is none."""
    severity: Severity | None = None
    """How grave it is here; None takes the rule's own."""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """A hit with everything a reader needs: reason, source, what to do; places in code points."""

    rule: str
    version: int
    category: Category
    severity: Severity
    confidence: Confidence
    start: int
    end: int
    line: int
    column: int
    excerpt: str
    message: str
    suggestions: tuple[str, ...]
    source: str
    source_level: SourceLevel
    fixable: bool
    fingerprint: str
    replacing: bool = False
    """Whether the suggestions are texts for the place itself, and no advice."""
