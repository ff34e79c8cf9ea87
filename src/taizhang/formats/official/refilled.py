"""The template that somebody sent, as .docx again with its XX filled in: his own document, and nothing else touched.

A number takes the look of the XX that it replaces, wherever that stands: in a table, a box, a note, a running head or
foot, or cut over several runs. What stays is highlighted, and where a number was meant a comment says why; both go when
the place is filled. A comment about a head or foot hangs on the first words of the text, where comments may stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from taizhang.domain.reporting.refilling import Filling
from taizhang.formats.checks.comment_parts import CommentPart, repacked
from taizhang.formats.checks.commenting import MOST_COMMENTS, shown_by
from taizhang.formats.checks.run_splitting import split_at
from taizhang.formats.guard_parts import GuardError
from taizhang.formats.texts.found import Role, UnreadableError
from taizhang.formats.texts.word import walk_package
from taizhang.formats.texts.word_package import WordPackage, attribute, local_name
from taizhang.formats.texts.word_walk import Piece

AUTHOR: Final = "填数"
COLOUR: Final = "yellow"
ASIDE: Final = {Role.HEADER: "页眉里的：", Role.FOOTER: "页脚里的：", Role.BOX: "文本框里的："}
_WORDS: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_AFTER_HIGHLIGHT: Final = frozenset(
    {"u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish"}
    | {"oMath", "rPrChange"}
)


def refilled_docx(content: bytes, fillings: Sequence[Filling]) -> bytes:
    """Fill in a template whose text is that of `read_text`; places are counted in that text."""
    try:
        package = WordPackage(content)
    except GuardError as error:
        raise UnreadableError(str(error)) from error
    root = package.xml(package.main)
    comments = CommentPart(package, root, AUTHOR, "")
    own = comments.forget_own()
    _without_highlight(own)
    walked = walk_package(content, root)
    pieces = walked.pieces
    copies = [group for one in (pieces, *walked.copies) for group in (list(one), *_twins(one))]
    told: list[tuple[Piece, Piece, str]] = []
    touched: dict[str, Any] = {}
    # From the back, so that what stands before a place is still where the text says.
    for one in sorted(fillings, key=lambda one: -one.start):
        within = _within(pieces, one)
        places = [_within(group, one) for group in copies]
        touched |= {piece.part: piece.node for place in places for piece in place}
        if one.text:
            for place in places:
                _forget_aside(place, one, package.main if own else "")
                _fill(place, one)
        elif within:
            left = [_highlighted(piece, one) for piece in reversed(within)]
            for copy in walked.copies:
                for piece in reversed(_within(copy, one)):
                    _highlighted(piece, one)
            aside = ASIDE.get(walked.role_at(one.start), "")
            told += [(left[-1], left[0], aside + one.remark)] if one.remark else []
    for first, last, remark in list(reversed(told))[:MOST_COMMENTS]:
        # A text without a single run has nothing that a comment about its head could hang on.
        if first.anchor is not None or first.part == package.main:
            comments.add(shown_by(first), shown_by(last), [f"【待补】{remark}"])
    changed = {name: _written(node.getroottree().getroot()) for name, node in touched.items()}
    return repacked(content, changed | comments.changed_parts())


def _forget_aside(pieces: Sequence[Piece], one: Filling, main: str) -> None:
    """Outside the main part no comment embraces a place: take the highlight off a run that is the mask alone."""
    for piece in pieces:
        run = _own_run(piece.node)
        if main and piece.part != main and run is not None and one.start <= piece.start:
            alone = piece.start + len(piece.text) <= one.end
            _without_highlight([mark for mark in run.iter() if alone])


def _within(pieces: Sequence[Piece], one: Filling) -> list[Piece]:
    """The pieces that a place runs over."""
    first = bisect_right(pieces, one.start, key=lambda piece: piece.start) - 1
    last = bisect_left(pieces, one.end, key=lambda piece: piece.start)
    return [piece for piece in pieces[max(first, 0) : last] if piece.start + len(piece.text) > one.start]


def _fill(pieces: Sequence[Piece], one: Filling) -> None:
    """Write the number where the mask begins, and take the rest of the mask out of the runs behind."""
    text = one.text
    for piece in pieces:
        said = piece.node.text or ""
        begin, end = max(one.start - piece.start, 0), one.end - piece.start
        # Places behind this one are filled already: what stands before them is where it was.
        piece.node.text = said[:begin] + text + said[end:] if end <= len(piece.text) else said[:begin] + text
        piece.node.set(_SPACE, "preserve")
        text = ""


def _highlighted(piece: Piece, one: Filling) -> Piece:
    """Give the part of a piece that stays a run of its own, and highlight that."""
    run, node = _own_run(piece.node), piece.node
    if run is None:
        return piece
    begin, end = max(one.start - piece.start, 0), one.end - piece.start
    if end <= len(node.text):
        split_at(run, node, end)
    split_at(run, node, begin)
    # Where nothing stood before it, the run was its own already.
    own = run.getnext() if begin or node.getparent() is not run else run
    _highlight(own)
    return replace(piece, anchor=own) if piece.anchor is run else piece


def _highlight(run: Any) -> None:
    properties = next((child for child in run if local_name(child) == "rPr"), None)
    space = etree.QName(run).namespace
    if properties is None:
        properties = etree.Element(f"{{{space}}}rPr")
        run.insert(0, properties)
    if any(local_name(child) == "highlight" for child in properties):
        return
    mark = etree.Element(f"{{{space}}}highlight")
    mark.set(f"{{{space}}}val", COLOUR)
    behind = next((at for at, child in enumerate(properties) if local_name(child) in _AFTER_HIGHLIGHT), len(properties))
    properties.insert(behind, mark)


def _without_highlight(elements: Sequence[Any]) -> None:
    for one in elements:
        if local_name(one) == "highlight" and attribute(one, "val") == COLOUR:
            one.getparent().remove(one)


def _twins(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Boxes are written twice, for new programs and for old ones: the pieces of the second writing, by the first."""
    boxes: dict[Any, list[Piece]] = {}
    for piece in pieces:
        both = next((one for one in piece.node.iterancestors() if local_name(one) == "AlternateContent"), None)
        if both is not None:
            boxes.setdefault(both, []).append(piece)
    for both, first in boxes.items():
        fallback = [one for one in both if local_name(one) == "Fallback"]
        second = [node for one in fallback for node in one.iter() if local_name(node) == "t" and node.text]
        if [one.text for one in first] == [node.text for node in second]:
            yield [replace(one, node=node) for one, node in zip(first, second, strict=True)]


def _own_run(node: Any) -> Any | None:
    """The run that a text stands in; formulas and drawings have runs of another kind."""
    run = node.getparent()
    return run if local_name(run) == "r" and etree.QName(run).namespace in _WORDS else None


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
