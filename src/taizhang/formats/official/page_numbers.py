"""Page numbers of GB/T 9704: 4号 digits between dashes, odd pages right, even pages left, one character in."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from taizhang.formats.official.layout import Face
from taizhang.formats.official.word_faces import name_font

_DASH = "—"


def number_pages(word: WordDocument, face: Face) -> None:
    """Put the number below the type area of every page."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.paragraph_format.alignment = side
        # One character of the number's own size.
        if side is WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = Pt(face.points)
        else:
            paragraph.paragraph_format.left_indent = Pt(face.points)
        _number(paragraph, face)


def _number(paragraph: Any, face: Face) -> None:
    for kind, text in (("text", f"{_DASH} "), ("begin", ""), ("code", " PAGE "), ("end", ""), ("text", f" {_DASH}")):
        run = paragraph.add_run()
        run.font.size = Pt(face.points)
        name_font(run._r.get_or_add_rPr(), face.font)  # noqa: SLF001 (eastern faces have no door)
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:instrText" if kind == "code" else "w:fldChar")
        if kind == "code":
            element.text = text
            element.set(qn("xml:space"), "preserve")
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 (fields have no door)
