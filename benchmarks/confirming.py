"""Confirming one entry in a commit of its own, against a bare insert of the same rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from benchmarks.hands import hand
from benchmarks.ratios import Comparison, alternate
from benchmarks.waiting import waiting_revisions
from benchmarks.world import TODAY
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.ledger.booking import figure_numbers
from taizhang.apps.ledger.models import Booking, Confirmation, Posting, Revision
from taizhang.apps.ledger.services import confirm_entry
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import occasion_of

MOST = 3.0


def compare(times: int) -> Comparison:
    """Confirm and insert in turn, each time another entry that waits."""
    ours, bare = waiting_revisions(times + 2), waiting_revisions(times + 2)
    secretary = hand("secretary")
    rows = [_rows(one) for one in bare]
    spans = alternate(
        {
            "confirm_entry（自成一次提交）": lambda: confirm_entry(secretary, ours.pop(), TODAY),
            "裸 ORM 写同样的行（自成一个事务）": lambda: _insert(rows.pop()),
        },
        times,
        warm=2,
    )
    ratio = spans[0].median / spans[1].median
    return Comparison(
        "确认一条记录",
        spans,
        f"不超过裸 ORM 写入同样各行的 {MOST:g} 倍",
        ratio <= MOST,
        (f"每条 {len(rows[0][2]) if rows else 17} 笔入账左右。裸写入不核对权限、不推算、不算摘要、不接审计链。",),
    )


def _rows(revision_id: int) -> tuple[Revision, str, list[dict[str, Any]]]:
    """What confirming would write, made ready beforehand: the bare insert is spared all thinking."""
    revision = Revision.objects.get(pk=revision_id)
    rulebook = current_rulebook()
    found = post(occasion_of(revision.content), rulebook)
    numbers = figure_numbers({one.figure for one in found})
    return (
        revision,
        rulebook.digest,
        [
            {
                "entry_id": revision.entry_id,
                "figure_id": numbers[one.figure],
                "organization_id": one.organization,
                "part": one.part,
                "person": one.person,
                "day": one.day,
                "month": one.day.year * 12 + one.day.month - 1,
                "year": one.year,
                "amount": one.amount,
                "tally": one.tally,
            }
            for one in found
        ],
    )


def _insert(made: tuple[Revision, str, list[dict[str, Any]]]) -> None:
    revision, manifest, postings = made
    with transaction.atomic():
        head = ChainHead.objects.get(pk=1)
        seq = head.seq + 1
        Confirmation.objects.create(revision=revision, account=1, confirmed_on=TODAY, known_from=seq)
        booking = Booking.objects.create(
            revision=revision,
            manifest_id=manifest,
            postings_digest="0" * 64,
            known_from=seq,
        )
        Posting.objects.bulk_create([Posting(booking=booking, known_from=seq, **one) for one in postings])
        Commit.objects.create(
            seq=seq,
            at=datetime.now(UTC).isoformat(),
            day=TODAY,
            actor="bench",
            action="bare",
            subject="",
            facts="[]",
            closed="[]",
            previous=head.digest,
            digest=f"{seq:064}",
        )
        ChainHead.objects.filter(pk=1).update(seq=seq)
