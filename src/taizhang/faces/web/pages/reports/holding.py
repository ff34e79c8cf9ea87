"""The numbers of a report held against the ledger: what the selectors know, asked once per period and scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.figures import figure_totals
from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window
from taizhang.domain.reading.claimed import rates_claimed
from taizhang.domain.reading.figures import StatedFigure
from taizhang.domain.reading.holding import Answer, Held, Known, can_be_held, hold, possible, windows_of
from taizhang.domain.reading.naming_figures import Candidate, FigureNames
from taizhang.domain.reading.report import ReportRead
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.scopes import BELOW, OWN

MOST_HELD = 400


@dataclass(frozen=True, slots=True)
class HeldScope:
    """The organisations that a number may speak of: with all below, or alone."""

    key: str
    word: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    figure: StatedFigure
    windows: tuple[Window, ...]
    candidates: tuple[Candidate, ...]


def scopes_of(frame: Frame, actor: Actor, year: int) -> tuple[HeldScope, ...]:
    """The organisation with all below it, and alone where that is something else; only what the actor sees."""
    own = frame.organization
    if own is None:
        return ()
    day = min(frame.as_of, date(year, 12, 31))
    below = visible_among(actor, organizations.below(own.id, day, frame.known) or (own.id,))
    alone = visible_among(actor, (own.id,))
    found = [HeldScope(BELOW, f"{own.name}及所属" if len(below) > 1 else own.name, tuple(below))]
    if len(below) > 1:
        found.append(HeldScope(OWN, own.name, tuple(alone)))
    return tuple(found)


def held_figures(
    frame: Frame, actor: Actor, report: ReportRead, year: int, scopes: Sequence[HeldScope]
) -> tuple[Held, ...]:
    """Hold every number of a report, in the order in which they stand."""
    names = _names(current_rulebook(frame.known))
    figures = (*report.figures, *rates_claimed(report))
    asked = [_asked(figure, names, year, frame.as_of) for figure in figures[:MOST_HELD]]
    known = {scope.key: _known(frame, actor, asked, scope) for scope in scopes}
    return tuple(_held(one, scopes, known) for one in asked)


def kind_named_in(frame: Frame, text: str) -> str:
    """The kind whose name stands in a text, the longest one; empty where none does."""
    return _names(current_rulebook(frame.known)).kind_in(text)


def _asked(figure: StatedFigure, names: FigureNames, year: int, as_of: date) -> _Asked:
    candidates = names.candidates(figure) if can_be_held(figure) else ()
    return _Asked(figure, windows_of(figure, year, as_of), candidates)


def _known(frame: Frame, actor: Actor, asked: Sequence[_Asked], scope: HeldScope) -> dict[tuple[str, Window], Known]:
    """Everything that any number may mean, asked for once per period."""
    wanted: dict[Window, set[str]] = defaultdict(set)
    for one in asked:
        for window in one.windows:
            wanted[window].update(identifier for candidate in one.candidates for identifier in candidate.ids)
    found: dict[tuple[str, Window], Known] = {}
    for window, figures in wanted.items():
        if figures:
            totals = figure_totals(actor, sorted(figures), scope.ids, window, frame.as_of, seq=frame.known)
            found |= {(one, window): Known(total.value, total.is_lower_bound) for one, total in totals.items()}
    return found


def _held(one: _Asked, scopes: Sequence[HeldScope], known: dict[str, dict[tuple[str, Window], Known]]) -> Held:
    if not one.candidates:
        return Held(one.figure, Answer.NOT_COUNTED, one.windows, None, ())
    choices = [
        possible(candidate, scope.key, one.windows, known[scope.key])
        for candidate in one.candidates
        for scope in scopes
    ]
    return hold(one.figure, one.windows, choices)


@lru_cache(maxsize=4)
def _names(rulebook: Rulebook) -> FigureNames:
    return FigureNames(rulebook)
