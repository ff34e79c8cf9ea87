"""Drafts: a form in the making, saved every few seconds so that nothing is lost; no fact yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.errors import EntryNotFoundError, LedgerError
from taizhang.apps.ledger.models import Draft
from taizhang.apps.organizations.access import require, visible_to

MOST_CHARACTERS = 400_000
MOST_DRAFTS = 200


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its page shows it."""

    id: int
    organization: int
    entry: int | None
    base_number: int
    content: dict[str, Any]
    reason: str
    updated_at: datetime


def save_draft(
    actor: Actor,
    organization: int,
    content: dict[str, Any],
    *,
    draft_id: int | None = None,
    entry: int | None = None,
    base_number: int = 0,
    reason: str = "",
) -> DraftView:
    """Save a draft, or save over one's own."""
    require(actor, Permission.RECORD, organization)
    text = json.dumps(content, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise LedgerError("草稿太长，没有保存。把长的材料作为附件上传，正文只留要点。")
    with transaction.atomic():
        if draft_id is not None:
            draft = _own(actor, draft_id)
            draft.content, draft.reason, draft.organization_id = text, reason[:300], organization
            draft.save()
        else:
            account = _account(actor)
            if Draft.objects.filter(account_id=account).count() >= MOST_DRAFTS:
                raise LedgerError(f"你已有{MOST_DRAFTS}份草稿。先登记或删去几份，再存新的。")
            draft = Draft.objects.create(
                organization_id=organization,
                account_id=account,
                content=text,
                entry_id=entry,
                base_number=base_number,
                reason=reason[:300],
            )
    return _view(draft)


def open_draft(actor: Actor, draft_id: int) -> DraftView:
    """Open one's own draft, or not found."""
    return _view(_own(actor, draft_id))


def delete_draft(actor: Actor, draft_id: int) -> None:
    """Throw one's own draft away."""
    _own(actor, draft_id).delete()


def list_drafts(actor: Actor) -> list[DraftView]:
    """One's own drafts, newest first, of organisations one still sees."""
    visible = visible_to(actor)
    drafts = Draft.objects.filter(account_id=_account(actor)).order_by("-updated_at")
    return [_view(draft) for draft in drafts if draft.organization_id in visible]


def _own(actor: Actor, draft_id: int) -> Draft:
    draft = Draft.objects.filter(pk=draft_id, account_id=_account(actor)).first()
    if draft is None:
        raise EntryNotFoundError
    require(actor, Permission.RECORD, draft.organization_id)
    return draft


def _account(actor: Actor) -> int:
    if actor.account is None:
        raise LedgerError("草稿归个人所有，要用自己的账号存。先登录。")
    return actor.account


def _view(draft: Draft) -> DraftView:
    return DraftView(
        draft.pk,
        draft.organization_id,
        draft.entry_id,
        draft.base_number,
        json.loads(draft.content),
        draft.reason,
        draft.updated_at,
    )
