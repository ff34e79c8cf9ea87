"""A .docx of the version to check, read when it comes back: its paragraphs with the bookmarks tz_… and its map.

Read under the guard, without entities, and never trusted: a bookmark is only a name beside some words, and the map only
tells which version to hold the file against.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from taizhang.domain.reporting.returning import Marked, Returned
from taizhang.formats.guard_parts import GuardError
from taizhang.formats.official.annex import CHARTS, SOURCES
from taizhang.formats.texts.found import UnreadableError
from taizhang.formats.texts.opening import MOST_BYTES
from taizhang.formats.texts.word_package import WordPackage, attribute, local_name
from taizhang.formats.texts.word_walk import MOST_DEPTH

MOST_PARAGRAPHS = 600
MOST_CHARACTERS = 60_000
MOST_IN_PARAGRAPH = 3_000
_MARK = re.compile(r"tz_[0-9]{1,8}")
_PACKED = b"PK\x03\x04"
_MAP_ROOT = "{urn:taizhang:figures}figures"
_LONGEST_MAP = 2_000_000
_PASSED_NAMES = (
    "del moveFrom delText delInstrText instrText pPr rPr sectPr sdtPr sdtEndPr rt object proofErr commentReference "
    "annotationRef oMath oMathPara"
)
_PASSED = frozenset(_PASSED_NAMES.split())
_ELSEWHERE = {
    "tbl": "表格里的文字没有读。",
    "txbxContent": "文本框里的文字没有读。",
    "drawing": "图片和图形没有读。",
    "pict": "图片和图形没有读。",
    "altChunk": "文件里嵌着另一份文件，那一份没有读。",
    "footnoteReference": "脚注没有读。",
    "endnoteReference": "尾注没有读。",
}
_ANNEX = re.compile(f"附件[12]?\n(?:{SOURCES}|{CHARTS})")
"""Label and title of an annex, one below the other."""


def read_returned(content: bytes) -> Returned:
    """Read a file that came back; `UnreadableError` says why not, and what to do."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"文件超过{MOST_BYTES // 1024 // 1024}兆，不像校对版。删去图片再试。")
    if not content.startswith(_PACKED):
        raise UnreadableError("这不是 .docx 文件。把改好的校对版另存为 .docx 再传。")
    try:
        package = WordPackage(content)
        walk = _Walk()
        walk.read(package.xml(package.main))
        about, figures = _map_of(package)
    except GuardError as error:
        raise UnreadableError(str(error)) from error
    paragraphs = _without_annex([tuple(one) for one in walk.paragraphs if "".join(piece.text for piece in one).strip()])
    _within_limits(paragraphs)
    return Returned(tuple(paragraphs), about, figures, tuple(walk.warnings))


class _Walk:
    """Walks the body in reading order, with the marks that are open."""

    def __init__(self) -> None:
        self.paragraphs: list[list[Marked]] = []
        self.warnings: dict[str, None] = {}
        self._open: dict[str, str] = {}
        self._depth = 0

    def read(self, element: Any) -> None:
        name = local_name(element)
        if not name or name in _PASSED:
            return
        if name in _ELSEWHERE:
            if name != "tbl" or not self._is_annex():
                self.warnings[_ELSEWHERE[name]] = None
            return
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise UnreadableError("文档套了太多层，不像校对版，没有读。把正文复制到新导出的校对版里再传。")
        self._step(name, element)
        self._depth -= 1

    def _step(self, name: str, element: Any) -> None:
        if name == "bookmarkStart":
            mark = attribute(element, "name") or ""
            if _MARK.fullmatch(mark):
                self._open[attribute(element, "id") or ""] = mark
        elif name == "bookmarkEnd":
            self._open.pop(attribute(element, "id") or "", None)
        elif name == "t":
            self._say(element.text or "")
        elif name == "noBreakHyphen":
            self._say("-")
        elif name == "AlternateContent":
            self.warnings[_ELSEWHERE["drawing"]] = None
        else:
            if name == "p":
                self._next_paragraph()
            for child in element:
                self.read(child)
            if name == "p":
                # A mark that runs on into the next paragraph holds no figure any more.
                self._open.clear()

    def _next_paragraph(self) -> None:
        if len(self.paragraphs) >= MOST_PARAGRAPHS * 2:
            raise UnreadableError(_TOO_LONG)
        self.paragraphs.append([])

    def _say(self, text: str) -> None:
        kept = "".join(one for one in text if one.isprintable() or one == "\u3000")
        if not kept or not self.paragraphs:
            return
        paragraph = self.paragraphs[-1]
        mark = next(iter(self._open.values()), "")
        if paragraph and paragraph[-1].mark == mark:
            kept = paragraph.pop().text + kept
        paragraph.append(Marked(kept, mark))

    def _is_annex(self) -> bool:
        last = ["".join(piece.text for piece in one).strip() for one in self.paragraphs[-2:]]
        return _ANNEX.fullmatch("\n".join(last)) is not None


_TOO_LONG = f"文件太长，不像校对版：最多 {MOST_PARAGRAPHS} 段、{MOST_CHARACTERS} 个字。删减一些再传。"


def _within_limits(paragraphs: list[tuple[Marked, ...]]) -> None:
    lengths = [sum(len(piece.text) for piece in one) for one in paragraphs]
    if len(lengths) > MOST_PARAGRAPHS or sum(lengths) > MOST_CHARACTERS:
        raise UnreadableError(_TOO_LONG)
    if max(lengths, default=0) > MOST_IN_PARAGRAPH:
        raise UnreadableError(f"有一段超过 {MOST_IN_PARAGRAPH} 个字，没有读。分成几段再传。")
    if not lengths:
        raise UnreadableError("文件里没有正文。选改好的校对版再传。")


def _without_annex(paragraphs: list[tuple[Marked, ...]]) -> list[tuple[Marked, ...]]:
    texts = ["".join(piece.text for piece in one).strip() for one in paragraphs]
    begun = [at for at in range(len(texts) - 1) if _ANNEX.fullmatch("\n".join(texts[at : at + 2]))]
    # What somebody wrote behind an annex is his, and stays.
    passed = {place for at in begun for place in (at, at + 1)}
    return [paragraph for at, paragraph in enumerate(paragraphs) if at not in passed]


def _map_of(package: WordPackage) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What the map says the file was made from, and the text of each figure then; empty where it was lost or broken."""
    for name in package.related("customXml")[:20]:
        root = package.xml(name)
        if root is None or root.tag != _MAP_ROOT or len(root.text or "") > _LONGEST_MAP:
            continue
        try:
            said = json.loads(root.text or "")
            figures = {str(mark): str(one["text"]) for mark, one in said["figures"].items()}
            about = {str(key): str(value) for key, value in said["about"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        return about, figures
    return {}, {}
