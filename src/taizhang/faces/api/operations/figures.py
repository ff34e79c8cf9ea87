"""Figures of an organisation and all below it, and the records that each stands on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.selectors.figures import figure_of, figure_totals
from taizhang.apps.organizations.selectors import below, list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.faces.api.answers import figure_json
from taizhang.faces.api.asked import business_today, sliced, visible_organization
from taizhang.faces.api.door import actor_in
from taizhang.faces.api.given import Day, Given, Page, Text, Year
from taizhang.faces.api.limits import COSTLY
from taizhang.faces.api.operations.organizations import TROUBLES
from taizhang.faces.api.shown import FigureInfoOut, FigureOut, FiguresOut, TroubleOut

router = Router(tags=["数据"])


class FiguresAsked(Page):
    """Which year, as of which day; the organisation alone, or with all below it."""

    year: Year | None = None
    as_of: Day | None = None
    own: bool = False
    zero: bool = False


class FigureAsked(Given):
    """Which figure, over which period, as of which day."""

    figure: Text
    start: Day | None = None
    end: Day | None = None
    as_of: Day | None = None
    own: bool = False


@router.get(
    "/figures",
    response={200: list[FigureInfoOut], 401: TroubleOut, 429: TroubleOut},
    summary="数据目录",
    operation_id="list_figure_definitions",
)
def catalogue(request: HttpRequest) -> list[dict[str, Any]]:
    """Every figure that can be asked for."""
    actor_in(request)
    return [_info(one) for one in figure_catalogue(current_rulebook()).values() if one.shown]


@router.get(
    "/organizations/{code}/figures",
    response={200: FiguresOut, **TROUBLES},
    throttle=COSTLY,
    summary="一年的数据",
    operation_id="list_figures",
)
def year(request: HttpRequest, code: Text, asked: Query[FiguresAsked]) -> dict[str, Any]:
    """The figures of a year, those that are nought left out unless asked for; their records: /figure."""
    actor, day = actor_in(request), asked.as_of or business_today()
    organization = visible_organization(actor, code)
    period = Window.of_year(asked.year or day.year)
    known = figure_catalogue(current_rulebook())
    scope = _scope(organization, min(day, period.end), own=asked.own)
    totals = figure_totals(actor, [one.id for one in known.values() if one.shown], scope, period, day)
    found = [one for one in totals.values() if one.value or asked.zero]
    listed, shown = sliced(found, asked)
    return {**listed, "items": [figure_json(code, one, known[one.definition].amount) for one in shown]}


@router.get(
    "/organizations/{code}/figure",
    response={200: FigureOut, **TROUBLES},
    throttle=COSTLY,
    summary="一个数据和它的记录",
    operation_id="get_figure",
)
def one_figure(request: HttpRequest, code: Text, asked: Query[FigureAsked]) -> dict[str, Any]:
    """One figure over a period, with every record it stands on and what each organisation brings."""
    actor, day = actor_in(request), asked.as_of or business_today()
    organization = visible_organization(actor, code)
    start, end = asked.start or date(day.year, 1, 1), asked.end or date((asked.start or day).year, 12, 31)
    if end < start:
        raise LedgerError("截止日早于起始日。把两个日子对调，或改其中一个。")
    period = Window(start, end)
    scope = _scope(organization, min(day, end), own=asked.own)
    found = figure_of(actor, asked.figure, scope, period, day)
    codes = {one.id: one.code for one in list_organizations(scope, min(day, end), closed=True)}
    info = figure_catalogue(current_rulebook())[asked.figure]
    return figure_json(code, found, info.amount) | {
        "portions": [
            {"organization": codes.get(one.organization, ""), "name": one.name, "value": one.value}
            for one in found.portions
        ],
        "sources": [
            {
                "entry": one.entry,
                "revision": one.revision,
                "organization": codes.get(one.organization, ""),
                "day": one.day,
                "amount": one.amount,
                "tally": one.tally,
            }
            for one in found.sources
        ],
    }


def _scope(organization: int, day: date, *, own: bool) -> tuple[int, ...]:
    return (organization,) if own else below(organization, day)


def _info(one: FigureInfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "zh": one.zh,
        "unit": one.unit,
        "amount": one.amount.value,
        "nature": one.nature.value,
        "group": one.group,
        "definition": one.definition,
    }
