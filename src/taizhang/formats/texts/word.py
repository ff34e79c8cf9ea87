"""All text of a .docx in reading order: body with tables and boxes, notes, then running heads and feet apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from taizhang.formats.texts.found import Place, Role, TextPart
from taizhang.formats.texts.word_numbering import Numbering, numbering_of
from taizhang.formats.texts.word_package import WordPackage, attribute, local_name
from taizhang.formats.texts.word_walk import Piece, StoryWalk, Writing

_NOTES = (("footnote", Role.FOOTNOTE), ("endnote", Role.ENDNOTE))
_MARGINS = (("header", Role.HEADER), ("footer", Role.FOOTER))
_PAGE_NUMBER = frozenset("0123456789-—–－·. 　第页共/PAGEofage\t\n")


@dataclass(frozen=True, slots=True)
class WalkedDocument:
    """The text with its parts, and every node it came from, still in its tree."""

    text: str
    parts: tuple[TextPart, ...]
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...]
    body: Any
    """The root of the main part, that the pieces' runs hang in."""
    copies: tuple[tuple[Piece, ...], ...] = ()
    """Running heads and feet that say what one before them says: counted where that one stands."""

    def role_at(self, offset: int) -> Role:
        """Tell which part of the document a place belongs to."""
        return next((part.role for part in self.parts if part.start <= offset < part.end), Role.BODY)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each stretch stands, in words that outlive the tree."""
        return tuple(
            Place(piece.start, piece.start + len(piece.text), piece.part, piece.number) for piece in self.pieces
        )


def walk_package(content: bytes, main: Any = None) -> WalkedDocument:
    """Walk a .docx; `main` walks a tree of its main part that somebody has open already."""
    package = WordPackage(content)
    root = package.xml(package.main) if main is None else main
    writing, numbering = Writing(), numbering_of(package)
    walk = StoryWalk(writing, package.main, numbering)
    walk.walk(root)
    parts = _with_boxes(writing.length, walk.boxes)
    for kind, role in _NOTES:
        parts += _notes(package, kind, role, walk, numbering)
    copies: list[tuple[Piece, ...]] = []
    for kind, role in _MARGINS:
        parts += _margins(package, kind, role, writing, root, copies)
    text = "".join(writing.spoken)
    return WalkedDocument(text, tuple(parts), tuple(writing.pieces), _warnings(package, walk), root, tuple(copies))


def _with_boxes(length: int, boxes: list[tuple[int, int]]) -> list[TextPart]:
    parts, at = [], 0
    for start, end in boxes:
        parts += [TextPart(Role.BODY, at, start)] if start > at else []
        parts += [TextPart(Role.BOX, start, end)] if end > start else []
        at = end
    return parts + ([TextPart(Role.BODY, at, length)] if length > at else [])


def _notes(package: WordPackage, kind: str, role: Role, walk: StoryWalk, numbering: Numbering) -> list[TextPart]:
    writing, parts = walk.writing, []
    for name in package.related(f"{kind}s"):
        root = package.xml(name)
        if root is None:
            continue
        told = {attribute(one, "id") or "": one for one in root if not attribute(one, "type")}
        ordered = [number for asked, number in walk.notes if asked == kind and number in told]
        reading = StoryWalk(writing, name, numbering)
        for number in dict.fromkeys([*ordered, *told]):
            began = writing.length
            mark = walk.notes.get((kind, number))
            reading.hang_on(mark if mark is not None else _first_run(walk))
            for child in told[number]:
                reading.walk(child)
            parts += [TextPart(role, began, writing.length)] if writing.length > began else []
    return parts


def _margins(
    package: WordPackage, kind: str, role: Role, writing: Writing, main: Any, copies: list[tuple[Piece, ...]]
) -> list[TextPart]:
    parts: list[TextPart] = []
    said: dict[str, int] = {}
    for name in sorted(set(package.related(kind))):
        root = package.xml(name)
        if root is None:
            continue
        aside = Writing(length=writing.length)
        reading = StoryWalk(aside, name, Numbering())
        reading.hang_on(next((run for run in main.iter() if local_name(run) == "r"), None))
        reading.walk(root)
        text = "".join(aside.spoken)
        # The same head in three sections is read once; a page number is none of the writer's words.
        if not set(text) - _PAGE_NUMBER:
            continue
        words = writing.length + len(text) - len(text.lstrip())
        if text.strip() in said:
            back = words - said[text.strip()]
            copies.append(tuple(replace(piece, start=piece.start - back) for piece in aside.pieces))
            continue
        said[text.strip()] = words
        writing.pieces += aside.pieces
        writing.say(text)
        parts.append(TextPart(role, writing.length - len(text), writing.length))
    return parts


def _first_run(walk: StoryWalk) -> Any:
    return walk.writing.pieces[0].anchor if walk.writing.pieces else None


def _warnings(package: WordPackage, walk: StoryWalk) -> tuple[str, ...]:
    comments = sum(1 for name in package.related("comments") for _ in _children(package, name))
    said = []
    if comments:
        said.append(f"文件里有{comments}条批注，没有算进正文。")
    if walk.hidden:
        said.append("文件里有隐藏文字，也读进来了。")
    if walk.embedded:
        said.append("文件里嵌着另一份文件，那一份没有读。打开后另存一次，内容就会并进来。")
    return tuple(said)


def _children(package: WordPackage, name: str) -> Any:
    root = package.xml(name)
    return () if root is None else root
