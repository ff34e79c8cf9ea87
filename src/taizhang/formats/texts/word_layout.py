"""Measures the look of a .docx: paper, margins, grid, faces, sizes, indents, page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from taizhang.domain.checking.layout.measured import (
    Look,
    MeasuredDocument,
    MeasuredPage,
    MeasuredParagraph,
    PageNumber,
)
from taizhang.formats.texts.word import walk_package
from taizhang.formats.texts.word_package import WordPackage, attribute, local_name
from taizhang.formats.texts.word_styles import WordStyles, child, number, styles_of
from taizhang.formats.texts.word_walk import Piece

_MM_A_TWIP = 25.4 / 1440
_USUAL_SIZE = 10.5
_DASHES = frozenset("—－–―")


def measure_layout(content: bytes) -> MeasuredDocument:
    """Measure a .docx; places are those of the text that `read_text` gives."""
    package = WordPackage(content)
    root: Any = package.xml(package.main)
    walked = walk_package(content, root)
    styles = styles_of(package)
    pages = tuple(_page(one) for one in root.iter() if local_name(one) == "sectPr" and child(one, "pgSz") is not None)
    own = [piece for piece in walked.pieces if piece.part == package.main and piece.anchor is not None]
    paragraphs = tuple(_paragraphs(own, styles))
    return MeasuredDocument(pages, paragraphs, _page_number(package, root, styles))


def _page(section: Any) -> MeasuredPage:
    size, margins, grid = (child(section, name) for name in ("pgSz", "pgMar", "docGrid"))
    pitch = None
    if grid is not None and attribute(grid, "type") in {"lines", "linesAndChars", "snapToChars"}:
        twips = number(attribute(grid, "linePitch"))
        pitch = twips / 20 if twips else None
    width, height = (_millimetres(size, name) for name in ("w", "h"))
    top, bottom, left, right = (_millimetres(margins, name) for name in ("top", "bottom", "left", "right"))
    return MeasuredPage(width, height, top, bottom, left, right, pitch)


def _millimetres(element: Any, name: str) -> float:
    measure = number(attribute(element, name)) if element is not None else None
    return round(abs(measure or 0.0) * _MM_A_TWIP, 2)


def _paragraphs(pieces: list[Piece], styles: WordStyles) -> Iterator[MeasuredParagraph]:
    for paragraph, group in groupby(pieces, key=lambda piece: _above(piece.node, "p")):
        if paragraph is None or _above(paragraph, "txbxContent") is not None:
            continue
        told = list(group)
        text = "".join(piece.text for piece in told)
        looks = tuple(_look(styles, paragraph, piece) for piece in told if piece.text.strip())
        setting = styles.setting(paragraph)
        yield MeasuredParagraph(
            told[0].start,
            told[-1].start + len(told[-1].text),
            text,
            looks,
            None
            if setting.numbered
            else _indent(setting.first_line_characters, setting.first_line_points, looks, text),
            setting.aligned in {"center", "distribute"},
            setting.line_points,
            _above(paragraph, "tbl") is not None,
        )


def _look(styles: WordStyles, paragraph: Any, piece: Piece) -> Look:
    look = styles.look(paragraph, piece.anchor)
    return Look(len(piece.text), look.face, look.size, look.bold, look.colour)


def _indent(characters: float | None, points: float | None, looks: tuple[Look, ...], text: str) -> float:
    size = next((look.size for look in looks if look.size), _USUAL_SIZE)
    own = characters if characters is not None else (points or 0.0) / size
    head = text[: len(text) - len(text.lstrip(" \u3000\u00a0"))]
    return round(own + sum(1.0 if blank == "\u3000" else 0.5 for blank in head), 2)


def _above(element: Any, name: str) -> Any:
    return next((one for one in element.iterancestors() if local_name(one) == name), None)


def _page_number(package: WordPackage, root: Any, styles: WordStyles) -> PageNumber | None:
    varied = any(
        local_name(one) == "evenAndOddHeaders" and attribute(one, "val") not in {"0", "false", "off"}
        for name in package.related("settings")
        for one in _children(package, name)
    )
    relations = package.relations()
    named = [attribute(one, "id") or "" for one in root.iter() if local_name(one) == "footerReference"]
    for part in dict.fromkeys(relations[key] for key in named if key in relations):
        foot: Any = package.xml(part)
        field = None if foot is None else _page_field(foot)
        if field is None:
            continue
        paragraph = _above(field, "p")
        run = field if local_name(field) == "r" else next((one for one in field if local_name(one) == "r"), field)
        look = styles.look(paragraph, run)
        said = "".join(one.text or "" for one in foot.iter() if local_name(one) == "t")
        return PageNumber(look.face, look.size, bool(_DASHES & set(said)), varied)
    return None


def _children(package: WordPackage, name: str) -> Iterator[Any]:
    root = package.xml(name)
    return iter(()) if root is None else iter(root)


def _page_field(foot: Any) -> Any:
    """The run or field that holds PAGE."""
    for one in foot.iter():
        name = local_name(one)
        if name == "fldSimple" and _is_page(attribute(one, "instr") or ""):
            return one
        if name == "instrText" and _is_page(one.text or ""):
            return _above(one, "r")
    return None


def _is_page(instruction: str) -> bool:
    return instruction.strip().upper().split(" ", 1)[0] == "PAGE"
