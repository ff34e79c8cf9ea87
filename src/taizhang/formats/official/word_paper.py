"""The empty paper of a report as .docx: page, faces and page numbers, laid out once and written on as text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt
from lxml import etree

from taizhang.domain.reporting.document import Style
from taizhang.formats.official.layout import FACES, FANG_SONG, OPEN_FONTS, PAGE, PAGE_NUMBER
from taizhang.formats.official.page_numbers import number_pages
from taizhang.formats.official.word_faces import name_font, set_in

BODY = "word/document.xml"
_ALIGNED = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TWENTIETHS = 20
_SAME_MOMENT = (2012, 7, 1, 0, 0, 0)
_SPECIMEN = "字"
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')
_NEVER_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a block of one style is written: what comes before its runs, and what a run is made of."""

    opening: str
    run: str

    def paragraph(self, runs: str) -> str:
        """The whole block."""
        return f"{self.opening}{runs}</w:p>"

    def words(self, text: str) -> str:
        """A run that says this; a new line is a break, as on a screen."""
        lines = escape(_NEVER_IN_XML.sub("", text)).split("\n")
        said = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in lines)
        return f"{self.run}{said}</w:r>"


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything of the file but its text."""

    packed: bytes
    before: str
    after: str
    shapes: dict[Style, Shape]

    def written(self, body: str) -> bytes:
        """The file with this text, byte for byte the same for the same text."""
        packed = io.BytesIO()
        packed.write(self.packed)
        with zipfile.ZipFile(packed, "a") as file:
            _add(file, BODY, f"{self.before}{body}{self.after}".encode())
        return packed.getvalue()


def bookmarked(number: int, name: str, runs: str) -> str:
    """Runs between the ends of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{runs}<w:bookmarkEnd w:id="{number}"/>'


@cache
def paper() -> Paper:
    """Lay the paper out with the office library, once, and keep it."""
    word = docx.Document()
    _set_page(word)
    _set_defaults(word)
    parts = dict(_parts(word))
    before, mark, after = parts.pop(BODY).decode().partition("<w:sectPr")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            _add(file, name, parts[name])
    return Paper(packed.getvalue(), before, mark + after, {style: _shape_of(word, style) for style in FACES})


def saved(word: WordDocument) -> bytes:
    """A document of the library as a file that is byte for byte the same for the same content."""
    parts, packed = dict(_parts(word)), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            _add(file, name, parts[name])
    return packed.getvalue()


def _parts(word: WordDocument) -> Iterator[tuple[str, bytes]]:
    _name_alternatives(word)
    first = io.BytesIO()
    word.save(first)
    with zipfile.ZipFile(first) as made:
        yield from ((name, made.read(name)) for name in made.namelist())


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _SAME_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, content)


def _shape_of(word: WordDocument, style: Style) -> Shape:
    """Let the library set a specimen, and take it apart."""
    face = FACES[style]
    paragraph = word.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = _ALIGNED[face.align]
    if style is Style.TITLE:
        form.line_spacing = Pt(32)
    if face.indent:
        indent = OxmlElement("w:ind")
        indent.set(qn("w:firstLineChars"), str(face.indent * 100))
        indent.set(qn("w:firstLine"), str(round(face.indent * face.points * _TWENTIETHS)))
        paragraph._p.get_or_add_pPr().append(indent)  # noqa: SLF001 (indents by characters have no door)
    if face.after_lines:
        form.space_after = Pt(PAGE.pitch * face.after_lines)
    set_in(paragraph.add_run(_SPECIMEN), face)
    xml = _NAMESPACES.sub("", etree.tostring(paragraph._p, encoding="unicode"))  # noqa: SLF001 (to be taken apart)
    opening, mark, rest = xml.partition("<w:r>")
    return Shape(opening, mark + rest[: rest.index("<w:t>")])


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
