"""Confirming (确认): from this commit on a revision counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.ledger.booking import book, unbook
from taizhang.apps.ledger.errors import LedgerError, NothingToConfirmError, SecondPersonNeededError
from taizhang.apps.ledger.models import Confirmation, Revision
from taizhang.apps.ledger.selectors.doors import open_revision
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.rules.kinds import Confirmation as Who
from taizhang.domain.rules.kinds import FieldType
from taizhang.domain.rules.rulebook import Rulebook

FOUR_EYES = frozenset({FieldType.VOTE, FieldType.MONEY, FieldType.AMOUNTS})
"""Fields that, once filled in, ask for a second person whatever the kind says."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One entry of a batch that was not confirmed, and why."""

    revision: int
    title: str
    message: str


def confirm_entry(actor: Actor, revision_id: int, today: date) -> None:
    """Confirm a revision; confirming twice changes nothing and says so."""
    revision = open_revision(actor, revision_id)
    require(actor, Permission.CONFIRM, revision.organization_id)
    rulebook = current_rulebook()
    occasion = occasion_of(revision.content)
    if needs_second_person(occasion, rulebook) and revision.account == actor.account:
        raise SecondPersonNeededError
    postings = post(occasion, rulebook)
    with writing(actor.label, "entry.confirm", f"entry:{revision.entry_id}") as record:
        _claim(record, revision, actor, today)
        book(record, revision, rulebook.digest, postings)


def confirm_many(actor: Actor, revision_ids: Iterable[int], today: date) -> tuple[int, tuple[Refusal, ...]]:
    """Confirm a month's entries in one go; those that need a second person or have changed are left and named.

    One that the actor may not confirm, or that is not there for him, and nothing of the request is done.
    """
    revisions = [open_revision(actor, one) for one in dict.fromkeys(revision_ids)]
    for organization in {one.organization_id for one in revisions}:
        require(actor, Permission.CONFIRM, organization)
    confirmed, refusals = 0, []
    for revision in revisions:
        try:
            confirm_entry(actor, revision.pk, today)
        except LedgerError as error:
            refusals.append(Refusal(revision.pk, revision.title, error.message))
        else:
            confirmed += 1
    return confirmed, tuple(refusals)


def needs_second_person(occasion: Occasion, rulebook: Rulebook) -> bool:
    """Say whether the one who recorded may not confirm: votes, money, rectification."""
    for part in occasion.parts:
        kind = rulebook.kinds.get(part.kind)
        if kind is None or kind.confirmation is Who.SECOND_PERSON:
            return True
        filled = (kind.fields[name].type for name, value in part.fields.items() if value and name in kind.fields)
        if not FOUR_EYES.isdisjoint(filled):
            return True
    return False


def _claim(record: Writing, revision: Revision, actor: Actor, today: date) -> None:
    """Write the confirmation under the lock, after asking again whether there is something to confirm."""
    current = Revision.objects.select_related("confirmation").get(pk=revision.pk)
    if hasattr(current, "confirmation"):
        raise NothingToConfirmError("已经确认过了")
    if current.known_until is not None:
        raise NothingToConfirmError("已被更正或作废")
    for earlier in Revision.objects.filter(entry_id=current.entry_id, known_until__isnull=True).exclude(pk=current.pk):
        unbook(record, earlier)
        record.close(earlier)
    record.write(Confirmation(revision=current, account=actor.account, confirmed_on=today))
