"""Re-posting (重新入账): what another rulebook would count differently, shown first, then booked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taizhang.apps.audit.writing import Writing
from taizhang.apps.ledger.booking import book, unbook
from taizhang.apps.ledger.models import Booking, Revision
from taizhang.domain.ledger.occasion import Occasion, Posting
from taizhang.domain.ledger.posting import KindUnknownError, post
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.sealing import digest_of_postings
from taizhang.domain.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Reposting:
    """One revision that would count differently."""

    revision: int
    organization: int
    title: str
    before: tuple[Posting, ...]
    after: tuple[Posting, ...]


def repostings(old: Rulebook, new: Rulebook) -> Iterator[Reposting]:
    """Every confirmed revision that posts differently under the new rulebook; touches nothing."""
    bookings = Booking.objects.filter(known_until__isnull=True).select_related("revision").order_by("pk")
    for booking in bookings.iterator(chunk_size=2000):
        revision = booking.revision
        occasion = occasion_of(revision.content)
        try:
            after = post(occasion, new)
        except KindUnknownError:
            after = ()
        if digest_of_postings(after) == booking.postings_digest:
            continue
        yield Reposting(revision.pk, revision.organization_id, revision.title, _before(occasion, old), after)


def apply_repostings(record: Writing, found: Iterable[Reposting], manifest: str) -> int:
    """Close the old bookings and open the new ones; past answers keep the old."""
    after = {one.revision: one.after for one in found}
    revisions = Revision.objects.filter(pk__in=list(after), known_until__isnull=True).order_by("pk")
    for revision in revisions:
        unbook(record, revision)
        book(record, revision, manifest, after[revision.pk])
    return len(revisions)


def repost(record: Writing, before: Rulebook, after: Rulebook) -> int:
    """Book anew, in the commit of an adoption, whatever the adopted rulebook counts differently."""
    return apply_repostings(record, list(repostings(before, after)), after.digest)


def _before(occasion: Occasion, old: Rulebook) -> tuple[Posting, ...]:
    try:
        return post(occasion, old)
    except KindUnknownError:
        return ()
