"""A report held against the ledger from where a page stands: its organisation, its day, what was known."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors import holding
from taizhang.apps.ledger.selectors.holding import MOST_HELD, HeldScope
from taizhang.domain.reading.holding import Held
from taizhang.domain.reading.report import ReportRead
from taizhang.faces.web.shell.frame import Frame

__all__ = ["MOST_HELD", "HeldScope", "held_figures", "kind_named_in", "scopes_of"]


def scopes_of(frame: Frame, actor: Actor, year: int) -> tuple[HeldScope, ...]:
    """The organisation with all below it, and alone where that is something else."""
    at = _standpoint(frame, actor)
    return holding.scopes_of(at, year) if at else ()


def held_figures(
    frame: Frame, actor: Actor, report: ReportRead, year: int, scopes: Sequence[HeldScope]
) -> tuple[Held, ...]:
    """Hold every number of a report, in the order in which they stand."""
    at = _standpoint(frame, actor)
    return holding.held_figures(at, report, year, scopes) if at else ()


def kind_named_in(frame: Frame, text: str) -> str:
    """The kind whose name stands in a text; empty where none does."""
    return holding.kind_named_in(text, frame.known)


def _standpoint(frame: Frame, actor: Actor) -> holding.Standpoint | None:
    own = frame.organization
    return holding.Standpoint(actor, own.id, own.name, frame.as_of, frame.known) if own else None
