"""Shifted windows (顺延) as the issuer's page lists them: whom each notice names, and how to take it back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.organizations.models import WindowShift


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One notice that moved the due day of a window."""

    id: int
    rule: str
    start: date
    end: date
    due_on: date
    notice: str
    organizations: tuple[int, ...]
    """Empty: all below the issuer."""


def shifts_issued_by(organization_id: int, known: int | None = None) -> tuple[ShiftRow, ...]:
    """The notices of one organisation, the newest first."""
    rows = WindowShift.objects.filter(known_at(known), issuer_id=organization_id).order_by("-known_from", "-id")
    return tuple(
        ShiftRow(
            row.pk,
            row.rule,
            row.window_start,
            row.window_end,
            row.due_on,
            row.notice,
            tuple(json.loads(row.organizations)),
        )
        for row in rows
    )
