"""A report as PDF, set by Typst from the document itself, with the fonts of a folder that the house chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typst

from taizhang.domain.reporting.charts import Chart
from taizhang.domain.reporting.document import Document
from taizhang.formats.official import charts as drawn
from taizhang.formats.official.annex import CHARTS, HEADINGS, SOURCES, SourceRow, cells_of, labels_of
from taizhang.formats.official.layout import (
    ANNEX_CELL,
    ANNEX_HEADING,
    ANNEX_LABEL,
    ANNEX_TITLE,
    FACES,
    PAGE,
    PAGE_NUMBER,
    Face,
)
from taizhang.formats.official.titles import lines_of
from taizhang.formats.official.typst_words import font_folders, fonts, set_text, string

_ALIGNED = {"center": "center", "left": "left", "right": "right", "justify": "left"}


def report_pdf(document: Document, fonts: Path | None = None) -> bytes:
    """The version to hand in, as PDF/A."""
    return _compiled(_source(document), fonts)


def proof_pdf(
    document: Document, sources: Sequence[SourceRow], charts: Sequence[Chart] | None = None, fonts: Path | None = None
) -> bytes:
    """The version to check, with the annexes."""
    labels = labels_of(sources, charts)
    annexes = [_begun(labels[SOURCES], SOURCES) + _sources(sources)] if sources else []
    annexes += [_begun(labels[CHARTS], CHARTS) + _charts(charts)] if charts is not None else []
    return _compiled(_source(document) + "".join(annexes), fonts)


def _compiled(source: str, folder: Path | None) -> bytes:
    made: bytes = typst.compile(
        source.encode(), format="pdf", pdf_standards="a-2b", font_paths=font_folders(folder), timestamp=0
    )
    return made


def _source(document: Document) -> str:
    blocks = (_block(line, FACES[block.style]) for block in document.blocks for line in lines_of(block))
    return "\n".join((_page(), *blocks))


def _page() -> str:
    below = PAGE.number_below
    return f"""
#set page(width: {PAGE.width}mm, height: {PAGE.height}mm,
  margin: (top: {PAGE.top}mm, bottom: {PAGE.bottom}mm, left: {PAGE.left}mm, right: {PAGE.right}mm),
  footer-descent: {below}mm,
  footer: context {{
    let number = counter(page).get().first()
    set text(font: {fonts(PAGE_NUMBER)}, size: {PAGE_NUMBER.points}pt)
    set align(if calc.odd(number) {{ right }} else {{ left }})
    pad(x: {PAGE_NUMBER.points}pt)[— #number —]
  }})
#set text(lang: "zh", region: "cn", size: 16pt, tracking: -0.25pt, cjk-latin-spacing: none)
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {PAGE.pitch - 16}pt, spacing: {PAGE.pitch - 16}pt)
"""


def _block(text: str, face: Face) -> str:
    indent = f"h({face.indent * face.points}pt) + " if face.indent else ""
    after = f"\n#v({face.after_lines * PAGE.pitch}pt)" if face.after_lines else ""
    return (
        f"#align({_ALIGNED[face.align]}, par(text(font: {fonts(face)}, size: {face.points}pt,"
        f" {indent}{string(text)})))" + after
    )


def _begun(label: str, title: str) -> str:
    """An annex on a page of its own."""
    return f"""
#pagebreak()
#{set_text(label, ANNEX_LABEL)}
#align(center, {set_text(title, ANNEX_TITLE)})
#set par(leading: 4pt, justify: false)
"""


def _sources(sources: Sequence[SourceRow]) -> str:
    cells = [set_text(heading, ANNEX_HEADING) for heading in HEADINGS]
    for number, row in enumerate(sources, 1):
        cells += [set_text(text, ANNEX_CELL) for text in cells_of(number, row)]
    return f"#table(columns: (8mm, 22mm, 1fr, 30mm, 45mm), stroke: 0.5pt, inset: 4pt, {', '.join(cells)})\n"


def _charts(charts: Sequence[Chart]) -> str:
    if not charts:
        return f"#{set_text(drawn.NOTHING, drawn.SMALL)}\n"
    return drawn.prelude() + "".join(_figure(number, chart) for number, chart in enumerate(charts, 1))


def _figure(number: int, chart: Chart) -> str:
    """Title, picture with words for who cannot see it, and what is said below; never cut over two pages."""
    told = "\n".join(f"  par({set_text(line, drawn.SMALL)})" for line in chart.lines)
    title = set_text(f"图{number}　{chart.title}", drawn.TITLE)
    picture = f"figure(alt: {string(chart.alternative)}, {drawn.drawing(chart)})"
    return f"#block(breakable: false, below: 20pt, {{\n  par({title})\n  {picture}\n{told}\n}})\n"
