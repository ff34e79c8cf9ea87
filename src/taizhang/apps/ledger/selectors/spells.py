"""Figures of a scope that changed within the period: each organisation counts while it belonged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.counting import records_within
from taizhang.apps.ledger.selectors.figures import (
    asking_of,
    figure_of,
    figure_totals,
    stock_figure,
    with_places,
)
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.balance import balance
from taizhang.domain.figures.figure import Figure
from taizhang.domain.figures.measure import Ground, measure_of
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window

Spell = tuple[Window, tuple[int, ...]]
"""A stretch of days with the organisations that belonged to the scope; stretches follow on one another."""


def totals_over(
    actor: Actor, figures: Collection[str], spells: Sequence[Spell], as_of: date, *, seq: int | None = None
) -> dict[str, Figure]:
    """Many figures at once; over one stretch they are the totals of the scope, quick as ever."""
    if len(spells) == 1:
        ((period, organizations),) = spells
        return figure_totals(actor, figures, organizations, period, as_of, seq=seq)
    return {figure: figure_over(actor, figure, spells, as_of, seq=seq) for figure in figures}


def figure_over(actor: Actor, figure: str, spells: Sequence[Spell], as_of: date, *, seq: int | None = None) -> Figure:
    """One figure with its records. The caller answers for it that the actor may count the whole scope.

    Who left during the year is no longer seen by the committee it left, but what it did before stays counted there.
    """
    if len(spells) == 1:
        ((period, organizations),) = spells
        return figure_of(actor, figure, organizations, period, as_of, seq=seq)
    rulebook = current_rulebook(seq)
    measure = measure_of(rulebook, figure)
    period = Window(spells[0][0].start, spells[-1][0].end)
    now = spells[-1][1]
    left = {one for _, those in spells for one in those} - {*now}
    everybody = (*visible_among(actor, now), *sorted(left))
    if measure.ground is Ground.STOCK:
        there = visible_among(actor, now)
        return stock_figure(measure, there, asking_of(rulebook, there, period, as_of, seq))
    found = [one for one in records_within(measure.figures, everybody, period, as_of, seq) if _belongs(one, spells)]
    return balance(measure, found, with_places(measure, found, asking_of(rulebook, everybody, period, as_of, seq)))


def _belongs(record: Record, spells: Sequence[Spell]) -> bool:
    """By its day; what was held after the year for the year goes by the year's end."""
    for window, organizations in spells:
        if record.day <= window.end:
            return record.organization in organizations
    return record.organization in spells[-1][1]
