"""Files to take away: a workbook, a CSV, a document; made in one go and kept nowhere."""

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
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def workbook_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """Answer with a workbook called `name`.xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.xlsx"
        write_workbook(file, sheets)
        content = file.read_bytes()
    return file_response(content, XLSX, f"{name}.xlsx")


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer with a table called `name`.csv."""
    text = "".join(csv_lines(headings, rows))
    return file_response(text.encode(), "text/csv; charset=utf-8", f"{name}.csv")


def file_response(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file to take away."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response
