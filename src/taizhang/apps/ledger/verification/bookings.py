"""Postings derived again from content and rulebook, booking by booking, by one process or by two."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache, lru_cache
from multiprocessing import get_context
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max

from taizhang.apps.audit.verification import Counted, Difference
from taizhang.apps.audit.verification.rows import Table, pieces
from taizhang.apps.audit.verification.whole import Progress
from taizhang.apps.ledger.models import Booking, FigureCode, Posting
from taizhang.apps.ledger.verification.contents import Contents, Read, parted
from taizhang.apps.ledger.verifying_process import begin_process, derive
from taizhang.apps.rulebooks.errors import DamagedRulebookError, UnknownRulebookError
from taizhang.apps.rulebooks.selectors import rulebook_of
from taizhang.domain.ledger import occasion as values
from taizhang.domain.ledger.posting import KindUnknownError, post
from taizhang.domain.ledger.sealing import digest_of_postings
from taizhang.domain.rules.rulebook import Rulebook

PIECE = 500
NO_BOOKING = "它所属的那次入账不存在：它是绕开系统加进来的。"
_COLUMNS = (
    "booking_id",
    "figure_id",
    "organization_id",
    "part",
    "person",
    "day",
    "year",
    "amount",
    "tally",
    "month",
    "entry_id",
    "known_from",
    "known_until",
)
Row = tuple[Any, ...]


class Outcome(NamedTuple):
    """What one piece came to."""

    differences: list[Difference]
    derived: int


class _Booking(NamedTuple):
    id: int
    revision_id: int
    manifest_id: str
    postings_digest: str
    known_from: int
    known_until: int | None


class Deriving:
    """Derives the bookings of one range of numbers after another, as of one commit."""

    def __init__(self, seq: int) -> None:
        """Read the numbers of figures anew, and remember no rulebook from before: what is in the tables counts."""
        self.seq = seq
        self._figures = dict(FigureCode.objects.values_list("code", "id"))
        self._rulebooks: dict[str, Rulebook | None] = {}
        self._bookings = Table(Booking)
        self._places = tuple(map(self._bookings.place, _Booking._fields))
        self._contents = Contents(seq)

    def piece(self, low: int, high: int) -> Outcome:
        """Derive the bookings numbered low to high."""
        found: list[Difference] = []
        rows = self._bookings.select("WHERE id >= %s AND id <= %s ORDER BY id", (low, high))
        bookings = [_Booking(*map(row.__getitem__, self._places)) for row in rows]
        before = self._contents.counted
        read = self._contents.read(sorted({one.revision_id for one in bookings}), found)
        stored, count = _stored(low, high)
        for booking in bookings:
            mine = stored.pop(booking.id, [])
            revision = read.get(booking.revision_id)
            if booking.known_from <= self.seq and revision is not None:
                found.extend(self._compare(booking, revision, mine))
        for booking_id, orphans in stored.items():
            if orphans[0][_COLUMNS.index("known_from")] <= self.seq:
                found.append(_named(booking_id, None, "booking_id", NO_BOOKING))
        return Outcome(found, count + self._contents.counted - before)

    def _compare(self, booking: _Booking, revision: Read, stored: list[Row]) -> Iterator[Difference]:
        rulebook = self._rulebook(booking.manifest_id)
        if rulebook is None:
            message = "它所依据的制度读不出来，无法重新推算。"
            yield Difference(Booking._meta.db_table, str(booking.id), "manifest_id", message)
            return
        try:
            derived = post(revision.occasion, rulebook)
        except KindUnknownError:
            derived = ()
        if digest_of_postings(derived) != booking.postings_digest:
            message = "从内容和制度重新推算，结果与入账时的摘要不符。"
            yield Difference(Booking._meta.db_table, str(booking.id), "postings_digest", message)
        until = booking.known_until
        tail = (revision.entry, booking.known_from, None if until is None or until > self.seq else until)
        expected = [self._as_row(booking.id, one, tail) for one in derived]
        if stored == expected:
            return
        normal = sorted((_until(row, self.seq) for row in stored), key=_order)
        wanted = sorted(expected, key=_order)
        if normal != wanted:
            yield _first_difference(booking.id, wanted, normal)

    def _as_row(self, booking: int, one: values.Posting, tail: Row) -> Row:
        figure, organization, part, person, day, year, amount, tally = one
        spelled, month = _day(day)
        return (
            booking,
            self._figures.get(figure, 0),
            organization,
            part,
            person,
            spelled,
            year,
            amount,
            int(tally),
            month,
            *tail,
        )

    def _rulebook(self, digest: str) -> Rulebook | None:
        if digest not in self._rulebooks:
            try:
                self._rulebooks[digest] = rulebook_of.__wrapped__(digest)
            except (DamagedRulebookError, UnknownRulebookError, ValueError, KeyError):
                self._rulebooks[digest] = None
        return self._rulebooks[digest]


class DerivedBookings:
    """Derives every booking's postings anew, and what else was taken from the contents behind them.

    With several processes the work begins at once, beside what the caller still has to look at.
    """

    def __init__(self, seq: int, counted: Counted, progress: Progress, processes: int = 1) -> None:
        """Cut the bookings into pieces, and begin."""
        self._seq, self._counted, self._progress = seq, counted, progress
        self._last: int = Booking.objects.aggregate(last=Max("pk"))["last"] or 0
        self._ranges = list(pieces(self._last, PIECE))
        self._pool: ProcessPoolExecutor | None = None
        if processes < 2 or len(self._ranges) < 2 * processes:  # noqa: PLR2004 (one process)
            self._outcomes: Iterator[Outcome] = self._one_by_one()
            return
        self._pool = ProcessPoolExecutor(
            processes,
            mp_context=get_context("spawn"),
            initializer=begin_process,
            initargs=(os.environ["DJANGO_SETTINGS_MODULE"], str(connection.settings_dict["NAME"]), seq),
        )
        self._outcomes = self._pool.map(derive, self._ranges)

    def __iter__(self) -> Iterator[Difference]:
        """Yield what differs, in the order of the bookings."""
        for done, outcome in enumerate(self._outcomes, start=1):
            self._counted.derived += outcome.derived
            self._progress(done, len(self._ranges), "重新推算入账")
            yield from outcome.differences
        yield from _outside(self._last, self._seq)

    def close(self) -> None:
        """Stop; what is not begun is not done."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _one_by_one(self) -> Iterator[Outcome]:
        deriving = Deriving(self._seq)
        for low, high in self._ranges:
            yield deriving.piece(low, high)


@lru_cache(maxsize=20_000)
def _day(day: date) -> tuple[str, int]:
    return day.isoformat(), day.year * 12 + day.month - 1


def _until(row: Row, seq: int) -> Row:
    until = row[-1]
    return (*row[:-1], None if until is not None and until > seq else until)


def _order(row: Row) -> Row:
    return (*row[:-1], row[-1] or 0)


def _first_difference(booking: int, expected: list[Row], stored: list[Row]) -> Difference:
    left, beside = parted(expected, stored)
    if not beside:
        return Difference(Posting._meta.db_table, "", "", f"第{booking}次入账应有的一笔不在了：被删了。")
    row = beside[0]
    if not left:
        return _named(booking, row, "", f"第{booking}次入账推算不出这一笔：它是多出来的。")
    nearest = min(left, key=lambda other: sum(one != two for one, two in zip(row, other, strict=True)))
    column = next(name for name, one, two in zip(_COLUMNS, row, nearest, strict=True) if one != two)
    return _named(booking, row, column, f"与第{booking}次入账的推算不符：被改过。")


def _named(booking: int, row: Row | None, column: str, message: str) -> Difference:
    """Find the number of a row by its values."""
    key = ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_selected()}, id FROM {_table()} WHERE booking_id = %s ORDER BY id", [booking])  # noqa: S608 (names of our own table)
        for *found, number in cursor.fetchall():
            if row is None or tuple(found) == row:
                key = str(number)
                break
    return Difference(Posting._meta.db_table, key, column, message)


def _stored(low: int, high: int) -> tuple[dict[int, list[Row]], int]:
    found: dict[int, list[Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_selected()} FROM {_table()} WHERE booking_id >= %s AND booking_id <= %s"  # noqa: S608 (names of our own table)
            " ORDER BY booking_id, id",
            [low, high],
        )
        rows = cursor.fetchall()
    for row in rows:
        found[row[0]].append(row)
    return found, len(rows)


@cache
def _selected() -> str:
    # Cast, so that the driver makes no date object of five million texts.
    cast = {"day": "CAST(day AS TEXT)", "tally": "CAST(tally AS INTEGER)"}
    return ", ".join(cast.get(column, column) for column in _COLUMNS)


def _table() -> str:
    return connection.ops.quote_name(Posting._meta.db_table)


def _outside(last: int, seq: int) -> Iterator[Difference]:
    """Postings of bookings beyond all bookings."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {_table()} WHERE (booking_id > %s OR booking_id < 1) AND known_from <= %s LIMIT 1",  # noqa: S608 (names of our own table)
            [last, seq],
        )
        for (key,) in cursor.fetchall():
            yield Difference(Posting._meta.db_table, str(key), "booking_id", NO_BOOKING)
