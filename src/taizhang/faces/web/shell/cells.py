"""Cells of the matrix as joined strings: a template per cell takes sixty times as long."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from taizhang.domain.obligations.answers import Code
from taizhang.faces.web.shell.marks import mark_of, sign


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in the matrix: quarterly rules span three columns, yearly ones twelve."""

    answer: Code | int | str
    href: str
    label: str
    """Organisation, month and rule; the answer's word is added."""
    span: int = 1
    count: int = 0
    """Shown from two on (✓ 2)."""
    is_now: bool = False
    is_selected: bool = False


def render_cells(cells: list[Cell]) -> SafeString:
    """Write the `<td>` of one row."""
    return mark_safe("".join(map(_cell, cells)))  # noqa: S308 (every value below is escaped)


def _cell(cell: Cell) -> str:
    mark = mark_of(cell.answer)
    times = f"，{cell.count}次" if cell.count > 1 else ""
    label = escape(f"{cell.label}：{mark.word}{times}")
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    now = ' class="now"' if cell.is_now else ""
    current = ' aria-current="true"' if cell.is_selected else ""
    count = str(cell.count) if cell.count > 1 else ""
    return (
        f'<td{span}{now}><a class="{mark.key}" href="{escape(cell.href)}" title="{label}" aria-label="{label}"'
        f"{current}>{sign(mark)}{count}</a></td>"
    )
