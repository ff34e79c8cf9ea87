"""Who stood below an organisation on which days of a period."""

from __future__ import annotations

from datetime import timedelta

from taizhang.apps.organizations.structure import structure
from taizhang.domain.periods import Window


def below_over(
    organization_id: int, period: Window, known: int | None = None
) -> tuple[tuple[Window, tuple[int, ...]], ...]:
    """Who was below it on which days of a period: one stretch of days after another, itself in each."""
    of = structure(known)
    last = of.below(organization_id, period.end)
    spells: list[tuple[Window, tuple[int, ...]]] = []
    for day in (period.start, *of.changes(period.start, period.end)):
        under = of.below(organization_id, day)
        # Who is founded later did nothing before: it need not make a stretch of its own.
        there = tuple(sorted({*under, *(one for one in last if not of.exists(one, day))}))
        if spells and spells[-1][1] == there:
            continue
        if spells:
            spells[-1] = Window(spells[-1][0].start, day - timedelta(days=1)), spells[-1][1]
        spells.append((Window(day, period.end), there))
    return tuple(spells)
