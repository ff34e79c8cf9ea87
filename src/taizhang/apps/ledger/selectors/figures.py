"""Figures (数据) of a scope and a period: one with everything it stands on, or many as plain totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.remembering import remembered
from taizhang.apps.audit.standing import Standing
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.models import Revision, RevisionOrganization
from taizhang.apps.ledger.selectors.counting import records, records_within
from taizhang.apps.ledger.selectors.extent import Extent, Wanted
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.apps.ledger.selectors.shares import Share, shares
from taizhang.apps.ledger.selectors.totals import Totals
from taizhang.apps.members.stocks import stock_at
from taizhang.apps.members.subjects import subjects_stand
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.balance import Asking, Value, balance
from taizhang.domain.figures.figure import Figure, Portion
from taizhang.domain.figures.measure import Ground, Measure, measure_of
from taizhang.domain.figures.trend import Comparison, Trend, compare, trend
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window
from taizhang.domain.rules.rulebook import Rulebook

MANY = 50
"""Pages ask for every figure there is, and their shares are worth keeping; a few are counted when they are asked."""
MOST_QUESTIONS, MOST_ANSWERS = 4, 5000
"""A share takes some twenty kilobytes."""
MOST_STOCKS = 40
MOST_CATALOGUES = 8


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with its trend and the year before."""

    figure: Figure
    measure: Measure
    trend: Trend | None
    comparison: Comparison | None
    trend_before: Trend | None = None
    """The months of the year before."""


def figure_of(
    actor: Actor,
    figure: str,
    organizations: Sequence[int],
    period: Window,
    as_of: date,
    *,
    seq: int | None = None,
) -> Figure:
    """One figure over the organisations that the actor sees, with every record it stands on."""
    rulebook = current_rulebook(seq)
    measure = measure_of(rulebook, figure)
    ids = visible_among(actor, organizations)
    asking = asking_of(rulebook, ids, period, as_of, seq)
    if measure.ground is Ground.STOCK:
        return stock_figure(measure, ids, asking)
    found = records_within(measure.figures, ids, period, as_of, seq)
    return balance(measure, found, with_places(measure, found, asking))


def figure_view(
    actor: Actor,
    figure: str,
    organizations: Sequence[int],
    period: Window,
    as_of: date,
    *,
    seq: int | None = None,
) -> FigureView:
    """One figure with its months and the year before."""
    rulebook = current_rulebook(seq)
    measure = measure_of(rulebook, figure)
    ids = visible_among(actor, organizations)
    asking = asking_of(rulebook, ids, period, as_of, seq)
    if measure.ground is Ground.STOCK:
        return FigureView(stock_figure(measure, ids, asking), measure, None, None)
    before = date(period.start.year - 1, 1, 1)
    found = records(measure.figures, ids, before, as_of, seq=seq)
    asking = with_places(measure, found, asking)
    now, _, comparison = compare(measure, found, asking)
    year = period.end.year
    return FigureView(
        now, measure, trend(measure, found, year, asking), comparison, trend(measure, found, year - 1, asking)
    )


def figure_totals(
    actor: Actor,
    figures: Collection[str],
    organizations: Sequence[int],
    period: Window,
    as_of: date,
    *,
    seq: int | None = None,
) -> dict[str, Figure]:
    """Many figures at once as totals without their records, summed by the database; equal to `figure_of` in value."""
    ids = visible_among(actor, organizations)
    work = _few_totals if len(figures) < MANY else _many_totals
    return dict(remembered(work, tuple(figures), ids, period, as_of, seq))


def _many_totals(
    figures: tuple[str, ...], ids: tuple[int, ...], period: Window, as_of: date, seq: int | None
) -> dict[str, Figure]:
    rulebook, extent = current_rulebook(seq), Extent(period, as_of, seq)
    measures = _measures(rulebook, figures)
    wanted = Wanted.by(measures)

    def work(some: Sequence[int]) -> dict[int, Share]:
        return shares(extent, wanted, some)

    def together(found: Sequence[Share]) -> Totals:
        totals = Totals(extent, measures)
        amend(totals, found)
        return totals

    def amend(totals: Totals, found: Sequence[Share]) -> None:
        totals.take(dict(zip(ids, found, strict=True)))

    question, grounds = (rulebook.digest, extent, wanted, figures), dict.fromkeys(ids)
    totals = _SHARES.answer(question, grounds, work, together, amend=amend, concerned=extent.concerned)
    return _as_figures(measures, ids, asking_of(rulebook, ids, period, as_of, seq), totals.values)


def _few_totals(
    figures: tuple[str, ...], ids: tuple[int, ...], period: Window, as_of: date, seq: int | None
) -> dict[str, Figure]:
    rulebook, extent = current_rulebook(seq), Extent(period, as_of, seq)
    measures = _measures(rulebook, figures)
    totals = Totals(extent, measures)
    totals.take(shares(extent, Wanted.by(measures), ids))
    return _as_figures(measures, ids, asking_of(rulebook, ids, period, as_of, seq), totals.values)


@lru_cache(maxsize=MOST_CATALOGUES)
def _measures(rulebook: Rulebook, figures: tuple[str, ...]) -> tuple[Measure, ...]:
    return tuple([measure_of(rulebook, figure) for figure in figures])


def _as_figures(
    measures: Sequence[Measure], ids: tuple[int, ...], asking: Asking, values: Mapping[str, Value]
) -> dict[str, Figure]:
    return {
        one.info.id: stock_figure(one, ids, asking)
        if one.ground is Ground.STOCK
        else _plain(one, values[one.info.id], asking)
        for one in measures
    }


def asking_of(rulebook: Rulebook, ids: Sequence[int], period: Window, as_of: date, seq: int | None) -> Asking:
    """What a figure is asked for, with the names of whom it counts."""
    return Asking(
        period=period,
        as_of=as_of,
        known=seq if seq is not None else last_seq(),
        rulebook=rulebook.digest,
        names=names_of(ids, min(period.end, as_of), seq),
    )


def with_places(measure: Measure, found: list[Record], asking: Asking) -> Asking:
    """Add what no posting says: where each entry was held, or who else took part."""
    revisions = {one.revision for one in found} if measure.ground in {Ground.PLACES, Ground.ORGANIZATIONS} else set()
    if measure.ground is Ground.PLACES:
        places = Revision.objects.filter(pk__in=revisions).values_list("entry_id", "place")
        return replace(asking, places=dict(places))
    if measure.ground is Ground.ORGANIZATIONS:
        others: dict[int, set[int]] = {}
        rows = RevisionOrganization.objects.filter(revision_id__in=revisions, organization__isnull=False)
        for entry, organization in rows.values_list("revision__entry_id", "organization_id"):
            others.setdefault(entry, set()).add(organization)
        return replace(asking, others={entry: frozenset(taking_part) for entry, taking_part in others.items()})
    return asking


def _plain(measure: Measure, value: Value, asking: Asking, portions: tuple[Portion, ...] = ()) -> Figure:
    return Figure(
        definition=measure.info.id,
        zh=measure.info.zh,
        unit=measure.info.unit,
        value=value.total,
        nature=measure.info.nature.value,
        rulebook=asking.rulebook,
        period=asking.period,
        as_of=asking.as_of,
        known=asking.known,
        portions=portions,
        unnamed=value.unnamed,
        tallied=value.tallied,
    )


def stock_figure(measure: Measure, ids: Sequence[int], asking: Asking) -> Figure:
    """A stock at the period's end, or at the day asked where that is earlier."""
    at, day = subjects_stand(asking.known), min(asking.period.end, asking.as_of)
    told = _kept_stock(measure.stock, tuple(ids), day, at) if at.is_settled else _stock(measure.stock, ids, day, at)
    return _plain(measure, Value(told[0]), asking, told[1])


def _stock(stock: str, ids: Sequence[int], day: date, at: Standing) -> tuple[int, tuple[Portion, ...]]:
    """A stock and its parts: they hang on organisations, posts and members alone, and no entry changes them."""
    parts, names = stock_at(stock, ids, day, at.seq), names_of(ids, day, at.seq)
    portions = tuple(Portion(one, names.get(one, ""), value) for one, value in sorted(parts.items()) if value)
    return sum(parts.values()), portions


_kept_stock = lru_cache(maxsize=MOST_STOCKS)(_stock)
_SHARES: ByOrganization[Share, Totals] = ByOrganization(MOST_QUESTIONS, MOST_ANSWERS)
