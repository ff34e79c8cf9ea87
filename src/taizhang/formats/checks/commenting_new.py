"""A text that was no .docx as a new one, with a comment at each place."""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from taizhang.domain.checking.finding import CheckFinding
from taizhang.formats.checks.commenting import commented_original

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def commented_new(text: str, findings: Sequence[CheckFinding], at: str = "") -> bytes:
    """Write the text, a paragraph a line, and comment it."""
    returns = [place for place, character in enumerate(text) if character == "\r"]
    shifted = [
        replace(
            finding,
            start=finding.start - bisect_left(returns, finding.start),
            end=finding.end - bisect_left(returns, finding.end),
        )
        for finding in findings
    ]
    return commented_original(_written(text.replace("\r", "")), shifted, at)


def _written(text: str) -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    style = document.styles["Normal"]
    style.font.size = Pt(16)
    style.font.name = "仿宋_GB2312"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    # What no XML may hold becomes a mark of the same length, so that every place stays.
    for line in _UNWRITABLE.sub("\ufffd", text).split("\n"):
        document.add_paragraph(line)
    document.core_properties.author = document.core_properties.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
