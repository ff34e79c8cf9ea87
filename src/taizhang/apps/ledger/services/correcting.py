"""Correcting (更正) and voiding (作废): new facts with a reason; nothing is edited or deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_name
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.booking import unbook
from taizhang.apps.ledger.errors import ChangedMeanwhileError, LedgerError
from taizhang.apps.ledger.models import Entry, Revision, Voiding
from taizhang.apps.ledger.selectors.doors import open_entry
from taizhang.apps.ledger.services.recording import Recorded, checked_occasion, write_revision
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook, rulebook_of
from taizhang.domain.ledger.changes import changes_between
from taizhang.domain.ledger.reading import occasion_of


def correct_entry(
    actor: Actor,
    entry_id: int,
    base_number: int,
    content: dict[str, Any],
    reason: str,
    today: date,
) -> Recorded:
    """Record a new revision over the one the clerk had before her; it counts once it is confirmed."""
    entry = open_entry(actor, entry_id)
    require(actor, Permission.CORRECT, entry.organization_id)
    if not reason.strip():
        raise LedgerError("更正要写明原因，例如“人数漏记2人，按签到表改”。原来的版本会保留。")
    rulebook = current_rulebook()
    preview = checked_occasion({**content, "recorder": entry.organization_id}, rulebook, today, entry_id)
    with writing(actor.label, "entry.correct", f"entry:{entry_id}") as record:
        latest = _latest(entry)
        if latest.number != base_number:
            raise ChangedMeanwhileError(latest.number, _changes(latest, base_number), account_name(latest.account))
        if not hasattr(latest, "confirmation"):
            record.close(latest)
        revision = write_revision(
            record,
            entry,
            latest.number + 1,
            preview.occasion,
            rulebook,
            actor=actor,
            today=today,
            reason=reason.strip()[:300],
        )
    return Recorded(entry_id, revision.pk, revision.number, preview.findings)


def void_entry(actor: Actor, entry_id: int, base_number: int, reason: str) -> None:
    """Void an entry: from this commit on it counts for nothing; what it said stays readable."""
    entry = open_entry(actor, entry_id)
    require(actor, Permission.CORRECT, entry.organization_id)
    if not reason.strip():
        raise LedgerError("作废要写明原因，例如“与5月8日那条重复”。记录会保留，只是不再计数。")
    with writing(actor.label, "entry.void", f"entry:{entry_id}") as record:
        latest = _latest(entry)
        if latest.number != base_number:
            raise ChangedMeanwhileError(latest.number, _changes(latest, base_number), account_name(latest.account))
        for revision in Revision.objects.filter(entry=entry, known_until__isnull=True):
            unbook(record, revision)
            record.close(revision)
        record.write(Voiding(entry=entry, reason=reason.strip()[:300], account=actor.account))


def _latest(entry: Entry) -> Revision:
    """The last revision, or the answer that the entry is voided."""
    if Voiding.objects.filter(entry=entry).exists():
        raise LedgerError("这条记录已经作废，不能再更正。需要的话另登记一条。")
    return Revision.objects.select_related("confirmation").filter(entry=entry).order_by("-number")[0]


def _changes(latest: Revision, base_number: int) -> tuple[str, ...]:
    """What changed since the revision that the loser had before him."""
    base = Revision.objects.filter(entry_id=latest.entry_id, number=base_number).first()
    if base is None:
        return ()
    return changes_between(occasion_of(base.content), occasion_of(latest.content), rulebook_of(latest.manifest_id))
