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
from taizhang.domain.reading.holding import (
    Answer,
    Held,
    Known,
    can_be_held,
    hold,
    is_of_those_below,
    possible,
    windows_of,
)
from taizhang.domain.reading.naming_figures import Candidate, FigureNames
from taizhang.domain.reading.report import ReportRead
from taizhang.domain.rules.rulebook import Rulebook

MOST_HELD = 400
BELOW, OWN, UNDER = "", "own", "under"
"""With all below; alone; those below alone. Pages name the first two so in an address."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Whose ledger is asked, as of which day, known when, and for whom."""

    actor: Actor
    organization: int
    name: str
    as_of: date
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class HeldScope:
    """The organisations that a number may speak of: with all below, alone, or those below alone."""

    key: str
    word: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    figure: StatedFigure
    windows: tuple[Window, ...]
    candidates: tuple[Candidate, ...]


def scopes_of(at: Standpoint, year: int) -> tuple[HeldScope, ...]:
    """The organisation with all below it, alone, and those below alone, where they differ; what the actor sees."""
    day = min(at.as_of, date(year, 12, 31))
    below = visible_among(at.actor, organizations.below(at.organization, day, at.seq) or (at.organization,))
    alone = visible_among(at.actor, (at.organization,))
    found = [HeldScope(BELOW, f"{at.name}及所属" if len(below) > 1 else at.name, tuple(below))]
    if len(below) > 1:
        found.append(HeldScope(OWN, at.name, tuple(alone)))
        found.append(HeldScope(UNDER, "所属党组织", tuple(one for one in below if one != at.organization)))
    return tuple(found)


def held_figures(at: Standpoint, report: ReportRead, year: int, scopes: Sequence[HeldScope]) -> tuple[Held, ...]:
    """Hold every number of a report, in the order in which they stand."""
    names = _names(current_rulebook(at.seq))
    figures = (*report.figures, *rates_claimed(report))
    asked = [_asked(figure, names, year, at.as_of) for figure in figures[:MOST_HELD]]
    under = [one for one in asked if is_of_those_below(one.figure)]
    known = {scope.key: _known(at, under if scope.key == UNDER else asked, scope) for scope in scopes}
    return tuple(_held(one, scopes, known) for one in asked)


def kind_named_in(text: str, seq: int | None = None) -> str:
    """The kind whose name stands in a text, the longest one; empty where none does."""
    return _names(current_rulebook(seq)).kind_in(text)


def _asked(figure: StatedFigure, names: FigureNames, year: int, as_of: date) -> _Asked:
    candidates = names.candidates(figure) if can_be_held(figure) else ()
    return _Asked(figure, windows_of(figure, year, as_of), candidates)


def _known(at: Standpoint, asked: Sequence[_Asked], scope: HeldScope) -> dict[tuple[str, Window], Known]:
    """Everything that any number may mean, asked for once per period."""
    wanted: dict[Window, set[str]] = defaultdict(set)
    for one in asked:
        for window in one.windows:
            wanted[window].update(identifier for candidate in one.candidates for identifier in candidate.ids)
    found: dict[tuple[str, Window], Known] = {}
    for window, figures in wanted.items():
        if figures:
            totals = figure_totals(at.actor, sorted(figures), scope.ids, window, at.as_of, seq=at.seq)
            found |= {(one, window): Known(total.value, total.is_lower_bound) for one, total in totals.items()}
    return found


def _held(one: _Asked, scopes: Sequence[HeldScope], known: dict[str, dict[tuple[str, Window], Known]]) -> Held:
    if not one.candidates:
        return Held(one.figure, Answer.NOT_COUNTED, one.windows, None, ())
    # 各党支部 are those below first of all; where nothing says so, they are not asked alone.
    meant = [scope for scope in scopes if scope.key == UNDER] if is_of_those_below(one.figure) else []
    choices = [
        possible(candidate, scope.key, one.windows, known[scope.key])
        for candidate in one.candidates
        for scope in (*meant, *(scope for scope in scopes if scope.key != UNDER))
    ]
    return hold(one.figure, one.windows, choices)


@lru_cache(maxsize=4)
def _names(rulebook: Rulebook) -> FigureNames:
    return FigureNames(rulebook)
