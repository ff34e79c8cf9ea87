"""Rows of the matrix as cells over twelve months: quarters span three of them, a year twelve, weeks share a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from taizhang.apps.ledger.selectors.owed import Matrix
from taizhang.domain.obligations.cadence import Slot
from taizhang.domain.obligations.grid import GridRow
from taizhang.domain.periods import Cycle
from taizhang.faces.web.shell.cells import Cell, render_cells
from taizhang.faces.web.shell.frame import Frame

MONTHS = 12
WORST_FIRST = ("unmet", "missed", "lack", "ext", "due", "met", "na")
THURSDAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Columns:
    """Writes the cells of any row of one matrix."""

    frame: Frame
    matrix: Matrix
    names: dict[int, tuple[str, str]]
    """Code and name of each organisation."""
    _laid_out: dict[str, list[tuple[list[Slot], list[int]]]] = field(default_factory=dict)

    def of(self, row: GridRow, index: int, marks: Sequence[str]) -> SafeString:
        """The `<td>` of one organisation under one rule."""
        subject = self.matrix.subjects[index]
        _, name = self.names[subject.id]
        rule = self.matrix.rulebook.rules[row.rule]
        cells: list[str] = []
        reached = 0
        for slots, places in self._columns_of(row):
            place = _worst(marks, places)
            slot = row.slots[place]
            first, last = _months(slots)
            if first > reached:
                cells.append(f'<td colspan="{first - reached}"></td>')
            words = _words(slots, marks, places)
            cell = Cell(
                marks[place],
                self.link(row, slot, subject.id),
                f"{name} {words} {rule.zh}",
                last - first,
                self._count(slot, subject.id) if len(places) == 1 else 0,
                is_now=any(self.matrix.as_of in one.window for one in slots),
            )
            cells.append(render_cells([cell]))
            reached = last
        if reached < MONTHS:
            cells.append(f'<td colspan="{MONTHS - reached}"></td>')
        return mark_safe("".join(cells))  # noqa: S308 (joined from safe strings and numbers)

    def _columns_of(self, row: GridRow) -> list[tuple[list[Slot], list[int]]]:
        """The columns of a rule, laid out once for all its rows."""
        if row.rule not in self._laid_out:
            self._laid_out[row.rule] = list(_columns(row.slots))
        return self._laid_out[row.rule]

    def link(self, row: GridRow, slot: Slot, organization: int) -> str:
        """The address of one cell; the pattern is looked up once a rule, as `reverse` takes its time."""
        code, _ = self.names[organization]
        path = _pattern(row.rule).replace("CODE", quote(code), 1)
        window = slot.window
        return self.frame.address.link(
            path.replace("START", window.start.isoformat(), 1).replace("END", window.end.isoformat(), 1)
        )

    def _count(self, slot: Slot, organization: int) -> int:
        """How many were counted, where more than were asked for (✓ 2)."""
        if slot.version is None or slot.version.window is Cycle.WEEK:
            return 0
        sums = self.matrix.sums
        if slot.is_yearly:
            had = sum(sums.years.get(figure, {}).get(organization, 0) for figure in slot.version.figures)
        else:
            months = slice(slot.window.start.month - 1, slot.window.end.month)
            had = sum(sum(sums.months.get(figure, {}).get(organization, ())[months]) for figure in slot.version.figures)
        return had if had > slot.version.at_least else 0


@cache
def _pattern(rule: str) -> str:
    return reverse("owed:cell", args=("CODE", "START", "END", rule))


def _columns(slots: Sequence[Slot]) -> Iterator[tuple[list[Slot], list[int]]]:
    """The windows of each column: one each, but the weeks of a month together."""
    place = 0
    while place < len(slots):
        places = [place]
        if _is_week(slots[place]):
            month = _month_of_week(slots[place])
            while place + 1 < len(slots) and _is_week(slots[place + 1]) and _month_of_week(slots[place + 1]) == month:
                place += 1
                places.append(place)
        yield [slots[one] for one in places], places
        place += 1


def _is_week(slot: Slot) -> bool:
    return (slot.window.end - slot.window.start).days == 6  # noqa: PLR2004 (from Monday to Sunday)


def _month_of_week(slot: Slot) -> int:
    return (slot.window.start + THURSDAY).month


def _months(slots: Sequence[Slot]) -> tuple[int, int]:
    """The months before, and up to the end of, what a column spans."""
    if _is_week(slots[0]):
        month = _month_of_week(slots[0])
        return month - 1, month
    return slots[0].window.start.month - 1, slots[0].window.end.month


def _worst(marks: Sequence[str], places: Sequence[int]) -> int:
    return min(places, key=lambda place: WORST_FIRST.index(marks[place]))


def _words(slots: Sequence[Slot], marks: Sequence[str], places: Sequence[int]) -> str:
    if len(places) == 1:
        return slots[0].window.zh
    met = sum(marks[place] == "met" for place in places)
    return f"{_month_of_week(slots[0])}月{len(places)}周，{met}周符合"
