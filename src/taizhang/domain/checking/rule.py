"""What every rule of a pack carries, whatever its type: source, wording, interval, examples."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from taizhang.domain.checking.detecting import Stage
from taizhang.domain.checking.finding import Category, Confidence, Hit, SourceLevel
from taizhang.domain.findings import Severity
from taizhang.domain.rules.shape import Name, Shape, Text

STAGE_OF: Final = {
    Category.PAYWALL: Stage.LEFTOVERS,
    Category.ADVERTISING: Stage.LEFTOVERS,
    Category.GARBLE: Stage.GARBLE,
    Category.BLANK: Stage.BLANKS,
    Category.FIXED_EXPRESSION: Stage.LEXICON,
    Category.TYPO: Stage.LEXICON,
    Category.GRAMMAR: Stage.LEXICON,
    Category.STALE_YEAR: Stage.NUMBERS,
    Category.ARITHMETIC: Stage.NUMBERS,
    Category.LEDGER: Stage.NUMBERS,
    Category.FORMAT: Stage.STRUCTURE,
    Category.PUNCTUATION: Stage.STRUCTURE,
    Category.STRUCTURE: Stage.STRUCTURE,
    Category.CONSISTENCY: Stage.STRUCTURE,
    Category.WORD_COUNT: Stage.STRUCTURE,
    Category.LAYOUT: Stage.STRUCTURE,
    Category.DUPLICATE: Stage.DUPLICATES,
    Category.SECRECY: Stage.RELEASE,
}
"""When a rule has its turn, unless its type says otherwise."""

_WORDING: Final = {
    SourceLevel.LAW: "规定：",
    SourceLevel.STANDARD: "国家标准规定：",
    SourceLevel.PRACTICE: "实务通常：",
    SourceLevel.UNCONFIRMED: "待核：",
}


class RuleSource(Shape):
    """Where a demand comes from; only law and standard may say 规定."""

    level: SourceLevel
    title: str = ""
    clause: str = ""

    @property
    def wording(self) -> str:
        """Spell the source as a finding shows it."""
        return f"{_WORDING[self.level]}{self.title}{self.clause}" if self.title else _BARE[self.level]


_BARE: Final = {
    SourceLevel.LAW: "规定",
    SourceLevel.STANDARD: "国家标准规定",
    SourceLevel.PRACTICE: "实务通常如此",
    SourceLevel.UNCONFIRMED: "待核",
}


class RuleExample(Shape):
    """A text that must trip the rule, or must not; a bare text is the whole example."""

    text: Text
    finds: str = ""
    """The characters that the finding must stand on; empty: anywhere."""
    year: int | None = None
    today: date | None = None
    release: bool = False
    earlier: tuple[Text, ...] = ()


def _spelled_out(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Example = Annotated[RuleExample, BeforeValidator(_spelled_out)]


class CheckRule(Shape):
    """One rule of a pack; each type adds keys of its own."""

    id: str = ""
    """blanks/placeholder: the file and the key; never written inside."""
    type: Name
    version: Annotated[int, Field(ge=1)]
    category: Category
    severity: Severity
    confidence: Confidence
    source: RuleSource
    in_force: date | None = None
    until: date | None = None
    optional: bool = False
    """Whether the rule sleeps until a unit's own words switch it on."""
    zh: Text
    why: str = ""
    message: Text
    suggestion: str = ""
    fix: bool = False
    """Whether the first suggestion may replace the span without a person reading it."""
    bad: Annotated[tuple[Example, ...], Field(min_length=1)]
    good: Annotated[tuple[Example, ...], Field(min_length=1)]

    def offered(self, hit: Hit) -> tuple[str, ...]:
        """Give what the hit suggests, or the rule's own advice."""
        if hit.suggestions is not None:
            return hit.suggestions
        return (self.suggestion,) if self.suggestion else ()

    def in_force_for(self, year: int) -> bool:
        """Say whether the rule holds for a paper about that year."""
        return (self.in_force is None or self.in_force.year <= year) and (self.until is None or self.until.year >= year)
