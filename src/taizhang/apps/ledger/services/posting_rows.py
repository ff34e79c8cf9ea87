"""Postings in bulk: plain rows through the driver, because they are most of what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from taizhang.apps.audit.bulk import insert_rows
from taizhang.apps.ledger.models import Posting
from taizhang.domain.ledger import occasion as values

COLUMNS = (
    "booking_id",
    "entry_id",
    "figure_id",
    "organization_id",
    "part",
    "person",
    "day",
    "month",
    "year",
    "amount",
    "tally",
    "known_from",
)
Booked = tuple[int, int, Sequence[values.Posting]]
"""Booking, entry, and what it posts."""


def insert_postings(seq: int, figures: Mapping[str, int], booked: Iterable[Booked]) -> None:
    """Insert the postings of many bookings inside the current transaction."""
    insert_rows(Posting._meta.db_table, COLUMNS, _rows(seq, figures, booked))


def _rows(seq: int, figures: Mapping[str, int], booked: Iterable[Booked]) -> Iterator[tuple[Any, ...]]:
    for booking, entry, postings in booked:
        for one in postings:
            yield (
                booking,
                entry,
                figures[one.figure],
                one.organization,
                one.part,
                one.person,
                one.day.isoformat(),
                one.day.year * 12 + one.day.month - 1,
                one.year,
                one.amount,
                one.tally,
                seq,
            )
