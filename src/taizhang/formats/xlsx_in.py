"""Workbooks in: behind the zip guard, with limits, numbers as what somebody typed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from taizhang.formats.cells import Cell, as_text
from taizhang.formats.guard import guard_package
from taizhang.formats.guard_parts import GuardError

MOST_SHEETS = 400
MOST_ROWS = 200_000
MOST_COLUMNS = 400


class WorkbookUnreadableError(ValueError):
    """A file that is no workbook, or one that nobody types by hand."""

    code = "workbook_unreadable"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message."""
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet: its headings, and the rows under them with their numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class SheetStream:
    """One sheet whose rows come one after the other, once: for sheets of a size that nobody wants in memory."""

    name: str
    headings: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[Cell, ...]]]


def read_workbook(content: bytes) -> Iterator[SheetRows]:
    """Read every sheet that is not empty; nothing is opened before the guard has looked through the package."""
    for sheet in stream_workbook(content):
        yield SheetRows(sheet.name, sheet.headings, tuple(sheet.rows))


def stream_workbook(source: bytes | Path) -> Iterator[SheetStream]:
    """The same, each sheet's rows to be taken before the next sheet is."""
    try:
        guard_package(source)
    except GuardError as error:
        raise WorkbookUnreadableError(str(error)) from error
    try:
        opened = io.BytesIO(source) if isinstance(source, bytes) else str(source)
        book = CalamineWorkbook.from_object(opened)
    except (CalamineError, OSError, ValueError) as error:
        raise WorkbookUnreadableError(
            "打不开这个文件：不是 .xlsx 表格，或者已经损坏、加了密码。用表格软件另存为 .xlsx 再来。"
        ) from error
    if len(book.sheet_names) > MOST_SHEETS:
        raise WorkbookUnreadableError(f"有 {len(book.sheet_names)} 个工作表，最多 {MOST_SHEETS} 个。")
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
            raise WorkbookUnreadableError(
                f"工作表“{name}”太大（{sheet.total_height} 行 {sheet.total_width} 列），"
                f"最多 {MOST_ROWS} 行 {MOST_COLUMNS} 列。删去空行空列，或分成几个文件。"
            )
        rows = _rows(sheet)
        first = next(rows, None)
        if first is not None:
            filled = (
                (number, row) for number, row in enumerate(rows, start=2) if any(cell not in ("", None) for cell in row)
            )
            yield SheetStream(name, tuple(as_text(cell) for cell in first), filled)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[Any, ...]]:
    """Every row from the first; the reader leaves out the empty columns before the first that is filled."""
    before = ("",) * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield (*before, *row)
