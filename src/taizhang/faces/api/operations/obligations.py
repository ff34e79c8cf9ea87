"""What an organisation owes in a year, as of a day."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router

from taizhang.apps.ledger.selectors.owed import owed_of
from taizhang.faces.api.answers import obligation_json
from taizhang.faces.api.asked import business_today, sliced, visible_organization
from taizhang.faces.api.door import actor_in
from taizhang.faces.api.given import Day, Page, Text, Year
from taizhang.faces.api.limits import COSTLY
from taizhang.faces.api.operations.organizations import TROUBLES
from taizhang.faces.api.shown import ObligationsOut

router = Router(tags=["应办事项"])
Answer = Literal["met", "unmet", "not_yet_due", "insufficient_data", "not_applicable", "extended"]


class ObligationsAsked(Page):
    """Which year, as of which day, and which answers only."""

    year: Year | None = None
    as_of: Day | None = None
    only: list[Answer] = []


@router.get(
    "/organizations/{code}/obligations",
    response={200: ObligationsOut, **TROUBLES},
    throttle=COSTLY,
    summary="应办事项",
    operation_id="list_obligations",
)
def obligations(request: HttpRequest, code: Text, asked: Query[ObligationsAsked]) -> dict[str, Any]:
    """Every rule that asks something of the organisation in the year, with its answer and why."""
    actor, day = actor_in(request), asked.as_of or business_today()
    organization = visible_organization(actor, code)
    found = owed_of(actor, organization, asked.year or day.year, day)
    if asked.only:
        found = [one for one in found if one.code.name.lower() in asked.only]
    listed, shown = sliced(found, asked)
    return {**listed, "items": [obligation_json(code, one) for one in shown]}
