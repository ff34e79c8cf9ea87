"""What a bench tells of a list without reading it: what waits, how much there is, and on which days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.remembering import remembered
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.selectors.doors import recorded_elsewhere
from taizhang.apps.ledger.selectors.entries import Filter, Row, list_entries, listed, rows_of, with_states
from taizhang.apps.ledger.selectors.numbers import number_of_entries
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.apps.organizations.access import visible_among
from taizhang.domain.periods import Window

MOST_ANSWERS = 20_000


class Waiting(NamedTuple):
    """A revision that waits for confirmation."""

    day: date
    revision: int
    organization: int
    account: int | None


def waiting_among(actor: Actor, organizations: Iterable[int]) -> list[Waiting]:
    """What waits for confirmation in these organisations, oldest day first."""
    seen = visible_among(actor, organizations)
    return list(_WAITING.answer("waiting", dict.fromkeys(seen), _waiting, _in_order))


def waiting_for(actor: Actor, organizations: Iterable[int]) -> list[Row]:
    """The same as lines of a list."""
    return lines_of(actor, [one.revision for one in waiting_among(actor, organizations)])


def lines_of(actor: Actor, revisions: Iterable[int], seq: int | None = None) -> list[Row]:
    """The lines of some revisions, in their order.

    Numbers first, lines after: a database that is asked for the states of a whole list looks all of them up.
    """
    numbers = list(revisions)
    found = with_states(Revision.objects.filter(pk__in=numbers), seq).defer("content")
    rows = {row.revision: row for row in rows_of(actor, found)}
    return [rows[one] for one in numbers if one in rows]


def newest_entries(
    actor: Actor, organizations: Iterable[int], end: date, most: int, seq: int | None = None
) -> tuple[list[int], int]:
    """The revisions of the newest entries up to a day, and how many entries there are in all."""
    seen = visible_among(actor, organizations)
    wanted = Filter(organizations=seen, end=end, known=seq)
    revisions = remembered(_newest, actor, wanted, most, timezone.localdate())
    return list(revisions), number_of_entries(actor, wanted)


def _newest(actor: Actor, wanted: Filter, most: int, _rights_of: date) -> tuple[int, ...]:
    return tuple(list_entries(actor, wanted).values_list("pk", flat=True)[:most])


def recorded_days(
    actor: Actor, organizations: Sequence[int], window: Window, known: int | None = None
) -> dict[int, int]:
    """How many entries each day of a month holds, by day of the month; a joint one once."""
    return dict(remembered(_recorded_days, visible_among(actor, organizations), window, known))


def _recorded_days(ids: tuple[int, ...], window: Window, known: int | None) -> Counter[int]:
    def work(some: Sequence[int]) -> dict[int, Counter[int]]:
        found: dict[int, Counter[int]] = {one: Counter() for one in some}
        within = _listed_of(some, known).filter(day__gte=window.start, day__lte=window.end)
        for organization, day, number in within.values_list("organization_id", "day").annotate(number=Count("pk")):
            found[organization][day.day] += number
        return found

    days = Counter(_DAYS.answer((window, known), dict.fromkeys(ids), work, _added))
    if elsewhere := recorded_elsewhere(ids):
        others = listed(Revision.objects.filter(pk__in=elsewhere), known)
        others = others.filter(day__gte=window.start, day__lte=window.end)
        days.update(day.day for day in others.values_list("day", flat=True))
    return days


def _listed_of(organizations: Collection[int], seq: int | None) -> QuerySet[Revision]:
    return listed(Revision.objects.filter(organization_id__in=list(organizations)), seq).order_by()


def _waiting(organizations: Sequence[int]) -> dict[int, tuple[Waiting, ...]]:
    rows = Revision.objects.filter(
        organization_id__in=organizations, known_until__isnull=True, confirmation__isnull=True
    )
    # Their numbers come out of indexes alone; then only what waits is read, and not every row passed over.
    numbers = list(rows.values_list("pk", flat=True))
    found: dict[int, list[Waiting]] = {one: [] for one in organizations}
    waiting = Revision.objects.filter(pk__in=numbers).order_by("day", "pk")
    for one in map(Waiting._make, waiting.values_list("day", "pk", "organization_id", "account")):
        found[one.organization].append(one)
    return {one: tuple(those) for one, those in found.items()}


def _in_order(answers: Sequence[tuple[Waiting, ...]]) -> list[Waiting]:
    return sorted(one for each in answers for one in each)


def _added(answers: Sequence[Counter[int]]) -> Counter[int]:
    days: Counter[int] = Counter()
    for one in answers:
        days.update(one)
    return days


_WAITING: ByOrganization[tuple[Waiting, ...], list[Waiting]] = ByOrganization(1, MOST_ANSWERS)
_DAYS: ByOrganization[Counter[int], Counter[int]] = ByOrganization(6, MOST_ANSWERS)
