"""What stands behind the id of a figure: which postings it reads, and how they combine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook


class Ground(StrEnum):
    """How postings make a value."""

    SUM = "sum"
    PEOPLE = "people"
    ENTRIES = "entries"
    ORGANIZATIONS = "organizations"
    PLACES = "places"
    STOCK = "stock"


class FigureUnknownError(LookupError):
    """A figure that the rulebook does not have."""

    code = "figure_unknown"

    def __init__(self, figure: str) -> None:
        self.figure = figure
        super().__init__(f"制度里没有“{figure}”这项数据。核对编号，或换用有这项数据的制度版本。")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as it is computed."""

    info: FigureInfo
    ground: Ground
    figures: tuple[str, ...] = ()
    """The postings it reads."""
    stock: str = ""
    """The name of the stock, where it is one."""
    takes_tallies: bool = False
    """Whether a 汇总登记 may state it: only what is posted as such."""


_AUTOMATIC = {
    "people": (Ground.PEOPLE, "attendance"),
    "organizations": (Ground.ORGANIZATIONS, "count"),
    "places": (Ground.PLACES, "count"),
}


def measure_of(rulebook: Rulebook, figure: str) -> Measure:
    """Find how a figure is computed."""
    info = figure_catalogue(rulebook).get(figure)
    if info is None:
        raise FigureUnknownError(figure)
    if info.kind is not None:
        return _of_kind(rulebook, info, info.kind)
    definition = rulebook.figures[figure]
    if definition.stock:
        return Measure(info, Ground.STOCK, stock=definition.stock)
    for ground, figures in (
        (Ground.SUM, definition.sum_of),
        (Ground.PEOPLE, definition.people_of),
        (Ground.ENTRIES, definition.entries_of),
    ):
        if figures:
            return Measure(info, ground, figures)
    raise FigureUnknownError(figure)


def _of_kind(rulebook: Rulebook, info: FigureInfo, kind: str) -> Measure:
    name = info.id.removeprefix(f"{kind}/")
    post = rulebook.kinds[kind].posts.get(name)
    distinct = post.distinct if post else name
    if distinct in _AUTOMATIC:
        ground, read = _AUTOMATIC[distinct]
        return Measure(info, ground, (f"{kind}/{read}",))
    return Measure(info, Ground.SUM, (info.id,), takes_tallies=True)
