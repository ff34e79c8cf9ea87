"""A report as PDF, set by Typst from the document itself, with the fonts of a folder that the house chooses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from taizhang.domain.reporting.document import Document
from taizhang.formats.official.annex import HEADINGS, SourceRow, cells_of
from taizhang.formats.official.layout import (
    BOTTOM_MM,
    FACES,
    FANG_SONG,
    HEI,
    LEFT_MM,
    LINE_PITCH_PT,
    OPEN_FONTS,
    PAGE_MM,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW_MM,
    RIGHT_MM,
    TITLE_SONG,
    TOP_MM,
    Face,
)
from taizhang.formats.official.titles import lines_of

_ALIGNED = {"center": "center", "left": "left", "right": "right", "justify": "left"}


def report_pdf(document: Document, fonts: Path | None = None) -> bytes:
    """The version to hand in, as PDF/A."""
    return _compiled(_source(document), fonts)


def proof_pdf(document: Document, sources: Sequence[SourceRow], fonts: Path | None = None) -> bytes:
    """The version to check, with the annex."""
    return _compiled(_source(document) + _annex(sources), fonts)


def _compiled(source: str, fonts: Path | None) -> bytes:
    # The stub asks for folders of the same type as the source.
    folders: list[Any] = [fonts] if fonts else []
    made: bytes = typst.compile(source.encode(), format="pdf", pdf_standards="a-2b", font_paths=folders, timestamp=0)
    return made


def _source(document: Document) -> str:
    blocks = (_block(line, FACES[block.style]) for block in document.blocks for line in lines_of(block))
    return "\n".join((_page(), *blocks))


def _page() -> str:
    below = PAGE_NUMBER_BELOW_MM
    return f"""
#set page(width: {PAGE_MM[0]}mm, height: {PAGE_MM[1]}mm,
  margin: (top: {TOP_MM}mm, bottom: {BOTTOM_MM}mm, left: {LEFT_MM}mm, right: {RIGHT_MM}mm),
  footer-descent: {below}mm,
  footer: context {{
    let number = counter(page).get().first()
    set text(font: {_fonts(PAGE_NUMBER)}, size: {PAGE_NUMBER.points}pt)
    set align(if calc.odd(number) {{ right }} else {{ left }})
    pad(x: {PAGE_NUMBER.points}pt)[— #number —]
  }})
#set text(lang: "zh", region: "cn", size: 16pt, tracking: -0.25pt, cjk-latin-spacing: none)
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {LINE_PITCH_PT - 16}pt, spacing: {LINE_PITCH_PT - 16}pt)
"""


def _block(text: str, face: Face) -> str:
    indent = f"h({face.indent * face.points}pt) + " if face.indent else ""
    after = f"\n#v({face.after_lines * LINE_PITCH_PT}pt)" if face.after_lines else ""
    return (
        f"#align({_ALIGNED[face.align]}, par(text(font: {_fonts(face)}, size: {face.points}pt,"
        f" {indent}{_string(text)})))" + after
    )


def _fonts(face: Face) -> str:
    return "(" + ", ".join(_string(one) for one in (face.font, *OPEN_FONTS[face.font])) + ")"


def _string(text: str) -> str:
    """Text as a Typst string: nothing in it is ever read as markup."""
    return json.dumps(text.replace("\x00", ""), ensure_ascii=False).replace("\\/", "/")


def _annex(sources: Sequence[SourceRow]) -> str:
    if not sources:
        return ""
    small, head = Face(FANG_SONG, 10.5), Face(HEI, 10.5)
    cells = [f"text(font: {_fonts(head)}, size: 10.5pt, {_string(heading)})" for heading in HEADINGS]
    for number, row in enumerate(sources, 1):
        cells += [f"text(font: {_fonts(small)}, size: 10.5pt, {_string(text)})" for text in cells_of(number, row)]
    return f"""
#pagebreak()
#text(font: {_fonts(Face(HEI, 16))}, {_string("附件")})
#align(center, text(font: {_fonts(Face(TITLE_SONG, 22))}, size: 22pt, {_string("数据来源表")}))
#set par(leading: 4pt, justify: false)
#table(columns: (8mm, 22mm, 1fr, 30mm, 45mm), stroke: 0.5pt, inset: 4pt, {", ".join(cells)})
"""
