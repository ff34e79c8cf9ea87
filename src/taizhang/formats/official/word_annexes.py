"""The annexes of the version to check, as .docx: 《数据来源表》 and the charts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from taizhang.domain.reporting.charts import Chart
from taizhang.formats.official import charts as drawn
from taizhang.formats.official.annex import CHARTS, HEADINGS, SOURCES, SourceRow, cells_of, labels_of
from taizhang.formats.official.layout import ANNEX_CELL, ANNEX_HEADING, ANNEX_LABEL, ANNEX_TITLE
from taizhang.formats.official.word_faces import set_in

_WIDTHS_MM = (11, 22, 53, 30, 40)


def add_annexes(
    word: WordDocument, sources: Sequence[SourceRow], charts: Sequence[Chart] | None, fonts: Path | None
) -> None:
    """Add what there is, each on a page of its own."""
    labels = labels_of(sources, charts)
    if sources:
        _begin(word, labels[SOURCES], SOURCES)
        _add_sources(word, sources)
    if charts is not None:
        _begin(word, labels[CHARTS], CHARTS)
        _add_charts(word, charts, fonts)


def _begin(word: WordDocument, label: str, title: str) -> None:
    """An annex on a page of its own: its label flush left in 黑体, the title centred below."""
    first = word.add_paragraph()
    first.paragraph_format.page_break_before = True
    set_in(first.add_run(label), ANNEX_LABEL)
    second = word.add_paragraph()
    second.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_in(second.add_run(title), ANNEX_TITLE)


def _add_sources(word: WordDocument, sources: Sequence[SourceRow]) -> None:
    table = word.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    # Office programs believe the grid of the table, browsers of documents the cells: both say the same.
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS_MM, strict=True):
        column.width = Mm(width)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 (no door to repeated rows)
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        set_in(cell.paragraphs[0].add_run(heading), ANNEX_HEADING)
    for number, row in enumerate(sources, 1):
        for cell, text in zip(table.add_row().cells, cells_of(number, row), strict=True):
            set_in(cell.paragraphs[0].add_run(text), ANNEX_CELL)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS_MM, strict=True):
            cell.width = Mm(width)
            _set_small(cell.paragraphs[0], 14)


def _add_charts(word: WordDocument, charts: Sequence[Chart], fonts: Path | None) -> None:
    """A row a chart, so that none is cut over two pages and a reader of the text passes over all of them."""
    table = word.add_table(rows=0, cols=1)
    for number, chart in enumerate(charts, 1):
        row = table.add_row()
        unbroken = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(unbroken)  # noqa: SLF001 (rows that stay whole have no door)
        cell = row.cells[0]
        set_in(cell.paragraphs[0].add_run(f"图{number}　{chart.title}"), drawn.TITLE)
        drawing = cell.add_paragraph()
        drawing.paragraph_format.line_spacing = 1.0
        shape = drawing.add_run().add_picture(io.BytesIO(drawn.picture(chart, fonts)), width=Mm(drawn.WIDTH_MM))
        properties = shape._inline.docPr  # noqa: SLF001 (words instead of a picture have no door)
        properties.set("name", f"图{number}")
        properties.set("descr", chart.alternative)
        for line in chart.lines:
            told = cell.add_paragraph()
            _set_small(told, 15)
            set_in(told.add_run(line), drawn.SMALL)
    if not charts:
        set_in(table.add_row().cells[0].paragraphs[0].add_run(drawn.NOTHING), drawn.SMALL)


def _set_small(paragraph: Paragraph, pitch: float) -> None:
    """Lines closer than those of the text: off its grid, which would give each the room of one of its own."""
    paragraph.paragraph_format.line_spacing = Pt(pitch)
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))  # noqa: SLF001 (the grid has no door)
    spacing.addprevious(off)
