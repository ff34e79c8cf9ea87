"""The matrix as a page shows it: one block a rule or one row a rule, sums, about forty rows open at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from django.utils.safestring import SafeString

from taizhang.apps.ledger.selectors.owed import Matrix
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.organizations.structure import structure
from taizhang.domain.obligations.cadence import Slot
from taizhang.domain.obligations.grid import GridRow
from taizhang.domain.rules.obligations import CadenceVersion
from taizhang.domain.rules.shape import Status
from taizhang.faces.web.pages.owed.asking import ANSWERS, PROBLEMS, Asked, marks_of
from taizhang.faces.web.pages.owed.cells import Columns
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.naming import told_apart
from taizhang.faces.web.shell.same import Same

MOST_OPEN = 40
FALLEN_DUE = ("met", "unmet", "missed", "lack")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of answers."""

    name: str
    title: str
    href: str
    cells: SafeString
    sum: str
    note: str = ""
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One rule with the organisations it speaks to."""

    rule: str
    zh: str
    note: str
    unconfirmed: bool
    sums: tuple[tuple[str, int], ...]
    rows: int
    is_open: bool
    toggle: str
    """What `open` says after a click on its head."""
    lines: tuple[Line, ...] = ()
    """Those on the page."""


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page."""

    blocks: tuple[Block, ...]
    counts: dict[str, int]
    organizations: int
    rules: int
    page: int = 1
    pages: int = 1
    shown_rule: str = ""
    """The rule whose rows go over several pages."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One row of the grid with the marks of its cells."""

    row: GridRow
    index: int
    marks: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a matrix says, whoever looks and whatever he looks for."""

    names: dict[int, tuple[str, str]]
    """Code and name of each organisation."""
    answered: dict[str, list[Answered]]
    """The rows of each rule."""
    sums: dict[str, Counter[str]]
    counts: Counter[str]
    organizations: int


class BoardMaker:
    """Makes the board from the answers of a matrix."""

    def __init__(self, frame: Frame, matrix: Matrix, asked: Asked) -> None:
        self.matrix, self.asked = matrix, asked
        told = _told(Same(matrix), Same(structure(frame.known)), frame.known)
        self.names, self.answered, self._sums, self.counts = told.names, told.answered, told.sums, told.counts
        self._organizations = told.organizations
        self.columns = Columns(frame, matrix, self.names)

    def by_rule(self, page: int) -> Board:
        """A block a rule; as many rows open as fit, or those that the address names."""
        fitting = {rule: self._fitting(rows) for rule, rows in self.answered.items()}
        shown = [row for row in self.matrix.rows if fitting[row.rule]]
        opened = self._opened([(row.rule, len(fitting[row.rule])) for row in shown])
        alone = opened[0] if len(opened) == 1 else ""
        pages = max(1, -(-len(fitting[alone]) // MOST_OPEN)) if alone else 1
        page = min(page, pages)
        blocks = []
        room = MOST_OPEN
        for row in shown:
            lines: tuple[Line, ...] = ()
            if row.rule in opened:
                start = (page - 1) * MOST_OPEN if row.rule == alone else 0
                some = fitting[row.rule][start : start + room]
                lines = tuple(self._line(one, *self._named(one)) for one in some)
                room -= len(lines)
            blocks.append(self._block(row, len(fitting[row.rule]), opened, lines))
        return self._board(tuple(blocks), page, pages, alone if pages > 1 else "")

    def by_branch(self, index: int) -> tuple[Line, ...]:
        """One organisation's year: a row a rule."""
        lines = []
        for row in self.matrix.rows:
            one = next((one for one in self.answered[row.rule] if one.index == index), None)
            if one is None or not self._fits(one):
                continue
            version = _version(row.slots)
            lines.append(self._line(one, self._zh(row), self._zh(row), "", *_about(self.matrix, version)))
        return tuple(lines)

    def problem_cells(self, most: int) -> list[tuple[str, str, str, str]]:
        """The first cells that need a look: mark, organisation, what, and the link."""
        found = (
            (
                mark,
                self.names[self.matrix.subjects[one.index].id][1],
                f"{slot.window.zh} {self._zh(one.row)}",
                self.columns.link(one.row, slot, self.matrix.subjects[one.index].id),
            )
            for rows in self.answered.values()
            for one in rows
            if not PROBLEMS.isdisjoint(one.marks)
            for slot, mark in zip(one.row.slots, one.marks, strict=True)
            if mark in PROBLEMS
        )
        return list(islice(found, most))

    def board_of(self, index: int) -> Board:
        """The sums of one organisation."""
        mine = [one for rows in self.answered.values() for one in rows if one.index == index]
        counts = Counter(mark for one in mine for mark in one.marks)
        return Board((), {key: counts[key] for key in ANSWERS}, 1, len(mine))

    def _fits(self, one: Answered) -> bool:
        return not self.asked.wanted or not self.asked.wanted.isdisjoint(one.marks)

    def _fitting(self, rows: Sequence[Answered]) -> Sequence[Answered]:
        if not self.asked.wanted:
            return rows
        return [one for one in rows if self._fits(one)]

    def _opened(self, rows: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        """Which rules are open: those asked for, or from the top as many as stay within forty rows."""
        if self.asked.opened is not None:
            known = {rule for rule, _ in rows}
            return tuple(one for one in self.asked.opened if one in known)
        opened: list[str] = []
        total = 0
        for rule, number in rows:
            if opened and total + number > MOST_OPEN:
                break
            opened.append(rule)
            total += number
        return tuple(opened)

    def _block(self, row: GridRow, rows: int, opened: tuple[str, ...], lines: tuple[Line, ...]) -> Block:
        counts = self._sums[row.rule]
        version = _version(row.slots)
        note, unconfirmed = _about(self.matrix, version)
        is_open = row.rule in opened
        others = [one for one in opened if one != row.rule]
        size = sum(len(self._fitting(self.answered[one])) for one in others)
        if is_open:
            toggle = ",".join(others)
        else:
            toggle = ",".join([*others, row.rule]) if size + rows <= MOST_OPEN else row.rule
        return Block(
            row.rule,
            self._zh(row),
            note,
            unconfirmed,
            tuple((mark, counts[mark]) for mark in ANSWERS if counts[mark]),
            rows,
            is_open,
            toggle or "-",
            lines,
        )

    def _named(self, one: Answered) -> tuple[str, str, str]:
        subject = self.matrix.subjects[one.index]
        code, called = self.names[subject.id]
        return called, subject.name, code

    def _line(
        self,
        one: Answered,
        name: str,
        title: str,
        code: str,
        note: str = "",
        unconfirmed: bool = False,  # noqa: FBT001, FBT002
    ) -> Line:
        counts = Counter(one.marks)
        due = sum(counts[mark] for mark in FALLEN_DUE)
        return Line(
            name,
            title,
            code,
            self.columns.of(one.row, one.index, one.marks),
            f"{counts['met']}/{due}" if due else "—",
            note,
            unconfirmed,
        )

    def _zh(self, row: GridRow) -> str:
        return self.matrix.rulebook.rules[row.rule].zh

    def _board(self, blocks: tuple[Block, ...], page: int, pages: int, rule: str) -> Board:
        return Board(
            blocks,
            {key: self.counts[key] for key in ANSWERS},
            self._organizations,
            len(self.matrix.rows),
            page,
            pages,
            rule,
        )


@lru_cache(maxsize=2)
def _told(of: Same, _structure: Same, known: int | None) -> Told:
    matrix: Matrix = of.thing
    views = list_organizations([one.id for one in matrix.subjects], matrix.as_of, known, closed=True)
    called = told_apart(views)
    names = {view.id: (view.code, called[view.id]) for view in views}
    answered = {row.rule: _answered(matrix, row, names) for row in matrix.rows}
    sums = {rule: _sum_of(rows) for rule, rows in answered.items()}
    counts: Counter[str] = Counter()
    for each in sums.values():
        counts.update(each)
    return Told(names, answered, sums, counts, len({one.index for rows in answered.values() for one in rows}))


def _answered(matrix: Matrix, row: GridRow, names: Mapping[int, tuple[str, str]]) -> list[Answered]:
    found = []
    known: dict[bytes, list[str]] = {}
    for index, subject in enumerate(matrix.subjects):
        codes = row.of_subject(index)
        if any(codes) and subject.id in names:
            if codes not in known:
                known[codes] = marks_of(codes, row.slots)
            found.append(Answered(row, index, known[codes]))
    return found


def _sum_of(rows: Sequence[Answered]) -> Counter[str]:
    """The marks of one rule, counted; organisations that are answered alike share their list of marks."""
    times = Counter(id(one.marks) for one in rows)
    marks = {id(one.marks): one.marks for one in rows}
    counts: Counter[str] = Counter()
    for key, number in times.items():
        for mark in marks[key]:
            counts[mark] += number
    return counts


def _version(slots: Sequence[Slot]) -> CadenceVersion | None:
    """The newest version that speaks in the year."""
    return next((slot.version for slot in reversed(slots) if slot.version is not None), None)


def _about(matrix: Matrix, version: CadenceVersion | None) -> tuple[str, bool]:
    """Cadence and article, and whether the rule is 待核."""
    if version is None:
        return "无现行依据", False
    source = matrix.rulebook.sources.get(version.source)
    basis = f"{(source.short or source.zh) if source else ''}{version.article}"
    usually = "一般" if version.general else ""
    times = f"{usually}{version.window.zh}{f' {version.at_least} 次' if version.at_least > 1 else '一次'}"
    return " · ".join(filter(None, (times, basis))), version.status is not Status.CONFIRMED
