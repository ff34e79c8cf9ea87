"""A .docx as a package: its parts by relation, each read once, without entities or anything from elsewhere."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from taizhang.formats.guard import guard_package
from taizhang.formats.texts.found import UnreadableError

_DAMAGED = "文件损坏，读不出正文。用 Word 或 WPS 打开，另存为 .docx 再试。"


def local_name(element: Any) -> str:
    """The name without its namespace: transitional and strict documents differ only there."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


class WordPackage:
    """The parts of one .docx that has passed the guard."""

    def __init__(self, content: bytes) -> None:
        """Let the guard look first; nothing is unpacked before."""
        guard_package(content, only_read=True)
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._names = frozenset(self._zip.namelist())
        self.main = self._main()

    @property
    def names(self) -> tuple[str, ...]:
        """Every part of the package, sorted."""
        return tuple(sorted(self._names))

    def xml(self, name: str) -> Any | None:
        """The root of a part, or nothing where it is missing."""
        if name not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self._zip.read(name), parser)
        except (etree.XMLSyntaxError, ValueError, zipfile.BadZipFile) as error:
            raise UnreadableError(_DAMAGED) from error

    def related(self, kind: str) -> list[str]:
        """The parts that the main one names under a kind of relation: header, footnotes."""
        folder, name = posixpath.split(self.main)
        return self._targets(f"{folder}/_rels/{name}.rels", kind, folder)

    def relations(self) -> dict[str, str]:
        """The parts of the main one by the identifier that its text uses."""
        folder, name = posixpath.split(self.main)
        root = self.xml(f"{folder}/_rels/{name}.rels")
        if root is None:
            return {}
        return {one.get("Id", ""): _joined(folder, one.get("Target", "")) for one in root}

    def _main(self) -> str:
        main = next(iter(self._targets("_rels/.rels", "officeDocument", "")), "word/document.xml")
        if main not in self._names:
            raise UnreadableError("里面没有正文，不是 .docx 文档。用 Word 或 WPS 另存为 .docx 再试。")
        return main

    def _targets(self, relations: str, kind: str, folder: str) -> list[str]:
        root = self.xml(relations)
        found = [] if root is None else [one for one in root if one.get("Type", "").endswith(f"/{kind}")]
        return [_joined(folder, one.get("Target", "")) for one in found if one.get("TargetMode") != "External"]


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
