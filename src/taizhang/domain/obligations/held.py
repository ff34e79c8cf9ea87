"""A confirmed entry as rules of votes and contents read it (已确认的记录)."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.domain.ledger.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Held:
    """An occasion with the entry and the revision that hold it."""

    entry: int
    revision: int
    title: str
    occasion: Occasion
