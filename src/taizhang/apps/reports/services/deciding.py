"""What people decide beside the text: which shortfalls are written, what is intended, remarks on paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing
from taizhang.apps.organizations.access import may, require
from taizhang.apps.reports.doors import open_for, open_report
from taizhang.apps.reports.errors import ReportError, ReportNotFoundError
from taizhang.apps.reports.models import Decision, Intention, Remark
from taizhang.apps.reports.selectors.texts import catalogue, head_of, shortfalls_of
from taizhang.domain.reporting import Choice
from taizhang.domain.rules.outlines import Speaking

LONGEST_CAUSE, LONGEST_REASON, LONGEST_INTENTION, LONGEST_REMARK = 500, 300, 300, 1000
MOST_INTENTIONS = 50


def decide(actor: Actor, report_id: int, rule: str, choice: Choice) -> None:
    """Decide about one shortfall: written, or left out for a reason that stays on record."""
    decide_all(actor, report_id, {rule: choice})


def decide_all(actor: Actor, report_id: int, choices: Mapping[str, Choice]) -> None:
    """Decide about several shortfalls at once: all of them, or none."""
    report = open_for(actor, report_id, Permission.SELF_CHECK)
    if any(not choice.write and not choice.reason.strip() for choice in choices.values()):
        raise ReportError("不写进报告的，要写明理由。")
    if not choices.keys() <= {one.rule for one in shortfalls_of(actor, report)}:
        raise ReportError("台账里现在没有这一项不符合。刷新页面再看。")
    rows = [
        Decision(
            report=report,
            rule=rule,
            write=choice.write,
            reason=choice.reason.strip()[:LONGEST_REASON],
            cause=choice.cause.strip()[:LONGEST_CAUSE],
            measure=choice.measure.strip()[:LONGEST_CAUSE],
            account=actor.account,
        )
        for rule, choice in choices.items()
    ]
    with writing(actor.label, "report.decide", f"report:{report.pk}") as record:
        for row in rows:
            for old in Decision.objects.filter(known(None), report=report, rule=row.rule):
                record.close(old)
            record.write(row)


def intend(
    actor: Actor,
    report_id: int,
    text: str,
    *,
    figure: str = "",
    scope: str = Speaking.OWN,
    target: int | None = None,
    due_on: date | None = None,
) -> int:
    """Announce an item of next year's work."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    if not text.strip() or len(text) > LONGEST_INTENTION:
        raise ReportError(f"打算要写明事项，最多{LONGEST_INTENTION}个字。")
    if figure and figure not in catalogue():
        raise ReportError("没有这项数据。从列出的数据里选，或留空。")
    if target is not None and (not figure or target <= 0):
        raise ReportError("写了目标数，就要选对应的数据，目标数要大于 0。")
    if due_on is not None and due_on <= report.until:
        raise ReportError("完成时间应在报告截止日以后。")
    row = Intention(
        report=report,
        organization_id=report.organization_id,
        year=report.year + 1,
        text=text.strip(),
        figure=figure,
        scope=Speaking(scope).value,
        target=target,
        due_on=due_on,
        account=actor.account,
    )
    with writing(actor.label, "report.intend", f"report:{report.pk}") as record:
        if Intention.objects.filter(known(None), report=report).count() >= MOST_INTENTIONS:
            raise ReportError(f"一份报告的打算最多{MOST_INTENTIONS}项。")
        record.write(row)
    return row.pk


def give_up(actor: Actor, report_id: int, intention_id: int) -> None:
    """Take an intention back."""
    _close(actor, report_id, "report.give_up", Intention, intention_id)


def remark(actor: Actor, report_id: int, block: str, text: str) -> int:
    """Put a remark beside a paragraph of the latest version."""
    report = open_report(actor, report_id)
    if not may(actor, Permission.WRITE_REPORTS, report.organization_id):
        require(actor, Permission.REVIEW_REPORTS, report.organization_id)
    if not text.strip() or len(text) > LONGEST_REMARK:
        raise ReportError(f"批注不能留空，最多{LONGEST_REMARK}个字。")
    head = head_of(report)
    row = Remark(report=report, version=head.number, block=block[:80], text=text.strip(), account=actor.account)
    with writing(actor.label, "report.remark", f"report:{report.pk}") as record:
        record.write(row)
    return row.pk


def settle(actor: Actor, report_id: int, remark_id: int) -> None:
    """Mark a remark as done."""
    _close(actor, report_id, "report.settle", Remark, remark_id)


def _close(actor: Actor, report_id: int, action: str, rows: type[Intention | Remark], key: int) -> None:
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    with writing(actor.label, action, f"report:{report.pk}") as record:
        row = rows.objects.filter(known(None), report=report, pk=key).first()
        if row is None:
            raise ReportNotFoundError
        record.close(row)
