"""What many organisations owe, in bundles that are equally pressing: counted whole, told one by one only on the page.

A committee of a thousand branches is answered in tens of thousands of cells; a page shows forty of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeVar, overload

from taizhang.apps.ledger.selectors.owed import Matrix
from taizhang.domain.obligations.answers import Code, Obligation
from taizhang.domain.obligations.grid import GridRow
from taizhang.domain.obligations.owed import SOON, Urgency, urgency
from taizhang.faces.web.pages.owed.asking import mark_name
from taizhang.faces.web.pages.owed.drawer import mark_of_obligation

URGENCIES = {"late": "逾期", "missed": "当期未开", "soon": "十天内到期", "this_year": "年底前", "unclear": "数据不足"}
_ORDER = {key: place for place, key in enumerate(URGENCIES)}
_ANSWERED = tuple(code for code in Code if code is not Code.NOT_APPLICABLE)

RowT = TypeVar("RowT")


class Sort(NamedTuple):
    """What the filters and the order ask of an obligation."""

    rule: str
    mark: str
    urgency: str
    due_on: date

    @property
    def place(self) -> tuple[int, date]:
        """Most pressing first, then by the day it falls due."""
        return _ORDER.get(self.urgency, len(_ORDER)), self.due_on


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one rule and window that have one answer."""

    sort: Sort
    row: GridRow
    slot: int
    code: int
    number: int

    def items(self) -> Iterator[tuple[int, Cells]]:
        """Each with the place of its organisation in the matrix."""
        width = len(self.row.slots)
        codes = self.row.codes[self.slot :: width]
        return ((index, self) for index, code in enumerate(codes) if code == self.code)


@dataclass(frozen=True, slots=True)
class Told:
    """Obligations of one rule with one answer, due on one day, told with their reasons."""

    sort: Sort
    obligations: list[Obligation]
    places: Mapping[int, int]
    """The place of each organisation in the matrix."""

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.obligations)

    def items(self) -> Iterator[tuple[int, Obligation]]:
        """Each with the place of its organisation."""
        return ((self.places[one.subject], one) for one in self.obligations)


def bundles_of(matrix: Matrix, told: Iterable[Obligation], places: Mapping[int, int]) -> list[Cells | Told]:
    """Bundle the cells of a matrix and what was told besides; only organisations that have a place are listed."""
    listed = len(places) == len(matrix.subjects)
    found: list[Cells | Told] = []
    for row in matrix.rows if listed else _without(matrix, places):
        width = len(row.slots)
        for place, slot in enumerate(row.slots):
            codes = row.codes[place::width]
            for code in _ANSWERED if slot.version is not None else ():
                if number := codes.count(code):
                    mark, due_on = mark_name(code, slot), slot.window.end
                    sort = Sort(row.rule, mark, urgency_of(mark, due_on, matrix.as_of), due_on)
                    found.append(Cells(sort, row, place, code, number))
    gathered: dict[tuple[str, Code, bool, date], Told] = {}
    for one in told:
        key = one.rule, one.code, one.general, one.due_on
        bundle = gathered.get(key)
        if bundle is None:
            level: Urgency = urgency(one, matrix.as_of)
            sort = Sort(one.rule, mark_of_obligation(one), level.name.lower(), one.due_on)
            bundle = gathered[key] = Told(sort, [], places)
        if one.subject in places:
            bundle.obligations.append(one)
    return [*(one for one in gathered.values() if one.obligations), *found]


def urgency_of(mark: str, due_on: date, as_of: date) -> str:
    """The same as `domain.obligations.owed.urgency`, told from a mark."""
    if mark in {"unmet", "missed", "lack"}:
        return {"unmet": "late", "missed": "missed", "lack": "unclear"}[mark]
    if mark not in {"due", "ext"}:
        return "done"
    if due_on <= as_of + SOON:
        return "soon"
    return "this_year" if due_on.year == as_of.year else "later"


class BundledRows(Sequence[RowT]):
    """The rows of some bundles in order, made only where somebody looks."""

    def __init__(
        self,
        bundles: Iterable[Cells | Told],
        order: Sequence[int],
        make: Callable[[int, Cells | Obligation], RowT],
    ) -> None:
        """Take the bundles, the rank of each organisation's name by its place, and what makes a row of an item."""
        self._bundles = sorted(bundles, key=lambda one: one.sort.place)
        self._order, self._make = order, make

    def __len__(self) -> int:
        """How many rows there are."""
        return sum(one.number for one in self._bundles)

    @overload
    def __getitem__(self, asked: int) -> RowT: ...

    @overload
    def __getitem__(self, asked: slice) -> list[RowT]: ...

    def __getitem__(self, asked: int | slice) -> RowT | list[RowT]:
        """Make these rows."""
        if isinstance(asked, slice):
            start, stop, step = asked.indices(len(self))
            return list(self._rows(start, stop))[::step]
        number = range(len(self))[asked]
        return next(self._rows(number, number + 1))

    def _rows(self, start: int, stop: int) -> Iterator[RowT]:
        passed = 0
        for _, group in groupby(self._bundles, key=lambda one: one.sort.place):
            alike = list(group)
            number = sum(one.number for one in alike)
            if passed < stop and start < passed + number:
                items = [
                    (self._order[place], bundle.sort.rule, place, item)
                    for bundle in alike
                    for place, item in bundle.items()
                ]
                items.sort(key=lambda one: one[:2])
                for _, _, place, item in items[max(0, start - passed) : stop - passed]:
                    yield self._make(place, item)
            passed += number


def _without(matrix: Matrix, places: Mapping[int, int]) -> Iterator[GridRow]:
    """The rows with nothing for organisations that are not listed."""
    for row in matrix.rows:
        nothing = bytes(len(row.slots))
        codes = (
            row.of_subject(index) if subject.id in places else nothing for index, subject in enumerate(matrix.subjects)
        )
        yield GridRow(row.rule, row.slots, b"".join(codes))
