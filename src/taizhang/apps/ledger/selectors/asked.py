"""What every question about a year hangs on, besides the organisations: rules, notices, days, and what was known."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.organizations.selectors import shifts
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Shift
from taizhang.domain.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class AskedYear:
    """A year, answered as of a day, under the rules and notices known at a commit (None: now)."""

    rulebook: Rulebook
    shifts: tuple[Shift, ...]
    year: int
    as_of: date
    seq: int | None

    @classmethod
    def now_or_then(cls, year: int, as_of: date, seq: int | None) -> AskedYear:
        """Read the rules and notices of that commit."""
        return cls(current_rulebook(seq), shifts(seq), year, as_of, seq)

    @property
    def question(self) -> tuple[Hashable, ...]:
        """The same, as what answers are kept under."""
        return self.rulebook.digest, self.shifts, self.year, self.as_of, self.seq
