"""What a committee's report may draw from those of its branches: the acts that they tell, each with its entry."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.organizations.access import may, visible_among
from taizhang.apps.organizations.selectors import of_types, organization_view
from taizhang.apps.reports.models import Issue, Report, Version
from taizhang.apps.reports.selectors.reaching import BRANCHES, COMMITTEES, reach_of
from taizhang.apps.reports.selectors.reviews import standing_of
from taizhang.domain.reporting import Named, Notice, from_json
from taizhang.domain.rules.kinds import OrganizationType

_REPORTING = COMMITTEES | (BRANCHES - {OrganizationType.SUBGROUP})


@dataclass(frozen=True, slots=True)
class ReportBelow:
    """A finished report of an organisation below, and the entries that it tells."""

    organization: int
    name: str
    report: int
    version: int
    is_issued: bool
    entries: frozenset[int]


@dataclass(frozen=True, slots=True)
class ReportsBelow:
    """The finished reports below an organisation, and who has none."""

    reports: tuple[ReportBelow, ...]
    without: tuple[tuple[int, str], ...]

    def told(self) -> dict[int, tuple[str, ...]]:
        """Each entry that is told, once, with the names of all that tell it."""
        names: dict[int, list[str]] = defaultdict(list)
        for one in self.reports:
            for entry in one.entries:
                names[entry].append(one.name)
        return {entry: tuple(those) for entry, those in names.items()}


def has_below(report: Report) -> bool:
    """Whether there is anybody below whose report could be drawn upon."""
    return bool(of_types(reach_of(report.organization_id, report.until).below, _REPORTING, report.until))


def reports_below(actor: Actor, organization: int, notice: Notice) -> ReportsBelow:
    """The reports of the year that are issued, or have passed every review and may be read by this person."""
    below = of_types(reach_of(organization, notice.until).below, _REPORTING, notice.until)
    ids = visible_among(actor, below)
    finished = {one.organization: one for one in _finished(actor, ids, notice)}
    names = {one: organization_view(one, notice.until).called for one in ids}
    return ReportsBelow(
        tuple(finished[one] for one in ids if one in finished),
        tuple((one, names[one]) for one in ids if one not in finished),
    )


def _finished(actor: Actor, organizations: Iterable[int], notice: Notice) -> Iterable[ReportBelow]:
    """For each the latest one that went out, else the latest that only waits for it."""
    rows = list(Report.objects.filter(organization_id__in=organizations, year=notice.year).order_by("pk"))
    issued = {one.report_id: one.version for one in Issue.objects.filter(report__in=rows).order_by("version")}
    heads = {
        one.report_id: one
        for one in Version.objects.filter(known(None), report__in=rows).defer("content").order_by("number")
    }
    for report in sorted(rows, key=lambda row: row.pk in issued):
        number = issued.get(report.pk)
        head = heads.get(report.pk)
        if number is None and head is not None and _is_ready(actor, report, head):
            number = head.number
        version = Version.objects.filter(known(None), report=report, number=number).first() if number else None
        if version is not None:
            yield ReportBelow(
                report.organization_id,
                organization_view(report.organization_id, notice.until).called,
                report.pk,
                version.number,
                report.pk in issued,
                _entries(version),
            )


def _is_ready(actor: Actor, report: Report, head: Version) -> bool:
    reads = any(
        may(actor, one, report.organization_id) for one in (Permission.WRITE_REPORTS, Permission.REVIEW_REPORTS)
    )
    return reads and standing_of(report, head.number).has_passed


def _entries(version: Version) -> frozenset[int]:
    """The occasions that a text tells with their days; a title in passing is not told."""
    blocks = from_json(json.loads(version.content)).blocks
    return frozenset(
        run.entry for block in blocks for run in block.runs if isinstance(run, Named) and run.what == "day"
    )
