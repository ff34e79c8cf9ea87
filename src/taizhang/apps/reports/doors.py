"""Who may see and write a report: drafts are for those who write and review them, what was issued for all who read."""

from __future__ import annotations

from typing import TypeAlias

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may, require
from taizhang.apps.reports.errors import ReportNotFoundError
from taizhang.apps.reports.models import Issue, Report

OpenReport: TypeAlias = Report
"""A report as these doors hand it out, for pages, which name no table."""


def open_report(actor: Actor, report_id: int) -> Report:
    """One report, for whoever writes or reviews it, or reads it once it is out; not there for anybody else."""
    report = Report.objects.filter(pk=report_id).first()
    if report is None or not may_open(actor, report):
        raise ReportNotFoundError
    return report


def may_open(actor: Actor, report: Report) -> bool:
    """Say whether the report is there for this person."""
    organization = report.organization_id
    if not may(actor, Permission.READ_ENTRIES, organization):
        return False
    works_on_it = may(actor, Permission.WRITE_REPORTS, organization) or may(
        actor, Permission.REVIEW_REPORTS, organization
    )
    return works_on_it or Issue.objects.filter(report=report).exists()


def open_for(actor: Actor, report_id: int, permission: Permission) -> Report:
    """One report for a write."""
    report = open_report(actor, report_id)
    require(actor, permission, report.organization_id)
    return report
