"""Saving a text: every few seconds for its writer alone, then as a version, merged with what others saved meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import last_seq, writing
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.errors import MergeNeededError, ReportError
from taizhang.apps.reports.models import Report, Version, Voucher, WorkingCopy
from taizhang.apps.reports.selectors.quoted import Below
from taizhang.apps.reports.selectors.readiness import kept_as
from taizhang.apps.reports.selectors.texts import (
    answered,
    catalogue,
    changed_since,
    document_of,
    head_of,
    info_of,
    version_of,
)
from taizhang.apps.reports.services.beginning import new_version
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.reporting import Ask, Document, Run, from_json
from taizhang.domain.reporting.merging import merge, resolved
from taizhang.domain.reporting.rebinding import Change, taken
from taizhang.domain.reporting.trusting import UntrustedError, distrusted, new_asks, new_sources, within_limits

MOST_WORKING = 400_000
LONGEST_REASON = 300
MOST_SOURCES = 200


def autosave(actor: Actor, report_id: int, based_on: int, content: Mapping[str, Any]) -> None:
    """Keep what somebody is writing, for himself, as it is."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    text = json.dumps(content, ensure_ascii=False)
    if len(text) > MOST_WORKING:
        raise ReportError("正文太长，没有自动保存。删减一些再写。")
    read_document(content)
    WorkingCopy.objects.update_or_create(
        report=report, account=_account(actor), defaults={"based_on": based_on, "content": text}
    )


def discard(actor: Actor, report_id: int) -> None:
    """Throw one's own working copy away."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    WorkingCopy.objects.filter(report=report, account=_account(actor)).delete()


def save_version(
    actor: Actor,
    report_id: int,
    based_on: int,
    content: Mapping[str, Any],
    *,
    choices: Mapping[str, str] | None = None,
    note: str = "",
) -> int:
    """Save a text as the next version; what others saved since is put together with it, or asked about."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    base_row = version_of(report, based_on)
    base = document_of(base_row)
    sent = read_document(content)
    answers = answered(actor, report, new_asks(sent, base))
    mine = _trusted(sent, base, answers, _quoted(actor, report, sent, base))
    with writing(actor.label, "report.save", f"report:{report.pk}") as record:
        head = head_of(report)
        document = mine
        if head.number != based_on:
            merged = merge(base, mine, document_of(head))
            whole = resolved(merged, choices or {})
            if whole is None:
                raise MergeNeededError(merged, head.number)
            document = whole
        row = new_version(
            report, head.number + 1, document, last_seq(), current_rulebook().digest, actor, based_on, note
        )
        record.write(row)
    WorkingCopy.objects.filter(report=report, account=_account(actor)).delete()
    return row.number


def as_it_would_be_kept(actor: Actor, report: Report, based_on: int, content: Mapping[str, Any]) -> Document:
    """What a text would become on saving, with its new numbers taken on trust: only to look at."""
    base, sent = document_of(version_of(report, based_on)), read_document(content)
    values = {chip.ask: chip.value for chip in sent.chips()}
    return _trusted(sent, base, values, _quoted(actor, report, sent, base))


def take_change(actor: Actor, report_id: int, chip: str) -> int:
    """Take the ledger's present answer into one number: a version of its own."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    head = head_of(report)
    change = _change(actor, report, head, chip)
    info = info_of(change.chip)
    document = taken(document_of(head), chip, change.now, info)
    return _next(actor, report, head, document, "更新数据")


def keep_change(actor: Actor, report_id: int, chip: str, reason: str) -> None:
    """Keep an old value and say why; the ledger's answer stays what it is."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    change = _change(actor, report, head_of(report), chip)
    _vouch(actor, report, change.block, kept_as(change.chip.id, change.chip.value, change.now), reason)


def vouch(actor: Actor, report_id: int, block: str, text: str, reason: str) -> None:
    """Answer for a number, day or name that somebody typed and no record shows."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    _vouch(actor, report, block, text, reason)


def _vouch(actor: Actor, report: Report, block: str, text: str, reason: str) -> None:
    if not reason.strip():
        raise ReportError("写明来源或理由，才能保留。")
    row = Voucher(
        report=report,
        block=block[:80],
        text=text[:200],
        reason=reason.strip()[:LONGEST_REASON],
        account=actor.account,
    )
    with writing(actor.label, "report.vouch", f"report:{report.pk}") as record:
        record.write(row)


def _change(actor: Actor, report: Report, head: Version, chip: str) -> Change:
    change = next((one for one in changed_since(actor, report, head) if one.chip.id == chip), None)
    if change is None:
        raise ReportError("这一处没有变化，或已经处理过了。刷新页面再看。")
    return change


def _next(actor: Actor, report: Report, head: Version, document: Document, note: str) -> int:
    with writing(actor.label, "report.save", f"report:{report.pk}") as record:
        if head_of(report).number != head.number:
            raise ReportError("别人刚存了新的一稿，没有保存。刷新页面再做一次。")
        row = new_version(
            report, head.number + 1, document, last_seq(), current_rulebook().digest, actor, head.number, note
        )
        record.write(row)
    return row.number


def read_document(content: Mapping[str, Any]) -> Document:
    """Read what an editor sent, or say in words that it cannot be read."""
    try:
        document = from_json(content)
        within_limits(document)
    except UntrustedError as error:
        raise ReportError(str(error)) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ReportError("收到的正文不完整，没有保存。刷新页面再改。") from error
    return document


def _quoted(actor: Actor, report: Report, document: Document, base: Document) -> Mapping[str, Sequence[Run]]:
    """What the new sources of a text really say, as far as its writer may read them."""
    sources = new_sources(document, base)
    if len(sources) > MOST_SOURCES:
        raise ReportError(f"一次最多引用{MOST_SOURCES}处，没有保存。先存一稿，再接着引用。")
    return Below(actor, report).runs_of(sources) if sources else {}


def _trusted(
    document: Document, base: Document, answers: Mapping[Ask, int], quoted: Mapping[str, Sequence[Run]]
) -> Document:
    try:
        return distrusted(document, base, answers, catalogue(), quoted)
    except UntrustedError as error:
        raise ReportError(str(error)) from error


def _account(actor: Actor) -> int:
    if actor.account is None:
        raise ReportError("要用账号登录，才能写报告。")
    return actor.account
