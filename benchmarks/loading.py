"""Loading many entries, recorded and confirmed, against `bulk_create` of the very same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import models, transaction

from benchmarks.hands import hand
from benchmarks.ratios import Comparison, Spans, alternate
from benchmarks.story import YEARS, Branch, confirmed_on, month_of
from benchmarks.waiting import branches
from benchmarks.world import TODAY
from taizhang.apps.ledger.models import (
    Booking,
    Confirmation,
    Entry,
    Posting,
    Revision,
    RevisionOrganization,
    RevisionPart,
    Signature,
)
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.members.selectors import rolls

BUNCH, BUNCHES = 200, 5
"""Entries of a commit, as an import of a file writes them, and commits of a run."""
AIM = 2000
Rows = list[tuple[type[models.Model], list[models.Model]]]


def compare(times: int) -> Comparison:
    """Load and insert in turn, each time other entries."""
    told, clerk, secretary, rosters = _told(), hand("clerk"), hand("secretary"), Rosters()
    many = BUNCH * BUNCHES

    def load() -> list[int]:
        entries: list[int] = []
        for _ in range(BUNCHES):
            incoming = [_incoming(content) for content in islice(told, BUNCH)]
            entries += load_entries(clerk, incoming, TODAY, confirmer=secretary, rosters=rosters).entries
        return entries

    # What a first load wrote is the pattern for the bare inserts: the same rows once more, under numbers of their own.
    made = [_rows(load()) for _ in range(times + 1)]
    spans = alternate(
        {
            f"load_entries（登记并确认 {many} 条，每 {BUNCH} 条一次提交）": load,
            f"裸 bulk_create 同样的行（{BUNCHES} 个事务）": lambda: _insert(made.pop()),
        },
        times,
    )
    return Comparison(
        f"批量载入 {many} 条",
        spans,
        f"每秒 {AIM} 条",
        many / spans[0].median * 1000 >= AIM,
        (
            f"每秒：{'、'.join(_speed(one, many) for one in spans)}。",
            "裸写入不核对权限、不校验、不推算、不算摘要、不接审计链，行也是事先备好的。",
        ),
    )


def _speed(one: Spans, many: int) -> str:
    by_work = f"（按处理器 {many / one.work * 1000:.0f}）" if one.work else ""
    return f"{one.name.partition('（')[0]} {many / one.median * 1000:.0f} 条{by_work}"


def _told() -> Iterator[dict[str, Any]]:
    """What the branches do in the last year, told again."""
    places = branches()
    roll: dict[int, list[int]] = {}
    for one in rolls(places, TODAY):
        roll.setdefault(one.organization or 0, []).append(one.id)
    around = [
        Branch(number, place, tuple(roll[number]), places[(place + 1) % len(places)])
        for place, number in enumerate(places)
    ]
    while True:
        for month in range(1, 13):
            for branch in around:
                yield from month_of(branch, YEARS[-1], month)


def _incoming(content: dict[str, Any]) -> Incoming:
    day = confirmed_on(date.fromisoformat(content["day"]))
    return Incoming(content, recorded_on=day, confirmed_on=day)


def _rows(entries: Sequence[int]) -> list[Rows]:
    """Every row of these entries, cut into the transactions in which they are inserted anew."""
    return [_rows_of(entries[start : start + BUNCH]) for start in range(0, len(entries), BUNCH)]


def _rows_of(entries: Sequence[int]) -> Rows:
    recorded = {"revision__entry__in": entries}
    return [
        (Entry, list(Entry.objects.filter(pk__in=entries).order_by("pk"))),
        (Revision, list(Revision.objects.filter(entry__in=entries).order_by("pk"))),
        (RevisionPart, list(RevisionPart.objects.filter(**recorded))),
        (RevisionOrganization, list(RevisionOrganization.objects.filter(**recorded))),
        (Signature, list(Signature.objects.filter(**recorded))),
        (Confirmation, list(Confirmation.objects.filter(**recorded))),
        (Booking, list(Booking.objects.filter(**recorded).order_by("pk"))),
        (Posting, list(Posting.objects.filter(entry__in=entries).order_by("pk"))),
    ]


def _insert(bunches: list[Rows]) -> None:
    for rows in bunches:
        with transaction.atomic():
            _insert_bunch(rows)


def _insert_bunch(rows: Rows) -> None:
    """Insert a bunch, each row leading to the new ones that it leads to."""
    fresh: dict[str, dict[int, int]] = {"entry_id": {}, "revision_id": {}, "booking_id": {}}
    for table, several in rows:
        before = [int(one.pk) for one in several]
        for one in several:
            one.pk = None
            for column, numbers in fresh.items():
                if hasattr(one, column):
                    setattr(one, column, numbers[getattr(one, column)])
        table._default_manager.bulk_create(several)
        column = {Entry: "entry_id", Revision: "revision_id", Booking: "booking_id"}.get(table)
        if column:
            fresh[column] = dict(zip(before, (int(one.pk) for one in several), strict=True))
