"""Versions of papers as texts."""

from __future__ import annotations

import json

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known
from taizhang.apps.papers.doors import open_at_work
from taizhang.apps.papers.errors import PaperNotFoundError
from taizhang.apps.papers.models import Paper, Version
from taizhang.domain.papers.paper_text import PaperText
from taizhang.domain.reporting import from_json

MOST_DESTINATIONS = 30


def head_of(paper: Paper) -> Version:
    """The latest version."""
    head = Version.objects.filter(known(None), paper=paper).order_by("-number").first()
    if head is None:
        raise PaperNotFoundError
    return head


def version_of(paper: Paper, number: int) -> Version:
    """One version by number."""
    version = Version.objects.filter(known(None), paper=paper, number=number).first()
    if version is None:
        raise PaperNotFoundError
    return version


def text_of(version: Version) -> PaperText:
    """A version as a text."""
    return PaperText(from_json(json.loads(version.content)), version.destination, version.goes_out_on)


def open_text(actor: Actor, paper_id: int, number: int | None = None) -> tuple[Paper, Version, PaperText]:
    """A paper with one version of its text, the latest where none is named; for those who work on it."""
    paper = open_at_work(actor, paper_id)
    version = head_of(paper) if number is None else version_of(paper, number)
    return paper, version, text_of(version)


def destinations_of(organization: int) -> tuple[str, ...]:
    """Where the organisation's papers have gone before, the latest first: offered, never imposed."""
    told = (
        Version.objects.filter(known(None), paper__organization_id=organization)
        .order_by("-known_from")
        .values_list("destination", flat=True)[:500]
    )
    return tuple(dict.fromkeys(told))[:MOST_DESTINATIONS]
