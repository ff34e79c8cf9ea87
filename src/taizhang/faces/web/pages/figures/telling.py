"""Figures as pages tell them: values in their units, beside the year before, grouped as the kinds are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.figures import figure_totals
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.figure import Figure
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.faces.web.pages.figures.period import Period
from taizhang.faces.web.shell.amounts import amount_text
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.scopes import Scope

COUNTED_ONE_BY_ONE = ("/people", "/organizations", "/places")
"""Automatic figures of every kind that count each person, organisation or place once: listed on request."""
LAST = 10_000


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the list."""

    info: FigureInfo
    value: int
    before: int
    href: str
    tallied: int
    at_least: bool

    @property
    def change(self) -> str:
        """How it stands beside the same period of the year before."""
        return "" if self.at_least else change_words(self.info, self.value, self.before)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one group of kinds, those with records first."""

    key: str
    word: str
    rows: tuple[FigureRow, ...]
    """Times, and figures over several kinds."""
    more: tuple[FigureRow, ...]
    """Attendance, and what kinds post besides: folded."""
    empty: tuple[FigureInfo, ...]


def change_words(info: FigureInfo, value: int, before: int) -> str:
    """Write 多 7次, 少 3次, 持平, or nothing where neither year has any."""
    if not before:
        return "上年没有" if value else ""
    if value == before:
        return "持平"
    return f"{'多' if value > before else '少'} {amount_text(abs(value - before), info.smallest)}"


def groups_of(frame: Frame, actor: Actor, scope: Scope, period: Period, *, everything: bool) -> tuple[FigureGroup, ...]:
    """Every figure of the scope and period, by group."""
    rulebook = current_rulebook(frame.known)
    catalogue = figure_catalogue(rulebook)
    asked = [
        key
        for key, info in catalogue.items()
        if info.shown and (everything or info.kind is None or not key.endswith(COUNTED_ONE_BY_ONE))
    ]
    now = figure_totals(actor, asked, scope.ids, period.window, frame.as_of, seq=frame.known)
    before = _year_before(frame, actor, scope, period, asked)
    order = {name: (group.order, group.zh) for name, group in rulebook.groups.items()}
    by: dict[str, list[FigureInfo]] = {}
    for key in asked:
        by.setdefault(catalogue[key].group, []).append(catalogue[key])
    return tuple(
        _group(frame, scope, period, key, order.get(key, (LAST, "其他"))[1], by[key], now, before)
        for key in sorted(by, key=lambda one: order.get(one, (LAST, one)))
    )


def figure_link(frame: Frame, figure: str, period: Period, scope: Scope | None = None, **more: object) -> str:
    """Link to the page of a figure, of the same period and scope."""
    return frame.address.to("figures:figure", figure, **{**period.query, "scope": scope.key if scope else "", **more})


def year_before(window: Window) -> Window:
    """The same days a year earlier; the last of February stays the last of February."""
    return Window(_back(window.start), _back(window.end))


def _back(day: date) -> date:
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _year_before(frame: Frame, actor: Actor, scope: Scope, period: Period, asked: list[str]) -> dict[str, Figure]:
    return figure_totals(actor, asked, scope.ids, year_before(period.window), _back(frame.as_of), seq=frame.known)


def _group(  # noqa: PLR0917 (a group and the values of both years)
    frame: Frame,
    scope: Scope,
    period: Period,
    key: str,
    word: str,
    infos: list[FigureInfo],
    now: Mapping[str, Figure],
    before: Mapping[str, Figure],
) -> FigureGroup:
    rows, empty = [], []
    for info in infos:
        figure = now[info.id]
        earlier = before[info.id].value if info.id in before else 0
        if figure.value or earlier:
            rows.append(
                FigureRow(
                    info,
                    figure.value,
                    earlier,
                    figure_link(frame, info.id, period, scope),
                    figure.tallied,
                    figure.is_lower_bound,
                )
            )
        else:
            empty.append(info)
    first = [row for row in rows if row.info.kind is None or row.info.id.endswith("/count")]
    more = [row for row in rows if row not in first]
    if not first:
        first, more = more, []
    return FigureGroup(key, word, tuple(first), tuple(more), tuple(empty))
