"""On which days of a month something was recorded, for the strip of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.remembering import remembered
from taizhang.apps.ledger.selectors.entries import Filter, list_entries
from taizhang.apps.organizations.access import visible_among
from taizhang.domain.periods import Window


def recorded_days(
    actor: Actor, organizations: Sequence[int], window: Window, known: int | None = None
) -> dict[int, int]:
    """How many entries each day of a month holds, by day of the month; a joint one once."""
    seen = visible_among(actor, organizations)
    return dict(remembered(_recorded_days, actor, seen, window, known, timezone.localdate()))


def _recorded_days(
    actor: Actor, organizations: tuple[int, ...], window: Window, known: int | None, _rights_of: date
) -> dict[int, int]:
    wanted = Filter(organizations=organizations, start=window.start, end=window.end, known=known)
    found = list_entries(actor, wanted).filter(day__gte=window.start)
    rows = found.order_by().values_list("day").annotate(entries=Count("entry_id", distinct=True))
    return {day.day: entries for day, entries in rows}
