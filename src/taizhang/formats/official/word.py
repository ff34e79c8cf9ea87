"""A report as .docx: 上报版 without a trace of the house, 校对版 with an identity on every figure and the annex."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from taizhang.domain.reporting.charts import Chart
from taizhang.domain.reporting.document import Block, Chip, Document, Style
from taizhang.formats.official.annex import SourceRow
from taizhang.formats.official.titles import lines_of
from taizhang.formats.official.word_annexes import add_annexes
from taizhang.formats.official.word_paper import Shape, bookmarked, paper, saved

_MAP = "/customXml/taizhang1.xml"
_MAP_NAMESPACE = "urn:taizhang:figures"


def report_docx(document: Document) -> bytes:
    """The version to hand in: no annex, no comments, no identities, no author."""
    return _written(document, identities=False)


def proof_docx(
    document: Document,
    sources: Sequence[SourceRow] = (),
    charts: Sequence[Chart] | None = None,
    fonts: Path | None = None,
) -> bytes:
    """The version to check: each figure in a bookmark tz_…, a map of them in the file, the annexes at the end."""
    word = docx.Document(io.BytesIO(_written(document, identities=True)))
    _add_map(word, document)
    add_annexes(word, sources, charts, fonts)
    return saved(word)


def _written(document: Document, *, identities: bool) -> bytes:
    """The text on the paper, put together as text: a library that builds it run by run takes ten times as long."""
    empty, numbers = paper(), iter(range(1, 1_000_000))
    body = "".join(
        _block(block, empty.shapes[block.style], numbers if identities else None) for block in document.blocks
    )
    return empty.written(body)


def _block(block: Block, shape: Shape, bookmarks: Iterator[int] | None) -> str:
    if block.style is Style.TITLE:
        return shape.paragraph(shape.words("\n".join(lines_of(block))))
    return shape.paragraph("".join(_runs(block, shape, bookmarks)))


def _runs(block: Block, shape: Shape, bookmarks: Iterator[int] | None) -> Iterator[str]:
    for run in block.runs:
        said = shape.words(run.text)
        yield bookmarked(next(bookmarks), run.id, said) if isinstance(run, Chip) and bookmarks is not None else said


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
