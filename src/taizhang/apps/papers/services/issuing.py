"""发出: text, destination and the bytes of the file are frozen; years later the bytes are served. And 撤稿."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.ledger.services.attaching import attachment_of, write_attachment
from taizhang.apps.papers.doors import open_for, refuse_withdrawn
from taizhang.apps.papers.errors import AlreadyIssuedError, NotReadyError, PaperError
from taizhang.apps.papers.models import Issue, Withdrawal
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.selectors.ways import in_the_way
from taizhang.domain.canonical import digest
from taizhang.domain.reporting import to_json
from taizhang.formats.official.word import report_docx

LONGEST_REASON = 300


def issue(actor: Actor, paper_id: int, version: int) -> int:
    """Send the latest version out; raises NotReadyError with everything that is in the way."""
    paper = open_for(actor, paper_id, Permission.WRITE_REPORTS)
    head = head_of(paper)
    if head.number != version:
        raise PaperError(f"已有第{head.number}稿，你看的是第{version}稿。刷新页面再发出。")
    if Issue.objects.filter(known(None), paper=paper, version=version).exists():
        raise AlreadyIssuedError
    reasons = in_the_way(actor, paper, head, written_on())
    if reasons:
        raise NotReadyError(reasons)
    document = text_of(head).document
    name = f"{head.title[:60]}（第{version}稿）.docx"
    word = attachment_of(actor, paper.organization_id, name, [report_docx(document)])
    with writing(actor.label, "paper.issue", f"paper:{paper.pk}") as record:
        refuse_withdrawn(paper)
        issued = Issue.objects.filter(known(None), paper=paper, version=version).exists()
        if issued or head_of(paper).number != version:
            raise PaperError("刚有人改过或发出了，没有重复发出。刷新页面再看。")
        write_attachment(record, word)
        row = Issue(
            paper=paper,
            version=version,
            destination=head.destination,
            issued_on=written_on(),
            document_digest=digest(to_json(document)),
            word_file=word,
            account=actor.account,
        )
        record.write(row)
    return row.pk


def withdraw(actor: Actor, paper_id: int, reason: str) -> int:
    """撤稿: say why; nothing more happens to the paper, and what went out stays on record."""
    paper = open_for(actor, paper_id, Permission.WRITE_REPORTS)
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise PaperError(f"撤稿要写明理由，最多{LONGEST_REASON}个字。")
    row = Withdrawal(paper=paper, reason=said, withdrawn_on=written_on(), account=actor.account)
    with writing(actor.label, "paper.withdraw", f"paper:{paper.pk}") as record:
        refuse_withdrawn(paper)
        record.write(row)
    return row.pk
