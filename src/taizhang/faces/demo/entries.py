"""Bringing the story into the ledger: loaded in bunches by day and unit, then corrected, voided, asserted, drafted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from taizhang.apps.ledger.services import confirm_entry, correct_entry, void_entry
from taizhang.apps.ledger.services.asserting import assert_total
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.apps.ledger.services.drafting import save_draft
from taizhang.apps.ledger.services.explaining import explain
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.domain.periods import Window
from taizhang.faces.demo.accounts import unit_of
from taizhang.faces.demo.chronicle import Act, Chapter, World
from taizhang.faces.demo.life.corrections import corrections, voidings
from taizhang.faces.demo.life.drafts import drafts
from taizhang.faces.demo.life.explanations import EXPLANATIONS, ExplanationPlan
from taizhang.faces.demo.life.occasion import CorrectionPlan, OccasionPlan, VoidingPlan
from taizhang.faces.demo.life.story import story
from taizhang.faces.demo.life.totals import TOTALS, TotalPlan
from taizhang.faces.demo.workdays import CLOCK, days_in

DAY_BY_DAY_SINCE = date(2025, 10, 1)
"""Before it a commit gathers half a month, which keeps building quick; since then every day has its own."""
_HALF = 15


def ledger_acts() -> Iterator[Act]:
    """Every occasion in bunches by day and unit; what was corrected or voided; control totals; drafts."""
    bunches: dict[tuple[date, str], list[OccasionPlan]] = defaultdict(list)
    for plan in story():
        bunches[_known_on(plan), _hand(plan)].append(plan)
    for (day, _), plans in bunches.items():
        yield Act(day, Chapter.LEDGER, partial(_load, plans=plans))
    for correction in corrections():
        yield Act(correction.day, Chapter.CORRECTIONS, partial(_correct, correction=correction))
        if correction.confirmed_on:
            yield Act(correction.confirmed_on, Chapter.CORRECTIONS, partial(_confirm, correction=correction))
    for voiding in voidings():
        yield Act(voiding.day, Chapter.CORRECTIONS, partial(_void, voiding=voiding))
    for total in TOTALS:
        yield Act(total.entered_on, Chapter.CORRECTIONS, partial(_assert, total=total))
    for said in EXPLANATIONS:
        yield Act(said.said_on, Chapter.CORRECTIONS, partial(_explain, plan=said))
    yield Act(CLOCK, Chapter.CORRECTIONS, _draft)


def _known_on(plan: OccasionPlan) -> date:
    """Since when the ledger counts it: the day of its confirmation, or of its recording where it still waits."""
    day = plan.confirmed_on or plan.recorded_on
    if day >= DAY_BY_DAY_SINCE or plan.key:
        return day
    return day.replace(day=_HALF if day.day <= _HALF else days_in(day.year, day.month))


def _hand(plan: OccasionPlan) -> str:
    """Whose work it was; the resident group's is confirmed by somebody else than its bureau's."""
    return plan.recorder if plan.recorder == "SW-PZ" else unit_of(plan.recorder)


def _load(world: World, plans: Sequence[OccasionPlan]) -> None:
    first, numbers = plans[0].recorder, world.numbers
    incoming = [
        Incoming(numbers.content(plan) | _attached(world, plan), "", plan.recorded_on, plan.confirmed_on)
        for plan in plans
    ]
    loaded = load_entries(
        world.hands.clerk(first), incoming, CLOCK, confirmer=world.hands.secretary(first), rosters=world.rosters
    )
    for plan, entry in zip(plans, loaded.entries, strict=True):
        if plan.key:
            world.entries[plan.key], world.plans[plan.key] = entry, plan


def _attached(world: World, plan: OccasionPlan) -> dict[str, list[str]]:
    """Keep the papers of an occasion, and name them by their digests."""
    clerk, organization = world.hands.clerk(plan.recorder), world.organizations[plan.recorder]
    kept = [
        store_attachment(clerk, organization, one.name, [one.text.encode()], restricted=one.restricted)
        for one in plan.attached
    ]
    return {"attachments": [one.file_digest for one in kept]} if kept else {}


def _correct(world: World, correction: CorrectionPlan) -> None:
    plan = world.plans[correction.key]
    recorded = correct_entry(
        world.hands.clerk(plan.recorder),
        world.entries[correction.key],
        1,
        world.numbers.content(replace(plan, **correction.changes)),
        correction.reason,
        correction.day,
    )
    world.revisions[correction.key] = recorded.revision


def _confirm(world: World, correction: CorrectionPlan) -> None:
    confirmer = world.hands.secretary(world.plans[correction.key].recorder)
    confirm_entry(confirmer, world.revisions[correction.key], correction.confirmed_on or correction.day)


def _void(world: World, voiding: VoidingPlan) -> None:
    clerk = world.hands.clerk(world.plans[voiding.key].recorder)
    void_entry(clerk, world.entries[voiding.key], 1, voiding.reason)


def _assert(world: World, total: TotalPlan) -> None:
    assert_total(
        world.hands.clerk(total.organization),
        world.organizations[total.organization],
        total.figure,
        total.starts_on,
        total.ends_on,
        total.amount,
        source=total.source,
    )


def _explain(world: World, plan: ExplanationPlan) -> None:
    explain(
        world.hands.clerk(plan.organization),
        world.organizations[plan.organization],
        plan.rule,
        Window(*plan.window),
        plan.text,
        plan.said_on,
    )


def _draft(world: World) -> None:
    """Leave what somebody has begun to write down."""
    for plan in drafts():
        content = world.numbers.content(plan)
        save_draft(world.hands.clerk(plan.recorder), world.organizations[plan.recorder], content)
