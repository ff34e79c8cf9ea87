"""Figures: the list by groups, and one figure with everything it stands on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.assertions import pending_entries
from taizhang.apps.ledger.selectors.figures import FigureView, figure_view
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.measure import Ground
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.faces.web.pages.figures.period import Period, period_of
from taizhang.faces.web.pages.figures.provenance import (
    MonthRow,
    branch_rows,
    entries_of,
    month_rows,
    overlap_words,
    rows_of,
    sum_words,
)
from taizhang.faces.web.pages.figures.telling import change_words, figure_link, groups_of, year_before
from taizhang.faces.web.shell.amounts import amount_text
from taizhang.faces.web.shell.charts import bars
from taizhang.faces.web.shell.errors import Trouble, answer
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.scopes import Scope, scope_of
from taizhang.faces.web.shell.sign_in import signed_in_only

SCALES = {Amount.FEN: 100, Amount.TENTH_HOUR: 10}


@require_safe
@signed_in_only
def index(request: HttpRequest) -> HttpResponse:
    """List the figures of the scope and period, group by group."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "figures/nothing_page.html")
    scope, period = scope_of(request), period_of(request, frame)
    everything = request.GET.get("all") == "1"
    groups = groups_of(frame, frame.actor, scope, period, everything=everything)
    return render_page(
        request,
        "figures/index_page.html",
        context={
            "groups": groups,
            "scope": scope,
            "period": period,
            "words": period.words(frame.as_of),
            "everything": everything,
            "has_any": any(group.rows for group in groups),
            "may_export": may(frame.actor, Permission.EXPORT, frame.organization.id),
            "export": frame.address.to("figures:export_index", **period.query, scope=scope.key),
        },
    )


@require_safe
@signed_in_only
def figure_page(request: HttpRequest, figure: str) -> HttpResponse:
    """Show one figure: value, definition, months, branches, and the records that add up to it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise NotFoundError
    info = figure_catalogue(current_rulebook(frame.known)).get(figure)
    if info is None:
        return answer(request, Trouble(404, "没有这项数据", f"制度里没有“{figure[:80]}”这项数据。从数据列表里选一项。"))
    scope, period = scope_of(request), period_of(request, frame)
    view = figure_view(frame.actor, figure, scope.ids, period.window, frame.as_of, seq=frame.known)
    sums = entries_of(view.figure)
    page = page_of(request, sums)
    months = month_rows(frame, view, scope)
    words: dict[str, Any] = {
        "info": info,
        "view": view,
        "figure": view.figure,
        "scope": scope,
        "period": period,
        "words": period.words(frame.as_of),
        "page": page,
        "records": rows_of(frame, frame.actor, page.rows),
        "sum_words": sum_words(view.measure, view.figure, sums),
        "left_out": rows_of(frame, frame.actor, view.figure.left_out),
        "branches": branch_rows(frame, view.figure, scope, period) if not scope.is_one else (),
        "overlap": overlap_words(view.measure, view.figure),
        "months": months,
        "chart": _chart(frame, view, info, months) if months else None,
        "crumbs": _crumbs(frame, info, period, scope),
        "copy": _copied(view, info, scope, period, frame),
        "is_stock": view.measure.ground is Ground.STOCK,
        "pending": pending_entries(frame.actor, figure, scope.ids, period.window, frame.as_of)
        if frame.known is None
        else (),
        "may_export": may(frame.actor, Permission.EXPORT, frame.organization.id),
        "export": frame.address.to("figures:export", figure, **period.query, scope=scope.key),
        "waiting": link_if(frame.address, "ledger:index", state="registered"),
    }
    return render_page(request, "figures/figure_page.html", context=words | _beside(frame, view, info, scope, period))


def _beside(frame: Frame, view: FigureView, info: FigureInfo, scope: Scope, period: Period) -> dict[str, Any]:
    """The same period of the year before."""
    if view.comparison is None:
        return {}
    # The same page of a year earlier, as of that day: just what the comparison was made from.
    earlier = Period(period.key, year_before(period.window), (), is_free=period.is_free)
    day = year_before(Window(frame.as_of, frame.as_of)).end
    return {
        "before": view.comparison.before,
        "before_href": figure_link(frame, info.id, earlier, scope, year=frame.year - 1, as_of=day)
        if view.comparison.before
        else "",
        "change": change_words(info, view.comparison.now, view.comparison.before),
    }


def _chart(frame: Frame, view: FigureView, info: FigureInfo, months: tuple[MonthRow, ...]) -> dict[str, Any]:
    scale = SCALES.get(info.amount, 1)

    def scaled(value: int | None) -> float | None:
        return value if value is None or scale == 1 else value / scale

    year = view.trend.year if view.trend else frame.year
    return bars(
        [row.word for row in months],
        [scaled(row.value) for row in months],
        name=f"{year}年",
        links=[row.href for row in months],
        before=[scaled(row.before) for row in months],
        before_name=f"{year - 1}年",
        unfinished=frame.as_of.month - 1 if frame.as_of.year == year else None,
    )


def _crumbs(frame: Frame, info: FigureInfo, period: Period, scope: Scope) -> list[tuple[str, str]]:
    groups = current_rulebook(frame.known).groups
    listed = frame.address.to("figures:index", **period.query, scope=scope.key)
    crumbs = [("数据", listed)]
    if info.group in groups:
        crumbs.append((groups[info.group].zh, f"{listed}#{info.group}"))
    return crumbs


def _copied(view: FigureView, info: FigureInfo, scope: Scope, period: Period, frame: Frame) -> str:
    """The sentence to copy: number, unit, whose, period, day."""
    least = "至少" if view.figure.is_lower_bound else ""
    day = f"{frame.as_of.year}年{frame.as_of.month}月{frame.as_of.day}日"
    known = f"，按{frame.known_on.isoformat()}所知" if frame.known_on else ""
    value = amount_text(view.figure.value, info.smallest)
    return f"{info.zh}{least}{value}（{scope.word}，{period.words(frame.as_of)}，以{day}为准{known}）"
