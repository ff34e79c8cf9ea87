"""A file that comes back, held against the version that it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.apps.audit.models import known
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.models import Report, Version
from taizhang.apps.reports.selectors.texts import document_of, head_of, version_of
from taizhang.domain.reporting.returning import Comparison, Returned, came_from, compare, is_of

MOST_TRIED = 40
"""Versions among which the one that the file was made from is looked for."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """What was done to a version outside."""

    number: int
    by_map: bool
    """Whether the file's own map told the version."""
    comparison: Comparison
    warnings: tuple[str, ...]


def came_back(report: Report, returned: Returned, asked: int | None = None) -> CameBack:
    """Compare with the version that is asked for, else with the one that the map tells, else with the latest."""
    head = head_of(report)
    if not is_of(returned, document_of(head)):
        raise ReportError("这是另一份报告的校对版，没有比对。到那份报告的“导出”里传。")
    if asked is not None:
        row, by_map = version_of(report, asked), False
    else:
        rows = list(Version.objects.filter(known(None), report=report).order_by("-number")[:MOST_TRIED])
        at = came_from(returned, [document_of(row) for row in rows])
        row, by_map = rows[at or 0], at is not None
    return CameBack(row.number, by_map, compare(document_of(row), returned), returned.warnings)
