"""The plan of a report that stands: its outline for its speaker, by its notice and the rules of now."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.gathering import speaker_of
from taizhang.apps.reports.selectors.texts import notice_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.reporting.wanting import Plan


def plan_of(actor: Actor, report: Report) -> Plan:
    """What the report is drafted by."""
    rulebook, notice = current_rulebook(), notice_of(report)
    speaker = speaker_of(actor, report.organization_id, notice.until, report.person)
    return Plan(rulebook, rulebook.outlines[report.outline], speaker, notice)
