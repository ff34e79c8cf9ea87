"""Whom the commits between two marks of the chain concern: the organisations and figures whose counts may differ.

Every commit names the rows that it wrote and closed, and what counts hangs on revisions, confirmations and bookings
alone; so whoever is named by none of those has the same counts as before. Facts of other apps (posts, members, rules)
are no business of this: answers that hang on them are kept beside them and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from taizhang.apps.audit.commits import Mark, Rows, rows_between
from taizhang.apps.ledger.models import Booking, Confirmation, Entry, Posting, Revision, RevisionOrganization, Voiding

MOST_COMMITS = 500
MOST_REVISIONS = 1000
"""Beyond this (an import, an adoption) it is quicker to work everything out anew."""
_BUNCH = 400
_POSTED = ("organization_id", "year", "day", "tally")


class Posted(NamedTuple):
    """Whom postings credit, and when; told once for all that say the same."""

    organization: int
    year: int
    day: date
    tally: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """The organisations that recorded, took part or were credited, and what was posted, before or after."""

    organizations: frozenset[int] = frozenset()
    figures: frozenset[str] = frozenset()
    posted: frozenset[Posted] = frozenset()


NOTHING = Touched()


def touched_between(after: Mark, upto: Mark) -> Touched | None:
    """Whom the commits after one mark, up to another, concern; None: possibly everybody."""
    if after == upto:
        return NOTHING
    return _touched(after, upto) if 0 < upto.seq - after.seq <= MOST_COMMITS else None


@lru_cache(maxsize=64)
def _touched(after: Mark, upto: Mark) -> Touched | None:
    rows = rows_between(after, upto)
    if rows is None:
        return None
    revisions = sorted(_revisions(rows))
    if len(revisions) > MOST_REVISIONS:
        return None
    organizations: set[int] = set()
    figures: set[str] = set()
    posted: set[Posted] = set()
    for some in _bunches(revisions):
        organizations.update(Revision.objects.filter(pk__in=some).values_list("organization_id", flat=True))
        others = RevisionOrganization.objects.filter(revision_id__in=some, organization__isnull=False)
        organizations.update(others.values_list("organization_id", flat=True))
        rows_posted = Posting.objects.filter(booking__revision_id__in=some).order_by()
        for figure, *said in rows_posted.values_list("figure__code", *_POSTED).distinct():
            posted.add(Posted(*said))
            figures.add(figure)
    organizations.update(one.organization for one in posted)
    return Touched(frozenset(organizations), frozenset(figures), frozenset(posted))


def _revisions(rows: Rows) -> set[int]:
    """The revisions behind these rows; of an entry that was voided, all."""
    found = set(_keys(rows, Revision))
    for table in (Booking, Confirmation):
        for some in _bunches(_keys(rows, table)):
            found.update(table._default_manager.filter(pk__in=some).values_list("revision_id", flat=True))
    voided = Voiding.objects.filter(pk__in=_keys(rows, Voiding)).values("entry_id")
    entries = Revision.objects.filter(entry_id__in=voided) if _keys(rows, Voiding) else Revision.objects.none()
    return found | set(entries.values_list("pk", flat=True))


def _keys(rows: Rows, table: type[Revision | Booking | Confirmation | Voiding | Entry]) -> list[int]:
    return sorted(int(key) for key in rows.get(table._meta.db_table, ()))


def _bunches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _BUNCH):
        yield numbers[start : start + _BUNCH]
