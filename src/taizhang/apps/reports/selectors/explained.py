"""What was said at the time about things not done (说明未开原因), beside the self-check that asks for their causes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.explanations import explanations_of
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.errors import ReportNotFoundError
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.texts import notice_of
from taizhang.domain.periods import Window

MOST_SAID = 6


def said_about(actor: Actor, report_id: int) -> dict[str, tuple[str, ...]]:
    """By rule, the latest that was said of the report's year; for the secretary alone, like the self-check."""
    report = open_report(actor, report_id)
    if not may(actor, Permission.SELF_CHECK, report.organization_id):
        raise ReportNotFoundError
    until = notice_of(report).until
    reach = reach_of(report.organization_id, until)
    places = (*reach.own, *reach.below)
    names = names_of(places, until)
    found: dict[str, list[str]] = defaultdict(list)
    for one in explanations_of(actor, places, Window(date(report.year, 1, 1), until)):
        found[one.rule].append(f"{names.get(one.organization, '')}，{one.window.zh}：{one.text}")
    return {rule: tuple(texts[-MOST_SAID:]) for rule, texts in found.items()}
