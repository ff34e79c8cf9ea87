"""Workbooks out: every text a text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from taizhang.formats.cells import FORMULA_STARTS, FULL_WIDTH_STARTS, Cell, shown

OPTIONS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MOST_CELL = 32767
"""What a cell of a workbook can hold."""
NAME_LENGTH = 31
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: headings, rows, how wide the columns are."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = field(default=())
    notes: Sequence[str] = field(default=())
    """A hint for each heading, shown when the mouse rests on it."""


class CellTooLongError(ValueError):
    """A text that no cell of a workbook can hold."""

    code = "cell_too_long"

    def __init__(self, sheet: str, row: int) -> None:
        """Say where, and what to use instead."""
        super().__init__(f"工作表“{sheet}”第 {row} 行有一段超过 {MOST_CELL} 字的文字，表格放不下。改用 JSONL 导出。")
        self.message = str(self)


def write_workbook(file: Path, sheets: Iterable[Sheet]) -> None:
    """Write the sheets to a new file."""
    with xlsxwriter.Workbook(str(file), OPTIONS) as book:
        styles = _Styles(book)
        taken: set[str] = set()
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_free_name(sheet.name, taken)), sheet, styles)


class _Styles:
    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text = book.add_format({"num_format": "@"})
        # Shown as text even after somebody edits the cell.
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})


def _write_sheet(page: Any, sheet: Sheet, styles: _Styles) -> None:
    page.freeze_panes(1, 0)
    for column, _ in enumerate(sheet.headings):
        width = sheet.widths[column] if column < len(sheet.widths) else 16
        page.set_column(column, column, width, styles.text)
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, styles.heading)
        if column < len(sheet.notes) and sheet.notes[column]:
            page.write_comment(0, column, sheet.notes[column], {"x_scale": 2})
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell, styles, sheet.name)


def _write_cell(page: Any, row: int, column: int, cell: Cell, styles: _Styles, sheet: str) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_string(row, column, shown(cell), styles.text)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif isinstance(cell, date) and not isinstance(cell, datetime):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), styles.day)  # noqa: DTZ001 (a day has no zone)
    else:
        text = shown(cell)
        if len(text) > MOST_CELL:
            raise CellTooLongError(sheet, row + 1)
        risky = text.startswith((*FORMULA_STARTS, *FULL_WIDTH_STARTS))
        page.write_string(row, column, text, styles.quoted if risky else styles.text)


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet's name as workbooks allow it, each once."""
    plain = name.translate(NOT_IN_NAMES).strip()[:NAME_LENGTH] or "表"
    free, number = plain, 1
    while free.casefold() in taken:
        number += 1
        free = f"{plain[: NAME_LENGTH - 4]} {number}"
    taken.add(free.casefold())
    return free
