"""A figure (数据): the only thing that may print as a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window


@dataclass(frozen=True, slots=True)
class Portion:
    """What one organisation brings to the total."""

    organization: int
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its definition, its period and the records it stands on."""

    definition: str
    zh: str
    unit: str
    value: int
    nature: str
    """flow, stock or distinct."""
    rulebook: str
    """Digest of the rulebook it was computed by."""
    period: Window
    as_of: date
    known: int
    """The last commit that was known."""
    sources: tuple[Record, ...] = ()
    portions: tuple[Portion, ...] = ()
    overlap: int = 0
    """parts − overlap = total."""
    unnamed: int = 0
    """Heads without names: a count of distinct people is then a lower bound."""
    tallied: int = 0
    """How much of the value is 汇总登记，无逐条."""
    left_out: tuple[Record, ...] = ()
    """汇总登记 whose period reaches beyond the one asked: nobody can say how much of them lies inside."""

    @property
    def is_lower_bound(self) -> bool:
        """Say whether the true value may be larger."""
        return self.nature == "distinct" and self.unnamed > 0
