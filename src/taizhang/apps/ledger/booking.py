"""Writing down what a confirmed revision counts for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from taizhang.apps.audit.writing import Writing
from taizhang.apps.ledger.models import Booking, FigureCode, Posting, Revision
from taizhang.domain.ledger import occasion as values
from taizhang.domain.ledger.sealing import digest_of_postings


def book(record: Writing, revision: Revision, manifest: str, postings: Iterable[values.Posting]) -> Booking:
    """Open a booking with its postings under this commit."""
    found = tuple(postings)
    booking = Booking(revision=revision, manifest_id=manifest, postings_digest=digest_of_postings(found))
    record.write(booking)
    numbers = figure_numbers({one.figure for one in found})
    Posting.objects.bulk_create(
        Posting(
            booking=booking,
            entry_id=revision.entry_id,
            figure_id=numbers[one.figure],
            organization_id=one.organization,
            part=one.part,
            person=one.person,
            day=one.day,
            month=one.day.year * 12 + one.day.month - 1,
            year=one.year,
            amount=one.amount,
            tally=one.tally,
            known_from=record.seq,
        )
        for one in found
    )
    return booking


def unbook(record: Writing, revision: Revision) -> None:
    """Close the booking of a revision and its postings: it counted until this commit."""
    for booking in revision.bookings.filter(known_until__isnull=True):
        record.close(booking)
        Posting.objects.filter(booking=booking, known_until__isnull=True).update(known_until=record.seq)


def figure_numbers(codes: Collection[str]) -> dict[str, int]:
    """The small numbers of figures; one that never was posted gets its number here."""
    numbers = dict(FigureCode.objects.filter(code__in=codes).values_list("code", "id"))
    for code in sorted(set(codes) - numbers.keys()):
        numbers[code] = FigureCode.objects.get_or_create(code=code)[0].pk
    return numbers
