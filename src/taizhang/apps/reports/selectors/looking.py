"""What is said about a text while it is written: marks at their places, counts, findings. Nothing is stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.checks.checking import desk_of
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.readiness import vouched_for
from taizhang.apps.reports.selectors.texts import notice_of
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Document
from taizhang.domain.reporting.unfounded import unfounded

_GAP = "【待补"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a paragraph, counted in its printed text, and what is to be said about it."""

    block: str
    start: int
    end: int
    kind: str
    """hand: typed and unfounded; checked: a finding of the checker."""
    message: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A text as its writer should see it."""

    marks: tuple[Mark, ...]
    findings: tuple[CheckFinding, ...]
    characters: int
    most_characters: int
    bound: int
    unfounded: int
    gaps: int


def look(actor: Actor, report: Report, document: Document, today: date) -> Looked:
    """Look at a text: what was typed without ground, and what the checker finds."""
    typed = unfounded(document, vouched=vouched_for(report))
    findings = _checked(actor, report, document, today)
    hand = tuple(
        Mark(one.block, one.start, one.end, "hand", f"“{one.text}”是手工写的，台账里没有依据。") for one in typed
    )
    return Looked(
        marks=(*hand, *_marks(document, findings)),
        findings=findings,
        characters=official_length(document.text),
        most_characters=notice_of(report).most_characters,
        bound=sum(1 for _ in document.chips()),
        unfounded=len(typed),
        gaps=sum(1 for _ in document.gaps()),
    )


def _checked(actor: Actor, report: Report, document: Document, today: date) -> tuple[CheckFinding, ...]:
    """What the checker says; the gaps that the draft left are told elsewhere."""
    desk = desk_of(actor, report.organization_id, today, release=True)
    return tuple(one for one in desk.check(document.text).findings if _GAP not in one.excerpt)


def _marks(document: Document, findings: tuple[CheckFinding, ...]) -> Iterator[Mark]:
    """The checker counts from the beginning of the text, the editor from that of the paragraph."""
    starts, at = [], 0
    for block in document.blocks:
        starts.append(at)
        at += len(block.text) + 1
    for one in findings:
        index = bisect_right(starts, one.start) - 1
        if index < 0 or one.end <= one.start:
            continue
        block = document.blocks[index]
        start, end = one.start - starts[index], min(one.end - starts[index], len(block.text))
        if start < end:
            yield Mark(block.id, start, end, "checked", one.message)
