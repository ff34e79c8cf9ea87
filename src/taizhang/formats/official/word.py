"""A report as .docx: 上报版 without a trace of the house, 校对版 with an identity on every figure and the annex."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from taizhang.domain.reporting.charts import Chart
from taizhang.domain.reporting.document import Block, Chip, Document, Style
from taizhang.formats.official.annex import SourceRow
from taizhang.formats.official.layout import (
    FACES,
    FANG_SONG,
    OPEN_FONTS,
    PAGE,
    PAGE_NUMBER,
)
from taizhang.formats.official.page_numbers import number_pages
from taizhang.formats.official.titles import lines_of
from taizhang.formats.official.word_annexes import add_annexes
from taizhang.formats.official.word_faces import name_font, set_in

_ALIGNED = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TWENTIETHS = 20
_SAME_MOMENT = (2012, 7, 1, 0, 0, 0)
_MAP = "/customXml/taizhang1.xml"
_MAP_NAMESPACE = "urn:taizhang:figures"


def report_docx(document: Document) -> bytes:
    """The version to hand in: no annex, no comments, no identities, no author."""
    return _saved(_written(document, identities=False))


def proof_docx(
    document: Document,
    sources: Sequence[SourceRow] = (),
    charts: Sequence[Chart] | None = None,
    fonts: Path | None = None,
) -> bytes:
    """The version to check: each figure in a bookmark tz_…, a map of them in the file, the annexes at the end."""
    word = _written(document, identities=True)
    _add_map(word, document)
    add_annexes(word, sources, charts, fonts)
    return _saved(word)


def _written(document: Document, *, identities: bool) -> WordDocument:
    word = docx.Document()
    _set_page(word)
    _set_defaults(word)
    bookmarks = iter(range(1, 1_000_000))
    for block in document.blocks:
        _add_block(word, block, bookmarks if identities else None)
    return word


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width), Mm(PAGE.height)
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.footer_distance = Mm(PAGE.bottom - PAGE.number_below - 5)
    section.header_distance = Mm(15)
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 (python-docx has no door to the grid)
        section._sectPr.remove(old)  # noqa: SLF001
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PAGE.pitch * _TWENTIETHS)))
    section._sectPr.append(grid)  # noqa: SLF001
    number_pages(word, PAGE_NUMBER)


def _set_defaults(word: WordDocument) -> None:
    style: Any = word.styles["Normal"]
    style.font.size = Pt(16)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(PAGE.pitch)
    style.paragraph_format.widow_control = False
    name_font(style.element.get_or_add_rPr(), FANG_SONG)
    core = word.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.title = core.subject = ""
    core.created = core.modified = datetime(*_SAME_MOMENT)  # noqa: DTZ001 (a fixed moment, so that bytes repeat)
    core.revision = 1


def _add_block(word: WordDocument, block: Block, bookmarks: Iterator[int] | None) -> Paragraph:
    face = FACES[block.style]
    paragraph = word.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = _ALIGNED[face.align]
    if block.style is Style.TITLE:
        form.line_spacing = Pt(32)
    if face.indent:
        indent = OxmlElement("w:ind")
        indent.set(qn("w:firstLineChars"), str(face.indent * 100))
        indent.set(qn("w:firstLine"), str(round(face.indent * face.points * _TWENTIETHS)))
        paragraph._p.get_or_add_pPr().append(indent)  # noqa: SLF001 (indents by characters have no door)
    if face.after_lines:
        form.space_after = Pt(PAGE.pitch * face.after_lines)
    if block.style is Style.TITLE:
        for number, line in enumerate(lines_of(block)):
            set_in(paragraph.add_run(line), face)
            if number + 1 < len(lines_of(block)):
                paragraph.add_run().add_break()
        return paragraph
    for run in block.runs:
        if isinstance(run, Chip) and bookmarks is not None:
            number = next(bookmarks)
            _bookmark(paragraph, "w:bookmarkStart", number, run.id)
            set_in(paragraph.add_run(run.text), face)
            _bookmark(paragraph, "w:bookmarkEnd", number)
        else:
            set_in(paragraph.add_run(run.text), face)
    return paragraph


def _bookmark(paragraph: Paragraph, tag: str, number: int, name: str = "") -> None:
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), str(number))
    if name:
        mark.set(qn("w:name"), name)
    paragraph._p.append(mark)  # noqa: SLF001 (bookmarks have no door)


def _add_map(word: WordDocument, document: Document) -> None:
    """Keep what each bookmark was asked in the file itself: office programs drop content controls on saving."""
    figures = {
        chip.id: {
            "figure": chip.ask.figure,
            "scope": chip.ask.scope,
            "since": chip.ask.since.isoformat(),
            "until": chip.ask.until.isoformat(),
            "value": chip.value,
            "text": chip.text,
        }
        for chip in document.chips()
    }
    kept = json.dumps({"about": dict(document.about), "figures": figures}, ensure_ascii=False, sort_keys=True)
    xml = f'<?xml version="1.0" encoding="UTF-8"?><figures xmlns="{_MAP_NAMESPACE}">{escape(kept)}</figures>'
    part = Part(PackURI(_MAP), "application/xml", xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _saved(word: WordDocument) -> bytes:
    """The file, byte for byte the same for the same document."""
    _name_alternatives(word)
    first = io.BytesIO()
    word.save(first)
    packed = io.BytesIO()
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _SAME_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, made.read(name))
    return packed.getvalue()


def _name_alternatives(word: WordDocument) -> None:
    """Tell the office program what stands in for a face that is not on the machine."""
    part = next((one for one in word.part.package.iter_parts() if one.partname == "/word/fontTable.xml"), None)
    if part is None:
        return
    fonts = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{alternatives[0]}"/></w:font>'
        for font, alternatives in OPEN_FONTS.items()
    )
    part._blob = (  # noqa: SLF001 (the part is kept as bytes)
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{nsmap["w"]}">{fonts}</w:fonts>'
    ).encode()
