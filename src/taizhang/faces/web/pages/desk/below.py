"""The organisations below a committee: how many answers of each sort, by name, each number opening the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from taizhang.apps.ledger.selectors.owed import Matrix
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.organizations.structure import structure
from taizhang.domain.obligations.answers import Code
from taizhang.domain.obligations.grid import GridRow
from taizhang.domain.obligations.owed import SOON
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.naming import name_key, told_apart

MOST_ROWS = 40
"""More organisations than this are looked at in the matrix, a page at a time."""
MARKS = ("met", "unmet", "missed", "lack", "ext", "due")
"""The answers that the head of the bench counts."""
COUNTED = (*MARKS, "soon")
Counted = tuple[int, ...]
"""How many answers of each sort."""
OPEN = ("unmet", "missed", "soon", "lack")
"""What makes an organisation worth a row."""


@dataclass(frozen=True, slots=True)
class BelowRow:
    """One organisation: late, missed, due soon, met of what fell due."""

    name: str
    href: str
    numbers: tuple[tuple[int, str, str], ...]
    """Number, mark and link, in the order of the columns."""
    met: int
    fallen_due: int


@dataclass(frozen=True, slots=True)
class Below:
    """Everything below, and the sums over the scope."""

    rows: tuple[BelowRow, ...]
    clear: int
    """How many have nothing late, missed or falling due: they are folded."""
    more: int
    """How many with something to look at stand beyond the rows shown."""
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a matrix says of those below: names, codes and counts of the rows shown, and the sums."""

    shown: tuple[tuple[str, str, Counter[str]], ...]
    clear: int
    more: int
    total: Counter[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A thing, known by being the very same one: what is remembered of it goes when another takes its place."""

    thing: Any

    def __eq__(self, other: object) -> bool:
        """Say whether it is that very thing."""
        return isinstance(other, _Same) and other.thing is self.thing

    def __hash__(self) -> int:
        """Tell it by where it lies."""
        return id(self.thing)


def below_of(frame: Frame, answered: Matrix, own: int, others: Mapping[str, int]) -> Below:
    """Count what the matrix answers, organisation by organisation; `others` are the answers of other rules."""
    # The matrix is the very same one until an answer changes, the structure until an organisation does.
    arranged = _arranged(_Same(answered), _Same(structure()), own, frame.as_of)
    total = Counter(others)
    total.update(arranged.total)
    rows = tuple(_row(frame, name, code, counts) for name, code, counts in arranged.shown)
    return Below(rows, arranged.clear, arranged.more, {mark: total[mark] for mark in MARKS})


@lru_cache(maxsize=4)
def _arranged(of: _Same, _structure: _Same, own: int, as_of: date) -> Arranged:
    answered: Matrix = of.thing
    views = {view.id: view for view in list_organizations([one.id for one in answered.subjects], as_of)}
    called = told_apart(views.values())
    counted = _counted_each(answered)
    total: Counter[str] = Counter()
    for counts in counted:
        total.update(counts)
    owing = [
        (subject.id, counts)
        for subject, counts in zip(answered.subjects, counted, strict=True)
        if subject.id in views and subject.id != own and counts.total()
    ]
    open_ = [(one, counts) for one, counts in owing if any(counts[mark] for mark in OPEN)]
    open_.sort(key=lambda row: name_key(called[row[0]]))
    shown = tuple((called[one], views[one].code, counts) for one, counts in open_[:MOST_ROWS])
    return Arranged(shown, len(owing) - len(open_), max(0, len(open_) - MOST_ROWS), total)


def _counted_each(answered: Matrix) -> list[Counter[str]]:
    """Count each organisation's answers; equal rows are counted once, and equal years added up once."""
    columns = [_counted_rows(row, answered.as_of) for row in answered.rows]
    known: dict[tuple[Counted, ...], Counter[str]] = {}
    found = []
    for year in zip(*columns, strict=True):
        if year not in known:
            known[year] = Counter(dict(zip(COUNTED, map(sum, zip(*year, strict=True)), strict=True)))
        found.append(known[year])
    return found or [Counter() for _ in answered.subjects]


def _counted_rows(row: GridRow, as_of: date) -> list[Counted]:
    """The answers of each organisation to one rule, counted."""
    width = len(row.slots)
    known: dict[bytes, Counted] = {}
    found = []
    for start in range(0, len(row.codes), width):
        codes = row.codes[start : start + width]
        if codes not in known:
            known[codes] = _counted(row, codes, as_of)
        found.append(known[codes])
    return found


def _counted(row: GridRow, codes: bytes, as_of: date) -> Counted:
    names = {Code.MET: "met", Code.NOT_YET_DUE: "due", Code.INSUFFICIENT_DATA: "lack", Code.EXTENDED: "ext"}
    counts: Counter[str] = Counter()
    for slot, number in zip(row.slots, codes, strict=True):
        code = Code(number)
        if code is Code.UNMET:
            soft = slot.version is not None and slot.version.general
            counts["missed" if soft else "unmet"] += 1
        elif code is not Code.NOT_APPLICABLE:
            counts[names[code]] += 1
            if code is Code.NOT_YET_DUE and slot.window.end <= as_of + SOON:
                counts["soon"] += 1
    return tuple([counts[mark] for mark in COUNTED])


def _row(frame: Frame, name: str, code: str, counts: Counter[str]) -> BelowRow:
    def opened(answer: str) -> str:
        return link_if(frame.address, "owed:matrix", org=code, by="branch", answer=answer)

    met = counts["met"]
    return BelowRow(
        name,
        link_if(frame.address, "desk:index", org=code),
        (
            (counts["unmet"], "late", opened("unmet")),
            (counts["missed"], "missed", opened("missed")),
            (counts["soon"], "soon", opened("due")),
            (counts["lack"], "lack", opened("lack")),
        ),
        met,
        met + counts["unmet"] + counts["missed"] + counts["lack"],
    )
