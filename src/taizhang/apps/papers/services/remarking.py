"""Beside the text: remarks on paragraphs, and findings of the checker that are let stand for a reason."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.papers.doors import open_at_work, open_for, refuse_withdrawn
from taizhang.apps.papers.errors import PaperError, PaperNotFoundError
from taizhang.apps.papers.models import Allowance, Paper, Remark
from taizhang.apps.papers.selectors.checked import check_paper
from taizhang.apps.papers.selectors.texts import head_of, text_of

LONGEST_REMARK, LONGEST_REASON = 1000, 300


def remark(actor: Actor, paper_id: int, block: str, text: str) -> int:
    """Put a remark beside a paragraph of the latest version."""
    paper = _at_work(actor, paper_id)
    if not text.strip() or len(text) > LONGEST_REMARK:
        raise PaperError(f"批注不能留空，最多{LONGEST_REMARK}个字。")
    head = head_of(paper)
    if block not in {one.id for one in text_of(head).document.blocks}:
        raise PaperError("这一段已经不在了，可能刚改过。刷新页面再写批注。")
    row = Remark(paper=paper, version=head.number, block=block, text=text.strip(), account=actor.account)
    with writing(actor.label, "paper.remark", f"paper:{paper.pk}") as record:
        record.write(row)
    return row.pk


def settle(actor: Actor, paper_id: int, remark_id: int) -> None:
    """Mark a remark as done."""
    paper = open_for(actor, paper_id, Permission.WRITE_REPORTS)
    with writing(actor.label, "paper.settle", f"paper:{paper.pk}") as record:
        row = Remark.objects.filter(known(None), paper=paper, pk=remark_id).first()
        if row is None:
            raise PaperNotFoundError
        record.close(row)


def let_stand(actor: Actor, paper_id: int, key: str, reason: str) -> int:
    """Let a finding of the checker stand in this paper (不算错): by whom and why stays on record."""
    paper = _at_work(actor, paper_id)
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise PaperError(f"为什么不算错，写一句话，最多{LONGEST_REASON}个字。")
    finding = check_paper(actor, paper, text_of(head_of(paper)), written_on()).finding(key)
    if finding is None:
        raise PaperError("这一处已经不在了，可能刚改过，或已标过“不算错”。刷新页面再看。")
    row = Allowance(
        paper=paper,
        fingerprint=finding.fingerprint,
        rule=finding.rule[:120],
        excerpt=finding.excerpt[:200],
        reason=said,
        account=actor.account,
    )
    with writing(actor.label, "paper.let_stand", f"paper:{paper.pk}") as record:
        refuse_withdrawn(paper)
        record.write(row)
    return row.pk


def _at_work(actor: Actor, paper_id: int) -> Paper:
    paper = open_at_work(actor, paper_id)
    refuse_withdrawn(paper)
    return paper
