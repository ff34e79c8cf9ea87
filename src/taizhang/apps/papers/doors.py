"""Who may see and write a paper: drafts are for those who write and review them, what went out for all who read."""

from __future__ import annotations

from typing import TypeAlias

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.organizations.access import may, require
from taizhang.apps.papers.errors import PaperNotFoundError, WithdrawnError
from taizhang.apps.papers.models import Issue, Paper, Withdrawal

OpenPaper: TypeAlias = Paper
"""A paper as these doors hand it out, for pages, which name no table."""


def works_on(actor: Actor, organization: int) -> bool:
    """Say whether this person writes or reviews the papers of an organisation."""
    return may(actor, Permission.READ_ENTRIES, organization) and (
        may(actor, Permission.WRITE_REPORTS, organization) or may(actor, Permission.REVIEW_REPORTS, organization)
    )


def open_paper(actor: Actor, paper_id: int) -> Paper:
    """One paper, for whoever writes or reviews it, or reads it once it is out; not there for anybody else."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None or not may(actor, Permission.READ_ENTRIES, paper.organization_id):
        raise PaperNotFoundError
    if not works_on(actor, paper.organization_id) and not Issue.objects.filter(known(None), paper=paper).exists():
        raise PaperNotFoundError
    return paper


def open_at_work(actor: Actor, paper_id: int) -> Paper:
    """One paper with its drafts, for those who write or review it alone."""
    paper = open_paper(actor, paper_id)
    if not works_on(actor, paper.organization_id):
        raise PaperNotFoundError
    return paper


def open_for(actor: Actor, paper_id: int, permission: Permission) -> Paper:
    """One paper for a write; a withdrawn one takes none."""
    paper = open_paper(actor, paper_id)
    require(actor, permission, paper.organization_id)
    refuse_withdrawn(paper)
    return paper


def refuse_withdrawn(paper: Paper) -> None:
    """Say that nothing more can be done where the paper was withdrawn."""
    if Withdrawal.objects.filter(known(None), paper=paper).exists():
        raise WithdrawnError
