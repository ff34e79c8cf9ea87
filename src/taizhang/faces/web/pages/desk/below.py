"""The organisations below a committee: how many answers of each sort, by name, each number opening the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any
from weakref import ref

from django.utils.safestring import SafeString, mark_safe

from taizhang.apps.ledger.selectors.owed import Matrix
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.organizations.structure import structure
from taizhang.domain.obligations.answers import Code
from taizhang.domain.obligations.grid import GridRow
from taizhang.domain.obligations.owed import SOON
from taizhang.faces.web.shell.address import Address
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.marks import sign
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
COLUMNS = (
    ("unmet", "late", "unmet"),
    ("missed", "missed", "missed"),
    ("soon", "soon", "due"),
    ("lack", "lack", "lack"),
)
"""What a column counts, its mark, and the answer that its link asks the matrix for."""


@dataclass(frozen=True, slots=True)
class Below:
    """Everything below, and the sums over the scope."""

    rows: SafeString
    listed: int
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


class _Same:
    """A thing, known by being the very same one; what is remembered of it does not keep it from going."""

    def __init__(self, thing: Any) -> None:
        self._hash = id(thing)
        self._to = ref(thing)

    @property
    def thing(self) -> Any:
        """The thing, for whoever holds it."""
        return self._to()

    def __eq__(self, other: object) -> bool:
        """Say whether it is that very thing, and still there."""
        return isinstance(other, _Same) and self.thing is not None and other.thing is self.thing

    def __hash__(self) -> int:
        """Tell it by where it lies."""
        return self._hash


def below_of(frame: Frame, answered: Matrix, own: int, others: Mapping[str, int]) -> Below:
    """Count what the matrix answers, organisation by organisation; `others` are the answers of other rules."""
    # The matrix is the very same one until an answer changes, the structure until an organisation does; and it holds
    # just the organisations that this reader sees, so what is kept of it tells nobody of others.
    asked = _Same(answered), _Same(structure()), own, frame.as_of
    arranged = _arranged(*asked)
    total = Counter(others)
    total.update(arranged.total)
    rows = _rows(*asked, replace(frame.address, notices=()))
    return Below(rows, len(arranged.shown), arranged.clear, arranged.more, {mark: total[mark] for mark in MARKS})


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


@lru_cache(maxsize=8)
def _rows(of: _Same, structure_: _Same, own: int, as_of: date, address: Address) -> SafeString:
    """Write the rows shown, as text: a template takes sixty times as long."""
    shown = _arranged(of, structure_, own, as_of).shown
    return mark_safe("\n".join([_row(address, *one) for one in shown]))  # noqa: S308 (every value below is escaped)


def _row(address: Address, name: str, code: str, counts: Counter[str]) -> str:
    met = counts["met"]
    fallen_due = met + counts["unmet"] + counts["missed"] + counts["lack"]
    numbers = "".join([_number(address, code, counts, *column) for column in COLUMNS])
    called = f'<a href="{escape(href)}">{escape(name)}</a>' if (href := _linked(address, code)) else escape(name)
    share = f'<td class="r nw dim only-l">{met}/{fallen_due}</td>'
    return f'<tr><th scope="row">{called}</th>{numbers}{share}</tr>'


def _linked(address: Address, code: str) -> str:
    return link_if(address, "desk:index", org=code)


def _number(address: Address, code: str, counts: Counter[str], count: str, mark: str, answer: str) -> str:
    kind = "r nw only-l" if mark == "lack" else "r nw"
    if not counts[count]:
        return f'<td class="{kind}"><span class="dim">0</span></td>'
    href = escape(link_if(address, "owed:matrix", org=code, by="branch", answer=answer))
    ink = f'<span class="ink-{mark}">{sign(mark)}</span>'
    return f'<td class="{kind}">{ink} <a class="num" href="{href}">{counts[count]}</a></td>'
