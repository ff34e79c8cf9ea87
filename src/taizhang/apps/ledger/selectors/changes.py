"""Numbers that changed after the fact (改动提醒): figures of past months, and the late or corrected entries behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.writing import seq_on
from taizhang.apps.ledger.models import Confirmation, Posting, Revision, Voiding
from taizhang.apps.ledger.selectors.entries import Row, rows_of, with_states
from taizhang.apps.ledger.selectors.figures import figure_totals
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.rulebooks.selectors import current_manifest, current_rulebook
from taizhang.domain.figures.figure import Figure
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, Nature, figure_catalogue

MOST_ENTRIES = 200
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that reads differently now than it did then."""

    info: FigureInfo
    before: Figure
    now: Figure
    entries: tuple[Row, ...]
    """What was recorded late, corrected or voided since."""

    @property
    def unit(self) -> str:
        """The unit that the values count."""
        return self.info.smallest


def business_days_before(day: date, number: int) -> date:
    """The day so many working days earlier; public holidays are not known here."""
    while number:
        day -= timedelta(days=1)
        number -= day.weekday() < WEEKEND
    return day


def changes_since(actor: Actor, organizations: Sequence[int], since: date, today: date) -> tuple[Change, ...]:
    """The flows of this year's past months that late entries, corrections and voidings since then have moved."""
    ids = visible_among(actor, organizations)
    past, then = _past_months(today), seq_on(since - timedelta(days=1))
    if past is None or current_manifest(then) is None:
        return ()
    rows = rows_of(actor, _touched(ids, then, past))
    figures = _figures_of(rows)
    catalogue = figure_catalogue(current_rulebook())
    shown = [
        one
        for one in figures
        if one in catalogue
        and catalogue[one].shown
        and catalogue[one].nature is Nature.FLOW
        and not one.endswith("/attendance")
    ]
    if not shown:
        return ()
    before = figure_totals(actor, shown, ids, past, today, seq=then)
    now = figure_totals(actor, shown, ids, past, today)
    return tuple(
        Change(catalogue[one], before[one], now[one], tuple(row for row in rows if row.entry in figures[one]))
        for one in shown
        if before[one].value != now[one].value
    )


def _past_months(today: date) -> Window | None:
    """From January to the month before this one; nothing in January."""
    first = today.replace(day=1)
    return None if first.month == 1 else Window(date(today.year, 1, 1), first - timedelta(days=1))


def _touched(ids: Sequence[int], seq: int, past: Window) -> Iterable[Revision]:
    """The revisions confirmed after that commit that are late or a correction, and those of entries voided since."""
    confirmed = Confirmation.objects.filter(known_from__gt=seq).values("revision_id")
    found = Revision.objects.filter(organization_id__in=ids, day__lte=past.end, last_day__gte=past.start)
    late = found.filter(pk__in=confirmed, is_late=True)
    corrected = found.filter(pk__in=confirmed, number__gt=1)
    voided = found.filter(entry_id__in=Voiding.objects.filter(known_from__gt=seq).values("entry_id"))
    return with_states(late | corrected | voided, None).order_by("day", "pk")[:MOST_ENTRIES]


def _figures_of(rows: Sequence[Row]) -> dict[str, set[int]]:
    """Every figure that any revision of these entries ever posted to, with the entries."""
    found: dict[str, set[int]] = {}
    entries = sorted({row.entry for row in rows})
    posted = Posting.objects.filter(booking__revision__entry_id__in=entries)
    pairs = posted.values_list("figure__code", "entry_id").distinct()
    for figure, entry in pairs.order_by("figure__code", "entry_id"):
        found.setdefault(figure, set()).add(entry)
    return found
