"""Bringing the story into the ledger: loaded month by month and unit by unit, then corrected, voided and drafted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from taizhang.apps.ledger.services import confirm_entry, correct_entry, void_entry
from taizhang.apps.ledger.services.asserting import assert_total
from taizhang.apps.ledger.services.drafting import save_draft
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.apps.members.rosters import Rosters
from taizhang.faces.demo.accounts import Hands, unit_of
from taizhang.faces.demo.contents import Numbers
from taizhang.faces.demo.life.corrections import corrections, voidings
from taizhang.faces.demo.life.drafts import drafts
from taizhang.faces.demo.life.occasion import OccasionPlan
from taizhang.faces.demo.life.story import story
from taizhang.faces.demo.life.totals import TOTALS
from taizhang.faces.demo.telling import Telling
from taizhang.faces.demo.workdays import CLOCK


@dataclass(frozen=True, slots=True)
class Told:
    """Which entry an occasion of the story became, by its name in the story."""

    entries: dict[str, int] = field(default_factory=dict)
    plans: dict[str, OccasionPlan] = field(default_factory=dict)


def load_story(numbers: Numbers, hands: Hands, told: Telling, extra: tuple[OccasionPlan, ...] = ()) -> Told:
    """Record and confirm every occasion, one commit a unit and month, in the order of recording."""
    whole = sorted((*story(), *extra), key=lambda plan: (_month(plan), unit_of(plan.recorder), plan.recorded_on))
    result, done, rosters = Told(), 0, Rosters()
    for _, group in groupby(whole, key=lambda plan: (_month(plan), _hand(plan))):
        plans = list(group)
        result = _load(plans, numbers, hands, rosters, result)
        done += len(plans)
        told(done, len(whole))
    return result


def correct_and_void(numbers: Numbers, hands: Hands, before: Told) -> None:
    """Tell some occasions anew, with the reason, and void what was recorded twice."""
    for correction in corrections():
        entry, plan = before.entries[correction.key], before.plans[correction.key]
        anew = replace(plan, **correction.changes)
        recorded = correct_entry(
            hands.clerk(plan.recorder),
            entry,
            1,
            numbers.content(anew),
            correction.reason,
            correction.day,
        )
        if correction.confirmed_on:
            confirm_entry(hands.secretary(plan.recorder), recorded.revision, correction.confirmed_on)
    for voiding in voidings():
        plan = before.plans[voiding.key]
        void_entry(hands.clerk(plan.recorder), before.entries[voiding.key], 1, voiding.reason)


def assert_totals(numbers: Numbers, hands: Hands) -> None:
    """Enter control totals: most hold, two fail and name what differs."""
    for total in TOTALS:
        assert_total(
            hands.clerk(total.organization),
            numbers.organizations[total.organization],
            total.figure,
            total.starts_on,
            total.ends_on,
            total.amount,
            source=total.source,
        )


def leave_drafts(numbers: Numbers, hands: Hands) -> None:
    """Leave what somebody has begun to write down."""
    for plan in drafts():
        save_draft(hands.clerk(plan.recorder), numbers.organizations[plan.recorder], numbers.content(plan))


def _load(
    plans: list[OccasionPlan],
    numbers: Numbers,
    hands: Hands,
    rosters: Rosters,
    result: Told,
) -> Told:
    first = plans[0].recorder
    incoming = [
        Incoming(numbers.content(plan), f"demo:{plan.key}" if plan.key else "", plan.recorded_on, plan.confirmed_on)
        for plan in plans
    ]
    loaded = load_entries(hands.clerk(first), incoming, CLOCK, confirmer=hands.secretary(first), rosters=rosters)
    named: Mapping[str, int] = {plan.key: entry for plan, entry in zip(plans, loaded.entries, strict=True) if plan.key}
    result.entries.update(named)
    result.plans.update({plan.key: plan for plan in plans if plan.key})
    return result


def _month(plan: OccasionPlan) -> tuple[int, int]:
    return plan.recorded_on.year, plan.recorded_on.month


def _hand(plan: OccasionPlan) -> str:
    """Whose work it was; the resident group's is confirmed by somebody else than its bureau's."""
    return plan.recorder if plan.recorder == "SW-PZ" else unit_of(plan.recorder)
