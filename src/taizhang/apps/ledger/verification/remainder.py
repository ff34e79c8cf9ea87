"""Revisions that were never booked, entries against their revisions, and rows that belong to no revision."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from django.db import connection, models
from django.db.models import Exists, F, Max, OuterRef

from taizhang.apps.audit.verification import Counted, Difference
from taizhang.apps.audit.verification.rows import pieces
from taizhang.apps.audit.verification.whole import Progress
from taizhang.apps.ledger.models import Booking, Entry, Revision, RevisionOrganization, RevisionPart, Signature
from taizhang.apps.ledger.verification.contents import Contents

PIECE = 5000


def derived_without_bookings(seq: int, counted: Counted, progress: Progress) -> Generator[Difference, None, None]:
    """Compare what the passage over the bookings did not come by."""
    contents = Contents(seq)
    last = Revision.objects.aggregate(last=Max("pk"))["last"] or 0
    for low, high in pieces(last, PIECE):
        found: list[Difference] = []
        here = Revision.objects.filter(pk__gte=low, pk__lte=high, known_from__lte=seq)
        unbooked = here.exclude(Exists(Booking.objects.filter(revision=OuterRef("pk"))))
        contents.read(list(unbooked.order_by("pk").values_list("pk", flat=True)), found)
        yield from found
        moved = here.exclude(entry__organization=F("organization")).values_list("entry_id", flat=True)
        for entry in moved[:1]:
            yield Difference(Entry._meta.db_table, str(entry), "organization_id", "与它各版记录的登记组织不一样。")
        progress(high, last, "核对其余记录")
    counted.derived += contents.counted
    for table in (RevisionPart, RevisionOrganization, Signature):
        yield from _orphans(table)


def _orphans(table: type[models.Model]) -> Iterator[Difference]:
    name, revisions = (connection.ops.quote_name(one._meta.db_table) for one in (table, Revision))
    last = table._default_manager.aggregate(last=Max("pk"))["last"] or 0
    for low, high in pieces(last, 10 * PIECE):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM {name} WHERE id >= %s AND id <= %s"  # noqa: S608 (names of our own tables)
                f" AND NOT EXISTS (SELECT 1 FROM {revisions} WHERE {revisions}.id = {name}.revision_id) LIMIT 1",
                [low, high],
            )
            for (key,) in cursor.fetchall():
                yield Difference(table._meta.db_table, str(key), "revision_id", "它所属的那版记录不存在：是多出来的。")
