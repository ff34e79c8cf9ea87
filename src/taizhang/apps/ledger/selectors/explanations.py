"""Why something was not done, as it was said: of one window, of a rule in a year, of many rows of a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known
from taizhang.apps.ledger.models import Explanation
from taizhang.apps.organizations.access import visible_among
from taizhang.domain.periods import Window


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """One reason with its window, and the day on which it was said."""

    id: int
    organization: int
    rule: str
    window: Window
    text: str
    said_on: date


def explanations_of(
    actor: Actor, organizations: Collection[int], period: Window, *, rule: str = "", seq: int | None = None
) -> list[ExplanationView]:
    """What stands for windows that end in a period, of the organisations that the actor sees, by window."""
    found = Explanation.objects.filter(
        known(seq),
        organization_id__in=visible_among(actor, organizations),
        ends_on__gte=period.start,
        ends_on__lte=period.end,
    )
    if rule:
        found = found.filter(rule=rule)
    return [
        ExplanationView(
            row.pk, row.organization_id, row.rule, Window(row.starts_on, row.ends_on), row.text, row.explained_on
        )
        for row in found.order_by("starts_on", "organization_id", "pk")
    ]


def explanation_of(
    actor: Actor, organization: int, rule: str, window: Window, seq: int | None = None
) -> ExplanationView | None:
    """What stands for one window."""
    found = explanations_of(actor, [organization], Window(window.end, window.end), rule=rule, seq=seq)
    return next((one for one in found if one.window == window), None)
