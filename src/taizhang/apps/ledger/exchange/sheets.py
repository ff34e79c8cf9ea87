"""Workbooks of entries: a sheet for each kind, a row for each part; read, written, and offered empty as a template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from taizhang.apps.ledger.exchange import sheet_columns as heads
from taizhang.apps.ledger.exchange.items import Item, Trying, unreadable
from taizhang.apps.ledger.exchange.naming import Naming, UnnamedError
from taizhang.apps.ledger.exchange.sheet_rows import occasion_cells, part_cells, part_from, record_from
from taizhang.apps.ledger.exchange.spelling import SpellingError
from taizhang.domain.findings import Finding
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.formats.cells import Cell, as_text
from taizhang.formats.xlsx_in import SheetRows, SheetStream
from taizhang.formats.xlsx_out import NAME_LENGTH, NOT_IN_NAMES, Sheet

GUIDE = "说明"
WIDTHS = {heads.SUMMARY: 40, heads.PRESENT: 40, heads.TITLE: 30, heads.ORGANIZATION: 20}


def template(kind_id: str, rulebook: Rulebook) -> list[Sheet]:
    """An empty sheet of one kind, with a page that explains its columns."""
    columns = heads.columns_of(rulebook.kinds[kind_id])
    page = _sheet(kind_id, rulebook, ())
    guide = [(one.heading, one.note) for one in columns]
    return [page, Sheet(GUIDE, ("列", "怎么填"), guide, (24, 80))]


def workbook(records: Iterable[Mapping[str, Any]], rulebook: Rulebook) -> list[Sheet]:
    """Sheets for these records, the kinds in the order of the rulebook."""
    rows: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    numbers = count(1)
    for record in records:
        parts = record.get("parts", [])
        many = len(parts) + len(record.get("tallies", [])) > 1
        shared = occasion_cells(record, str(next(numbers)) if many else "")
        for place, part in enumerate(parts, start=1):
            kind = rulebook.kinds[part["kind"]]
            rows[part["kind"]].append(shared | _order(place, many=many) | part_cells(part, kind))
        for place, tally in enumerate(record.get("tallies", []), start=1):
            stated = (tally["figure"], tally["amount"], tally["keeper"])
            cells = dict(zip(heads.TALLY, stated, strict=True))
            rows[heads.TALLY_SHEET].append(shared | _order(place, many=many) | cells)
    sheets = [_sheet(one, rulebook, rows[one]) for one in rulebook.kinds if one in rows]
    if heads.TALLY_SHEET in rows:
        headings = (*heads.OCCASION, *heads.TALLY)
        sheets.append(Sheet(heads.TALLY_SHEET, headings, [_row(headings, one) for one in rows[heads.TALLY_SHEET]]))
    return sheets


def _order(place: int, *, many: bool) -> dict[str, Cell]:
    return {heads.ORDER: place} if many else {}


def items_of_workbook(sheets: Iterable[SheetRows | SheetStream], naming: Naming) -> Iterator[Item]:
    """The records of a workbook; rows with the same 场次 are parts of one occasion."""
    gathered: dict[str, _Gathered] = {}
    for sheet in sheets:
        if sheet.name == GUIDE:
            continue
        yield from _items_of_sheet(sheet, naming, gathered)
    for one in gathered.values():
        yield one.item()


def _items_of_sheet(sheet: SheetRows | SheetStream, naming: Naming, gathered: dict[str, _Gathered]) -> Iterator[Item]:
    where = f"工作表“{sheet.name}”"
    tally = sheet.name == heads.TALLY_SHEET
    try:
        kind_id = "" if tally else _kind_of_sheet(sheet.name, naming)
    except UnnamedError:
        yield Item(
            where,
            {},
            (unreadable(f"表名“{sheet.name}”不是类别的名称。表名要写类别，如“支部党员大会”；不是台账的表请删去。"),),
        )
        return
    kind = None if tally else naming.rulebook.kinds[kind_id]
    expected = [*heads.OCCASION, *heads.TALLY] if kind is None else [one.heading for one in heads.columns_of(kind)]
    strange = [one for one in sheet.headings if one and one not in expected]
    if strange or heads.DAY not in sheet.headings:
        names = "、".join(strange) if strange else heads.DAY
        why = f"有不认识的列：{names}。" if strange else f"缺“{names}”这一列。"
        yield Item(where, {}, (unreadable(f"{why}用 taizhang entries template 生成的表头，不改列名。"),))
        return
    for number, cells in sheet.rows:
        row = dict(zip(sheet.headings, cells, strict=False))
        one = _read_row(f"{where}第 {number} 行", row, kind_id, kind)
        same = one.same
        if not same:
            yield one.item()
        elif same in gathered:
            gathered[same].join(one)
        else:
            gathered[same] = one


@dataclass(slots=True)
class _Gathered:
    """An occasion in the making: its first row, and the parts of the others."""

    place: str
    same: str
    record: dict[str, Any]
    findings: list[Finding]
    pieces: list[tuple[int, str, dict[str, Any]]]
    """Order, `parts` or `tallies`, and the part or tally."""

    def join(self, other: _Gathered) -> None:
        self.pieces.extend(other.pieces)
        if self.record != other.record:
            self.findings.append(
                unreadable(
                    f"和{other.place}写了同一个场次“{self.same}”，但党组织、日期或到会等不一样。同一次活动的各行要写得一样。"
                )
            )
        self.findings.extend(other.findings)

    def item(self) -> Item:
        for _, key, piece in sorted(self.pieces, key=lambda one: one[0]):
            self.record.setdefault(key, []).append(piece)
        return Item(self.place, self.record, tuple(self.findings))


def _read_row(place: str, row: Mapping[str, Cell], kind_id: str, kind: Kind | None) -> _Gathered:
    tried = Trying()
    record = record_from(row, tried)
    if kind is None:
        figure, amount, keeper = (tried(name, as_text, row.get(name)) or "" for name in heads.TALLY)
        number = tried(heads.TALLY[1], _whole, amount)
        key, piece = "tallies", {"figure": figure, "amount": number, "keeper": keeper}
    else:
        key, piece = "parts", {"kind": kind_id, **part_from(row, kind, tried)}
    same = tried(heads.SAME, as_text, row.get(heads.SAME)) or ""
    order = tried(heads.ORDER, _order_of, row.get(heads.ORDER)) or 0
    return _Gathered(place, same, record, tried.findings, [(order, key, piece)])


def _order_of(cell: Cell) -> int:
    return _whole(as_text(cell) or "0")


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise SpellingError(f"“{text}”应是整数。")
    return int(text)


def _kind_of_sheet(name: str, naming: Naming) -> str:
    try:
        return naming.kind(name)
    except UnnamedError:
        cut = [one for one, kind in naming.rulebook.kinds.items() if sheet_name(one, kind, naming.rulebook) == name]
        if len(cut) != 1:
            raise
        return cut[0]


def sheet_name(kind_id: str, kind: Kind, rulebook: Rulebook) -> str:
    """The name of a kind's sheet: its Chinese name, or its id where another kind has the same."""
    alike = sum(1 for one in rulebook.kinds.values() if one.zh == kind.zh)
    return (kind.zh if alike == 1 else kind_id).translate(NOT_IN_NAMES).strip()[:NAME_LENGTH]


def _sheet(kind_id: str, rulebook: Rulebook, rows: Sequence[Mapping[str, Cell]]) -> Sheet:
    kind = rulebook.kinds[kind_id]
    columns = heads.columns_of(kind)
    headings = tuple(one.heading for one in columns)
    return Sheet(
        sheet_name(kind_id, kind, rulebook),
        headings,
        [_row(headings, one) for one in rows],
        widths=tuple(WIDTHS.get(one, 14) for one in headings),
        notes=tuple(one.note for one in columns),
    )


def _row(headings: Sequence[str], cells: Mapping[str, Cell]) -> list[Cell]:
    return [cells.get(heading) for heading in headings]
