"""The organisations below a committee: how many answers of each sort, by name, each number opening the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from taizhang.apps.ledger.selectors.owed import Matrix
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.organizations.structure import structure
from taizhang.domain.obligations.answers import Code
from taizhang.domain.obligations.cadence import Slot
from taizhang.domain.obligations.owed import SOON
from taizhang.faces.web.shell.address import Address
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.marks import sign
from taizhang.faces.web.shell.naming import name_key, told_apart
from taizhang.faces.web.shell.same import Same

MOST_ROWS = 40
"""More organisations than this are looked at in the matrix, a page at a time."""
MARKS = ("met", "unmet", "missed", "lack", "ext", "due")
"""The answers that the head of the bench counts."""
COUNTED = (*MARKS, "soon")
Counted = tuple[int, ...]
"""How many answers of each sort."""
OPEN = ("unmet", "missed", "soon", "lack")
"""What makes an organisation worth a row."""
_OPEN_COLUMNS = tuple(COUNTED.index(mark) for mark in OPEN)
_NOTHING: Counted = (0,) * len(COUNTED)
MOST_YEARS = 20_000
"""How many different years are remembered as counted."""
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

    shown: tuple[tuple[str, str, Mapping[str, int]], ...]
    clear: int
    more: int
    total: Mapping[str, int]


def below_of(frame: Frame, answered: Matrix, own: int, others: Mapping[str, int]) -> Below:
    """Count what the matrix answers, organisation by organisation; `others` are the answers of other rules."""
    asked = Same(answered), Same(structure()), own, frame.as_of
    arranged = _arranged(*asked)
    total = Counter(others)
    total.update(arranged.total)
    rows = _rows(*asked, replace(frame.address, notices=()))
    return Below(rows, len(arranged.shown), arranged.clear, arranged.more, {mark: total[mark] for mark in MARKS})


@lru_cache(maxsize=4)
def _arranged(of: Same, structure_: Same, own: int, as_of: date) -> Arranged:
    answered: Matrix = of.thing
    counting = _counting(answered.rulebook.digest, answered.rules, answered.year, as_of)
    counted = [counting.of(one.codes, answered.slots) for one in answered.years]
    shown: list[tuple[str, str, dict[str, int]]] = []
    clear = more = 0
    for place, organization, name, code in _places(structure_, tuple([one.id for one in answered.subjects]), as_of):
        counts = counted[place]
        if organization == own or not any(counts):
            continue
        if not any(counts[column] for column in _OPEN_COLUMNS):
            clear += 1
        elif len(shown) < MOST_ROWS:
            shown.append((name, code, dict(zip(COUNTED, counts, strict=True))))
        else:
            more += 1
    total = map(sum, zip(*counted, strict=True)) if counted else [0] * len(COUNTED)
    return Arranged(tuple(shown), clear, more, dict(zip(COUNTED, total, strict=True)))


@lru_cache(maxsize=4)
def _places(_structure: Same, ids: tuple[int, ...], as_of: date) -> tuple[tuple[int, int, str, str], ...]:
    """The organisations that exist, in the order of their names: place in the matrix, number, name, code."""
    at = {organization: place for place, organization in enumerate(ids)}
    views = list_organizations(ids, as_of)
    called = told_apart(views)
    ordered = sorted(views, key=lambda view: name_key(called[view.id]))
    return tuple((at[view.id], view.id, called[view.id], view.code) for view in ordered)


@lru_cache(maxsize=4)
def _counting(_rulebook: str, _rules: tuple[str, ...], _year: int, as_of: date) -> _Counting:
    return _Counting(as_of)


class _Counting:
    """How many answers of each sort a year has: equal years are counted once, and most stay as they are for long."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._years: dict[tuple[bytes, ...], Counted] = {}
        self._rows: dict[tuple[int, bytes], Counted] = {}

    def of(self, year: tuple[bytes, ...], slots: Sequence[Sequence[Slot]]) -> Counted:
        """Count the answers of a year, given rule by rule."""
        found = self._years.get(year)
        if found is None:
            if len(self._years) >= MOST_YEARS:
                self._years.clear()
            rows = [self._of_row(place, slots[place], codes) for place, codes in enumerate(year)]
            found = self._years[year] = tuple(map(sum, zip(*rows, strict=True))) or _NOTHING
        return found

    def _of_row(self, place: int, slots: Sequence[Slot], codes: bytes) -> Counted:
        found = self._rows.get((place, codes))
        if found is None:
            if len(self._rows) >= MOST_YEARS:
                self._rows.clear()
            found = self._rows[place, codes] = _counted(slots, codes, self._as_of)
        return found


def _counted(slots: Sequence[Slot], codes: bytes, as_of: date) -> Counted:
    names = {Code.MET: "met", Code.NOT_YET_DUE: "due", Code.INSUFFICIENT_DATA: "lack", Code.EXTENDED: "ext"}
    counts: Counter[str] = Counter()
    for slot, number in zip(slots, codes, strict=True):
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
def _rows(of: Same, structure_: Same, own: int, as_of: date, address: Address) -> SafeString:
    """Write the rows shown, as text: a template takes sixty times as long."""
    shown = _arranged(of, structure_, own, as_of).shown
    return mark_safe("\n".join([_row(address, *one) for one in shown]))  # noqa: S308 (every value below is escaped)


def _row(address: Address, name: str, code: str, counts: Mapping[str, int]) -> str:
    met = counts["met"]
    fallen_due = met + counts["unmet"] + counts["missed"] + counts["lack"]
    numbers = "".join([_number(address, code, counts, *column) for column in COLUMNS])
    called = f'<a href="{escape(href)}">{escape(name)}</a>' if (href := _linked(address, code)) else escape(name)
    share = f'<td class="r nw dim only-l">{met}/{fallen_due}</td>'
    return f'<tr><th scope="row">{called}</th>{numbers}{share}</tr>'


def _linked(address: Address, code: str) -> str:
    return link_if(address, "desk:index", org=code)


def _number(address: Address, code: str, counts: Mapping[str, int], count: str, mark: str, answer: str) -> str:
    kind = "r nw only-l" if mark == "lack" else "r nw"
    if not counts[count]:
        return f'<td class="{kind}"><span class="dim">0</span></td>'
    href = escape(link_if(address, "owed:matrix", org=code, by="branch", answer=answer))
    ink = f'<span class="ink-{mark}">{sign(mark)}</span>'
    return f'<td class="{kind}">{ink} <a class="num" href="{href}">{counts[count]}</a></td>'
