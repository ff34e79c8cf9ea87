"""Control totals (对账断言) held against the ledger: which hold, and what explains the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known as known_at
from taizhang.apps.ledger.models import Assertion, Revision
from taizhang.apps.ledger.selectors.figures import figure_of
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.organizations.selectors import below, names_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.assertions import Reconciliation, reconcile
from taizhang.domain.figures.figure import Figure
from taizhang.domain.figures.measure import measure_of
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook

MOST_PENDING = 2000


@dataclass(frozen=True, slots=True)
class AssertionView:
    """A control total, and what the ledger says today."""

    id: int
    organization: int
    name: str
    figure: str
    period: Window
    stated: int
    text: str
    """What the figure was called when the total was entered."""
    source: str
    account: int | None
    info: FigureInfo | None
    """None: the rulebook of today has no such figure, so nothing can be held against it."""
    found: Figure | None
    reconciliation: Reconciliation | None
    pending: tuple[Record, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether the ledger says what was stated."""
        return self.reconciliation is not None and self.reconciliation.holds


def assertions_of(
    actor: Actor, organizations: Sequence[int], as_of: date, *, seq: int | None = None
) -> tuple[AssertionView, ...]:
    """The control totals of these organisations that stand, newest first."""
    ids = visible_among(actor, organizations)
    rulebook = current_rulebook(seq)
    found = list(Assertion.objects.filter(known_at(seq), organization_id__in=ids).order_by("-pk"))
    names = names_of({one.organization_id for one in found}, as_of, seq)
    return tuple(_view(actor, one, names.get(one.organization_id, ""), rulebook, as_of, seq) for one in found)


def pending_entries(
    actor: Actor, figure: str, organizations: Sequence[int], period: Window, as_of: date
) -> tuple[Record, ...]:
    """What would count for a figure once it is confirmed, one record an entry."""
    found = _pending(current_rulebook(), figure, visible_among(actor, organizations), period, as_of)
    return tuple({one.entry: one for one in found}.values())


def _view(actor: Actor, one: Assertion, name: str, rulebook: Rulebook, as_of: date, seq: int | None) -> AssertionView:
    period = Window(one.starts_on, one.ends_on)
    info = figure_catalogue(rulebook).get(one.figure)
    figure: Figure | None = None
    pending: tuple[Record, ...] = ()
    held: Reconciliation | None = None
    if info is not None:
        scope = below(one.organization_id, min(period.end, as_of), seq) or (one.organization_id,)
        figure = figure_of(actor, one.figure, scope, period, as_of, seq=seq)
        if figure.value != one.amount:
            pending = _pending(rulebook, one.figure, scope, period, as_of)
        held = reconcile(one.amount, figure, pending, info.amount)
    return AssertionView(
        one.pk,
        one.organization_id,
        name,
        one.figure,
        period,
        one.amount,
        one.text,
        one.source,
        one.account,
        info,
        figure,
        held,
        tuple(pending),
    )


def _pending(rulebook: Rulebook, figure: str, scope: Sequence[int], period: Window, as_of: date) -> tuple[Record, ...]:
    """What the entries of the period would add that wait for confirmation and were never confirmed before."""
    read = set(measure_of(rulebook, figure).figures)
    waiting = Revision.objects.filter(
        organization_id__in=scope,
        known_until__isnull=True,
        confirmation__isnull=True,
        number=1,
        day__lte=min(period.end, as_of),
        last_day__gte=period.start,
    ).order_by("day", "pk")[:MOST_PENDING]
    return tuple(
        Record(
            posting.figure,
            posting.organization,
            posting.day,
            posting.year,
            posting.amount,
            one.entry_id,
            one.pk,
            one.title,
            posting.person,
            posting.part,
            posting.tally,
        )
        for one in waiting
        for posting in post(occasion_of(one.content), rulebook)
        if posting.figure in read and posting.organization in scope
    )
