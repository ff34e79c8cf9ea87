"""Reports as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known
from taizhang.apps.audit.moments import moments_of
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.access import may, visible_among
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.reports.models import Issue, Remark, Report, Version
from taizhang.apps.reports.selectors.notices import latest_of
from taizhang.apps.reports.selectors.reviews import standing_of
from taizhang.apps.rulebooks.selectors import current_rulebook

MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the list of reports."""

    id: int
    organization: int
    organization_name: str
    year: int
    outline: str
    person: str
    number: int
    characters: int
    most_characters: int
    state: str
    is_issued: bool
    due_on: date | None = None
    """Until when it is owed, by its notice as it counts now."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version as its list shows it."""

    number: int
    based_on: int
    characters: int
    who: str
    note: str
    at: datetime
    is_issued: bool


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark with who made it."""

    id: int
    block: str
    version: int
    text: str
    who: str


def list_reports(actor: Actor, organizations: Iterable[int], year: int | None = None) -> list[ReportRow]:
    """The reports of these organisations, newest first: drafts for who works on them, issued ones for every reader."""
    ids = visible_among(actor, organizations)
    found = (
        Report.objects.filter(organization_id__in=ids)
        .annotate(number=Max("versions__number"))
        .select_related("notice")
        .order_by("-pk")
    )
    if year is not None:
        found = found.filter(year=year)
    issued = set(Issue.objects.values_list("report_id", flat=True))
    mine = {
        one for one in ids if may(actor, Permission.WRITE_REPORTS, one) or may(actor, Permission.REVIEW_REPORTS, one)
    }
    shown = [one for one in found[:MOST_LISTED] if one.organization_id in mine or one.pk in issued]
    due = {one.notice_id: latest_of(one.notice).due_on for one in shown if one.notice}
    return [_row(report, report.pk in issued, due.get(report.notice_id)) for report in shown]


def _row(report: Report, is_issued: bool, due_on: date | None) -> ReportRow:  # noqa: FBT001 (a fact of the row)
    head = Version.objects.filter(known(None), report=report).order_by("-number").first()
    number = head.number if head else 0
    outline = current_rulebook().outlines.get(report.outline)
    standing = standing_of(report, number)
    waiting = "可以定稿" if standing.has_passed else f"等{standing.next_level}审校" if standing.level else "草稿"
    return ReportRow(
        id=report.pk,
        organization=report.organization_id,
        organization_name=names_of([report.organization_id], report.until).get(report.organization_id, ""),
        year=report.year,
        outline=outline.zh if outline else report.outline,
        person=names_at([report.person], report.until).get(report.person, "") if report.person else "",
        number=number,
        characters=head.characters if head else 0,
        most_characters=report.most_characters,
        state="已定稿" if is_issued and has_issue(report, number) else waiting,
        is_issued=is_issued,
        due_on=due_on,
    )


def has_issue(report: Report, number: int) -> bool:
    """Say whether a version is out."""
    return Issue.objects.filter(report=report, version=number).exists()


def issue_of(report: Report, number: int | None = None) -> Issue | None:
    """The issue of a version, or the latest one."""
    found = Issue.objects.filter(report=report).select_related("word_file", "portable_file").order_by("-version")
    return (found if number is None else found.filter(version=number)).first()


def versions_of(report: Report) -> list[VersionRow]:
    """Every version, the latest first."""
    rows = list(Version.objects.filter(known(None), report=report).order_by("-number"))
    who = account_names({row.account for row in rows if row.account})
    moments = moments_of([row.known_from for row in rows])
    issued = set(Issue.objects.filter(report=report).values_list("version", flat=True))
    return [
        VersionRow(
            row.number,
            row.based_on,
            row.characters,
            who.get(row.account or 0, "本机操作"),
            row.note,
            moments[row.known_from],
            row.number in issued,
        )
        for row in rows
    ]


def remarks_of(report: Report) -> list[RemarkRow]:
    """The remarks that are still open, in order."""
    rows = list(Remark.objects.filter(known(None), report=report).order_by("pk"))
    who = account_names({row.account for row in rows if row.account})
    return [RemarkRow(row.pk, row.block, row.version, row.text, who.get(row.account or 0, "本机操作")) for row in rows]
