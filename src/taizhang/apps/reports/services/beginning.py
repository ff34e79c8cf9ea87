"""Beginning a report: the notice, the outline, and a first text drafted from the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import last_seq, writing
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.own_outlines import may_use_outline
from taizhang.apps.organizations.selectors import above
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.models import Notice as NoticeRow
from taizhang.apps.reports.models import Report, Version
from taizhang.apps.reports.selectors.gathering import gathered
from taizhang.apps.reports.selectors.planning import plan_of
from taizhang.apps.reports.selectors.texts import decisions_of, head_of, intentions_of, outcomes_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import canonical
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Ask, Document, Notice, to_json
from taizhang.domain.reporting.drafting import Draft, draft
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import Outline, Speaking

FEWEST_CHARACTERS, MOST_CHARACTERS = 300, 20_000
MOST_TOPICS, LONGEST_TOPIC = 20, 60


Step = Callable[[int, int, str], None]
"""Told at each step of a draft: how many are done, of how many, what comes now; it may stop the work by raising."""


def in_silence(_done: int, _of: int, _word: str) -> None:
    """Nobody waits to be told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants a report of."""

    organization: int
    outline: str
    year: int
    until: date
    person: int | None = None
    notice: int | None = None
    most_characters: int = 3000
    """Nought: no limit."""


def issue_notice(
    actor: Actor, organization: int, title: str, asked: Notice, number: str = "", due_on: date | None = None
) -> int:
    """Record a 述职通知 for all below an organisation."""
    require(actor, Permission.WRITE_REPORTS, organization)
    row = notice_row(organization, title, asked, number, due_on)
    with writing(actor.label, "report.notice", f"organization:{organization}") as record:
        record.write(row)
    return row.pk


def notice_row(organization: int, title: str, asked: Notice, number: str, due_on: date | None) -> NoticeRow:
    """A 述职通知 as it may be kept; raises with what makes no sense."""
    _check_length(asked.most_characters)
    if len(asked.required) > MOST_TOPICS or any(not topic or len(topic) > LONGEST_TOPIC for topic in asked.required):
        raise ReportError(f"必写内容最多{MOST_TOPICS}项，每项不超过{LONGEST_TOPIC}个字，不能留空。")
    if not title.strip():
        raise ReportError("通知要有标题。")
    if due_on is not None and not date(asked.year, 1, 1) <= due_on <= date(asked.year + 1, 12, 31):
        raise ReportError(f"{asked.year}年度的报告，交稿日期应在{asked.year}年或{asked.year + 1}年里。")
    return NoticeRow(
        organization_id=organization,
        number=number[:60],
        title=title.strip()[:120],
        year=asked.year,
        until=asked.until,
        most_characters=asked.most_characters,
        least_problems_percent=asked.least_problems_percent,
        required=canonical(list(asked.required)),
        due_on=due_on,
    )


def begin_report(actor: Actor, wanted: Wanted, told: Step = in_silence) -> tuple[int, Draft]:
    """Draft the first version of a report from the ledger."""
    require(actor, Permission.WRITE_REPORTS, wanted.organization)
    _check_length(wanted.most_characters)
    outline = _outline(wanted)
    report = Report(
        organization_id=wanted.organization,
        year=wanted.year,
        until=wanted.until,
        outline=outline.id,
        person=wanted.person,
        notice=_notice(wanted),
        most_characters=wanted.most_characters,
        account=actor.account,
    )
    made, seq, plan = drafted(actor, report, told)
    with writing(actor.label, "report.begin", f"organization:{wanted.organization}") as record:
        record.keep(report)
        record.write(new_version(report, 1, made.document, seq, plan.rulebook.digest, actor, note="起草"))
    return report.pk, made


def draft_again(actor: Actor, report_id: int, told: Step = in_silence) -> tuple[int, Draft]:
    """Draft anew from what the ledger and the decisions say now: a version of its own, nothing is overwritten."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    made, seq, plan = drafted(actor, report, told)
    with writing(actor.label, "report.draft", f"report:{report.pk}") as record:
        number = head_of(report).number + 1
        record.write(new_version(report, number, made.document, seq, plan.rulebook.digest, actor, note="重新起草"))
    return number, made


def drafted(actor: Actor, report: Report, told: Step = in_silence) -> tuple[Draft, int, Plan]:
    """The draft of a report by what is known now, and the commit that it stands on."""
    seq, plan = last_seq(), plan_of(actor, report)

    def ask(figure: str, scope: str) -> Ask:
        return plan.ask(figure, Speaking(scope))

    stored = report.pk is not None
    facts = gathered(
        actor,
        report.organization_id,
        plan,
        choices=decisions_of(report) if stored else None,
        intentions=intentions_of(report) if stored else (),
        last_year=outcomes_of(report, ask),
        told=told,
    )
    return draft(plan, facts), seq, plan


def new_version(  # noqa: PLR0917 (a row with all its columns)
    report: Report,
    number: int,
    document: Document,
    seq: int,
    rulebook: str,
    actor: Actor,
    based_on: int = 0,
    note: str = "",
) -> Version:
    """The row of a version."""
    return Version(
        report=report,
        number=number,
        based_on=based_on,
        content=canonical(to_json(document)),
        rulebook=rulebook,
        seq=seq,
        characters=official_length(document.text),
        account=actor.account,
        note=note[:200],
    )


def _outline(wanted: Wanted) -> Outline:
    outline = current_rulebook().outlines.get(wanted.outline)
    if outline is None:
        raise ReportError("现用的制度里没有这份提纲。先在“制度”页采用新的一版，或换一份提纲。")
    if not may_use_outline(outline, wanted.organization, wanted.until):
        raise ReportError("这份提纲已经停用，或者不是给本组织用的。换一份提纲再起草。")
    if (outline.about == "person") != (wanted.person is not None):
        raise ReportError("个人述职要选述职人，组织报告不选。")
    return outline


def _notice(wanted: Wanted) -> NoticeRow | None:
    if wanted.notice is None:
        return None
    row = NoticeRow.objects.filter(known(None), pk=wanted.notice).first()
    over = (wanted.organization, *above(wanted.organization, wanted.until))
    if row is None or row.organization_id not in over:
        raise ReportError("没有这份述职通知，或者它不是发给本组织的。")
    return row


def _check_length(most: int) -> None:
    if most and not FEWEST_CHARACTERS <= most <= MOST_CHARACTERS:
        raise ReportError(f"限定字数应在{FEWEST_CHARACTERS}到{MOST_CHARACTERS}之间；不限的空着。")
