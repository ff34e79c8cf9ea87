"""The whole story in the order in which it came into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from taizhang.faces.demo.life.branch_extras import branch_extras, monthly_checks
from taizhang.faces.demo.life.branch_months import branch_months
from taizhang.faces.demo.life.branch_years import branch_years
from taizhang.faces.demo.life.committee_duties import committee_duties
from taizhang.faces.demo.life.committee_months import committee_months
from taizhang.faces.demo.life.committee_oversight import committee_oversight
from taizhang.faces.demo.life.occasion import OccasionPlan
from taizhang.faces.demo.life.own_practices import own_practices
from taizhang.faces.demo.life.stated_education import stated_education
from taizhang.faces.demo.life.stated_health import stated_health
from taizhang.faces.demo.life.stated_hospital import stated_hospital
from taizhang.faces.demo.life.troubles import FEVER_BRANCHES, FEVER_MONTH, FLOOD_SEASON, FLOOD_UNIT, troubles
from taizhang.faces.demo.workdays import CLOCK
from taizhang.faces.demo.world.atlas import atlas, branches

SLIPPED_QUARTER = (date(2025, 7, 1), date(2025, 9, 30))
"""The quarter in which nobody of the health commission's committee went to the branches of contact."""


@cache
def story() -> tuple[OccasionPlan, ...]:
    """Every occasion that was recorded by the day of the clock, the earliest recorded first."""
    recorded = (plan for plan in _all() if plan.recorded_on <= CLOCK and (plan.end_day or plan.day) <= CLOCK)
    return tuple(
        sorted(
            (plan for plan in recorded if not _fell_out(plan)),
            key=lambda plan: (plan.recorded_on, plan.day, plan.recorder, plan.title),
        )
    )


def _all() -> Iterator[OccasionPlan]:
    for branch in branches():
        yield from branch_months(branch)
        yield from branch_years(branch)
        yield from branch_extras(branch)
        yield from monthly_checks(branch)
    yield from monthly_checks(atlas()["JY"])
    yield from committee_months()
    yield from committee_duties()
    yield from committee_oversight()
    yield from stated_health()
    yield from stated_hospital()
    yield from stated_education()
    yield from own_practices()
    yield from troubles()


def _fell_out(plan: OccasionPlan) -> bool:
    """Say whether it was not held after all: a notice gave more time, or one autumn was too busy."""
    kinds = {part.kind for part in plan.parts}
    if plan.recorder == "WJ" and "contact_visit" in kinds:
        return SLIPPED_QUARTER[0] <= plan.day <= SLIPPED_QUARTER[1]
    if atlas()[plan.recorder].parent == FLOOD_UNIT and "branch_congress" in kinds:
        return FLOOD_SEASON[0] <= plan.day <= FLOOD_SEASON[1]
    if plan.recorder in FEVER_BRANCHES and "theme_day" in kinds:
        return FEVER_MONTH[0] <= plan.day <= FEVER_MONTH[1]
    return False
