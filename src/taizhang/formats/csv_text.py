"""CSV out: UTF-8 with the mark that spreadsheets look for, and no cell that would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from taizhang.formats.cells import Cell, neutral, shown

MARK = "\ufeff"


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Give the file line by line, so that a long one never lies in memory as a whole."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    yield MARK
    for row in chain([headings], rows):
        writer.writerow([_cell(cell) for cell in row])
        yield _taken(buffer)


def _cell(cell: Cell) -> str:
    # A number stays one: -3 is no formula when it comes from a number.
    return shown(cell) if isinstance(cell, int | float) else neutral(shown(cell))


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
