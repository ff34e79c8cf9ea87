"""Issue (定稿): document, figures, rulebook and the bytes of both files, frozen; years later the bytes are served."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.ledger.models import Attachment
from taizhang.apps.ledger.services.attaching import attachment_of, write_attachment
from taizhang.apps.reports.doors import open_for, open_report
from taizhang.apps.reports.errors import AlreadyIssuedError, NotReadyError, ReportError
from taizhang.apps.reports.models import Issue, Report, Version
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import answered, document_of, head_of, version_of
from taizhang.domain.canonical import digest
from taizhang.domain.reporting import Document, to_json
from taizhang.domain.reporting.rebinding import Change, changes
from taizhang.formats.official.portable import report_pdf
from taizhang.formats.official.word import report_docx


@dataclass(frozen=True, slots=True)
class Compared:
    """An issued report held against the ledger as it was known then."""

    same_document: bool
    changes: tuple[Change, ...]
    """Numbers that the ledger, as known then, answers otherwise: there should be none."""


def issue(actor: Actor, report_id: int, version: int) -> int:
    """Freeze the latest version; raises NotReadyError with everything that is in the way."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    head = head_of(report)
    if head.number != version:
        raise ReportError(f"已有第{head.number}稿，你看的是第{version}稿。刷新页面再定稿。")
    if Issue.objects.filter(report=report, version=version).exists():
        raise AlreadyIssuedError
    blocking = tuple(one for one in readiness(actor, report, head) if one.blocks)
    if blocking:
        raise NotReadyError(blocking)
    document = document_of(head)
    word, portable = _files(actor, report, head, document)
    with writing(actor.label, "report.issue", f"report:{report.pk}") as record:
        if head_of(report).number != version or Issue.objects.filter(report=report, version=version).exists():
            raise ReportError("刚有人改过或定了稿，没有重复定稿。刷新页面再看。")
        for file in (word, portable):
            write_attachment(record, file)
        row = Issue(
            report=report,
            version=version,
            issued_on=written_on(),
            document_digest=digest(to_json(document)),
            rulebook=head.rulebook,
            seq=head.seq,
            word_file=word,
            portable_file=portable,
            account=actor.account,
        )
        record.write(row)
    return row.pk


def recomputed(actor: Actor, issue_id: int) -> Compared:
    """Compute the numbers of an issued report again, from the ledger as it was known then."""
    row = Issue.objects.select_related("report").get(pk=issue_id)
    report = open_report(actor, row.report_id)
    document = document_of(version_of(report, row.version))
    values = answered(actor, report, {chip.ask for chip in document.chips()}, row.seq)
    return Compared(digest(to_json(document)) == row.document_digest, tuple(changes(document, values)))


def _files(actor: Actor, report: Report, version: Version, document: Document) -> tuple[Attachment, Attachment]:
    name = f"{document.blocks[0].text[:60]}（第{version.number}稿）"
    organization = report.organization_id
    word = attachment_of(actor, organization, f"{name}.docx", [report_docx(document)])
    portable = attachment_of(actor, organization, f"{name}.pdf", [report_pdf(document)])
    return word, portable
