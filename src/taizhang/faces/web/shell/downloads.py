"""Tables as files to take away: a workbook or a CSV, made in one go and kept nowhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from taizhang.formats.cells import Cell
from taizhang.formats.csv_text import csv_lines
from taizhang.formats.xlsx_out import Sheet, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """Answer with a workbook called `name`.xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.xlsx"
        write_workbook(file, sheets)
        content = file.read_bytes()
    return _attached(content, XLSX, f"{name}.xlsx")


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer with a table called `name`.csv."""
    text = "".join(csv_lines(headings, rows))
    return _attached(text.encode(), "text/csv; charset=utf-8", f"{name}.csv")


def _attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response
