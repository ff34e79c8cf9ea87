"""What is said about a text while it is written: marks at their places, counts, findings. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.checks.checking import desk_of
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.quoted import quoted_hands
from taizhang.apps.reports.selectors.readiness import vouched_for
from taizhang.apps.reports.selectors.texts import notice_of
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Document
from taizhang.domain.reporting.placing import Mark, Placed, placed
from taizhang.domain.reporting.unfounded import unfounded

_GAP = "【待补"
LET_STAND = "checked"
"""Where a voucher stands that lets a finding of the checker be; its words are the finding's fingerprint."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A text as its writer should see it."""

    marks: tuple[Mark, ...]
    findings: tuple[Placed, ...]
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
    quoted = (Mark(one.block, one.start, one.end, "quoted", said) for one, said in quoted_hands(actor, document))
    checked = tuple(placed(document, findings))
    return Looked(
        marks=(*hand, *quoted, *(one.mark for one in checked if one.mark is not None)),
        findings=checked,
        characters=official_length(document.text),
        most_characters=notice_of(report).most_characters,
        bound=sum(1 for _ in document.chips()),
        unfounded=len(typed),
        gaps=sum(1 for _ in document.gaps()),
    )


def _checked(actor: Actor, report: Report, document: Document, today: date) -> tuple[CheckFinding, ...]:
    """What the checker says, but for what somebody let stand here; the gaps of the draft are told elsewhere."""
    desk = desk_of(actor, report.organization_id, today, release=True)
    stand = {text for block, text in vouched_for(report) if block == LET_STAND}
    found = desk.check(document.text).findings
    return tuple(one for one in found if _GAP not in one.excerpt and one.fingerprint not in stand)
