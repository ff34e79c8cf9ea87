"""Postings in bulk: plain rows through the driver, because they are most of what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

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
    table = connection.ops.quote_name(Posting._meta.db_table)
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy: Any = cursor.copy(f"COPY {table} ({columns}) FROM STDIN")
            with copy as stream:
                for row in _rows(seq, figures, booked):
                    stream.write_row(row)
            return
        places = ", ".join(["%s"] * len(COLUMNS))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(_rows(seq, figures, booked)))  # noqa: S608 (names of our own table)


def _rows(seq: int, figures: Mapping[str, int], booked: Iterable[Booked]) -> Iterator[tuple[Any, ...]]:
    as_text = connection.vendor != "postgresql"
    for booking, entry, postings in booked:
        for one in postings:
            yield (
                booking,
                entry,
                figures[one.figure],
                one.organization,
                one.part,
                one.person,
                one.day.isoformat() if as_text else one.day,
                one.day.year * 12 + one.day.month - 1,
                one.year,
                one.amount,
                one.tally,
                seq,
            )
