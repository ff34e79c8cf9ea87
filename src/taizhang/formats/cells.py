"""Cells of tables: kept from being taken for formulas on the way out, and read for what they are on the way in."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
"""What a spreadsheet takes for the beginning of a formula or a command."""
FULL_WIDTH_STARTS = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Some spreadsheets fold these into the above."""
MOST_EXACT = 10**15
"""A spreadsheet keeps numbers as floats: beyond this the last digits are gone before anybody reads them."""

Cell = str | int | float | bool | date | datetime | time | None


class CellInexactError(ValueError):
    """A number so long that the spreadsheet has already lost its last digits."""

    code = "cell_inexact"

    def __init__(self, value: float) -> None:
        """Say how to keep them."""
        super().__init__(f"数字 {value:.0f} 超过15位，表格软件已经把末几位改成了0。把这一列设成“文本”格式再填一遍。")
        self.message = str(self)


def neutral(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run."""
    return f"'{text}" if text.startswith((*FORMULA_STARTS, *FULL_WIDTH_STARTS)) else text


def original(text: str) -> str:
    """Take away the apostrophe that `neutral` put there."""
    return text[1:] if text.startswith("'") and neutral(text[1:]) == text else text


def shown(value: Any) -> str:
    """A cell as text: days in ISO, nothing as nothing, numbers as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def as_text(cell: Any) -> str:
    """Read a cell as text; a float that is whole is the whole number that somebody typed."""
    if isinstance(cell, float):
        if abs(cell) >= MOST_EXACT:
            raise CellInexactError(cell)
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return original(shown(cell).strip())
