"""Who came, out of whom: what a quorum is held against (到会人数), as exactly as the record allows.

A roll by name answers it. Head counts answer it within bounds: of h members who came, at most (due − base) may be
members outside the base (without a vote, not on the committee); where the bounds do not decide, nobody can say.
"""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.values import ATTENDEE, persons_in, vote_of

VOTERS = "voters"
"""Full members with the right to vote who should attend that day."""


@dataclass(frozen=True, slots=True)
class Presence:
    """How many of the base came, at least and at most; base None: not known who should have come."""

    base: int | None
    least: int
    most: int

    def reaches(self, share: int, of: int, *, strict: bool = False) -> bool | None:
        """Say whether the share of the base came; None where it cannot be said."""
        if not self.base:
            return None
        bar = self.base * share
        if self.least * of > bar or (self.least * of == bar and not strict):
            return True
        if self.most * of < bar or (self.most * of == bar and strict):
            return False
        return None


def presence(occasion: Occasion, part: Part, base: str) -> Presence:
    """Count who came out of `voters`, `committee` or `due`; a vote that states both numbers is taken at its word."""
    stated = vote_of(part.fields.get("vote"))
    if base == VOTERS and stated.due is not None and stated.present is not None:
        return Presence(stated.due, stated.present, stated.present)
    came = set(persons_in(occasion, part, ATTENDEE)) | set(persons_in(occasion, part, "chair"))
    heads = occasion.heads.get("members", 0)
    if not came and not heads:
        return Presence(None, 0, 0)
    roster = occasion.roster
    if base == "due":
        return Presence(roster.due, len(came) + heads, len(came) + heads)
    persons = roster.committee if base == "committee" else roster.voters
    if not persons:
        return Presence(None, 0, 0)
    named = len(came.intersection(persons))
    if not heads:
        return Presence(len(persons), named, named)
    others = max(0, roster.due - len(persons) - (len(came) - named)) if roster.due is not None else heads
    return Presence(len(persons), min(len(persons), named + max(0, heads - others)), min(len(persons), named + heads))
