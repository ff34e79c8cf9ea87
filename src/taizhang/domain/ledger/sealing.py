"""The digest of what a revision posts: kept with the booking, derived again by `verify`."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.domain.canonical import digest
from taizhang.domain.ledger.occasion import Posting


def digest_of_postings(postings: Iterable[Posting]) -> str:
    """Digest the postings of one booking, in their own order."""
    return digest(
        [
            [one.figure, one.organization, one.part, one.person, one.day.isoformat(), one.year, one.amount, one.tally]
            for one in sorted(postings)
        ]
    )
