"""Intentions as their page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.apps.audit.models import known
from taizhang.apps.reports.models import Intention, Report
from taizhang.apps.reports.selectors.texts import catalogue


@dataclass(frozen=True, slots=True)
class IntentionRow:
    """One item of next year's work."""

    id: int
    text: str
    figure: str
    """Its name; empty where nothing is counted."""
    scope: str
    target: int | None
    unit: str
    due_on: date | None


def list_intentions(report: Report) -> list[IntentionRow]:
    """The items that a report announces, in the order they were written down."""
    figures = catalogue()
    rows = Intention.objects.filter(known(None), report=report).order_by("pk")
    return [
        IntentionRow(
            row.pk,
            row.text,
            figures[row.figure].zh if row.figure in figures else row.figure,
            row.scope,
            row.target,
            figures[row.figure].unit if row.figure in figures else "",
            row.due_on,
        )
        for row in rows
    ]
