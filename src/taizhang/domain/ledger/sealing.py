"""The digest of what a revision posts: kept with the booking, derived again by `verify`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from taizhang.domain.canonical import canonical, digest_text
from taizhang.domain.ledger.occasion import Posting

_TRUTH = ("false", "true")


def digest_of_postings(postings: Iterable[Posting]) -> str:
    """Digest the postings of one booking, in their own order: as if the list of their values were spelled canonically.

    Written out, because `verify` does it for millions of postings; all but the figure are numbers and days.
    """
    rows = [
        f"[{_figure(figure)},{organization},{part},{person},{_day(day)},{year},{amount},{_TRUTH[tally]}]"
        for figure, organization, part, person, day, year, amount, tally in sorted(postings)
    ]
    return digest_text(f"[{','.join(rows)}]")


@lru_cache(maxsize=4096)
def _figure(figure: str) -> str:
    return canonical(figure)


@lru_cache(maxsize=4096)
def _day(day: date) -> str:
    return canonical(day.isoformat())
