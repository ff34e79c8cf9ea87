"""The parts of a .docx that comments live in: their own, its relation, its content type, and the marks in the text."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from lxml import etree

from taizhang.formats.texts.word_package import WordPackage, attribute, local_name

_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_ANCHORS: Final = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)


class CommentPart:
    """The comments of one document; the tree of its main part is marked in place."""

    def __init__(self, package: WordPackage, root: Any, author: str, at: str) -> None:
        """Go on with the comments that are there, or begin the part."""
        self._package, self._root, self._author, self._at = package, root, author, at
        self._space = etree.QName(root).namespace or _TRANSITIONAL
        there = package.related("comments")
        self._name = there[0] if there else posixpath.join(posixpath.dirname(package.main), "comments.xml")
        self._is_new = not there
        tree = package.xml(self._name) if there else None
        self._comments = etree.Element(self._tag("comments"), nsmap={"w": self._space}) if tree is None else tree
        self._next = max((_number(one) for one in (*self._comments, *_marks(root))), default=-1) + 1

    def add(self, first: Any, last: Any, lines: Sequence[str]) -> None:
        """Embrace two elements of the main part, or one, with a comment of these lines."""
        number = str(self._next)
        self._next += 1
        first.addprevious(self._mark("commentRangeStart", number))
        reference = etree.Element(self._tag("r"), nsmap=None)
        reference.append(self._mark("commentReference", number))
        reference.tail, last.tail = last.tail, None
        last.addnext(reference)
        last.addnext(self._mark("commentRangeEnd", number))
        self._comments.append(self._comment(number, lines))

    def forget_own(self) -> list[Any]:
        """Take back what the same author said before; gives the elements of the main part that he spoke about."""
        own = [one for one in self._comments if one.get(self._tag("author")) == self._author]
        numbers = {attribute(one, "id") for one in own}
        for one in own:
            self._comments.remove(one)
        embraced: list[Any] = []
        open_ones: set[str | None] = set()
        for one in list(self._root.iter()):
            name, number = local_name(one), attribute(one, "id")
            if name not in _ANCHORS or number not in numbers:
                embraced += [one] if open_ones else []
                continue
            if name == "commentReference":
                one = one.getparent()  # noqa: PLW2901 (the run was made for the mark)
            else:
                (open_ones.add if name == "commentRangeStart" else open_ones.discard)(number)
            one.getparent().remove(one)
        return embraced

    def changed_parts(self) -> dict[str, bytes]:
        """Every part that differs from the original."""
        if self._is_new and not len(self._comments):
            return {self._package.main: _written(self._root)}
        changed = {self._package.main: _written(self._root), self._name: _written(self._comments)}
        if not self._is_new:
            return changed
        folder, name = posixpath.split(self._package.main)
        relations = f"{folder}/_rels/{name}.rels"
        return changed | {relations: self._related(relations), "[Content_Types].xml": self._typed()}

    def _comment(self, number: str, lines: Sequence[str]) -> Any:
        comment = self._mark("comment", number)
        comment.set(self._tag("author"), self._author)
        comment.set(self._tag("initials"), self._author[:1])
        if self._at:
            comment.set(self._tag("date"), self._at)
        for line in lines:
            text = etree.SubElement(
                etree.SubElement(etree.SubElement(comment, self._tag("p")), self._tag("r")), self._tag("t")
            )
            text.text = "".join(character if character.isprintable() else "\ufffd" for character in line)
            text.set(_SPACE, "preserve")
        return comment

    def _mark(self, name: str, number: str) -> Any:
        mark = etree.Element(self._tag(name))
        mark.set(self._tag("id"), number)
        return mark

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _related(self, relations: str) -> bytes:
        root = self._package.xml(relations)
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS}) if root is None else root
        taken = {one.get("Id") for one in root}
        key = next(f"rId{at}" for at in range(1, len(taken) + 2) if f"rId{at}" not in taken)
        kind = next((_kind_like(one.get("Type", "")) for one in root), _COMMENTS)
        etree.SubElement(
            root, f"{{{_RELATIONS}}}Relationship", Id=key, Type=kind, Target=posixpath.basename(self._name)
        )
        return _written(root)

    def _typed(self) -> bytes:
        root = self._package.xml("[Content_Types].xml")
        if root is None:
            root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        name = f"/{self._name}"
        if not any(one.get("PartName") == name for one in root):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=_TYPE)
        return _written(root)


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package again with some parts changed or added; every other part keeps its bytes."""
    buffer = io.BytesIO()
    left = dict(changed)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, left.pop(part.filename, b"") or old.read(part))
        for name, written in left.items():
            part = zipfile.ZipInfo(name, _OLDEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, written)
    return buffer.getvalue()


def _kind_like(kind: str) -> str:
    """Strict documents spell their relations under another address."""
    return f"{kind.rpartition('/')[0]}/comments" if kind.startswith("http://purl.oclc.org/") else _COMMENTS


def _number(element: Any) -> int:
    written = attribute(element, "id") or ""
    return int(written) if written.isdecimal() and len(written) < 10 else -1  # noqa: PLR2004 (what a program counts to)


def _marks(root: Any) -> list[Any]:
    return [one for one in root.iter() if local_name(one) == "commentRangeStart"]


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
