"""What a part of an office package may contain: no programs, no packages in it, no entities, nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

MOST_CELLS = 4_000_000
"""Rows × columns that a sheet spans: readers make room for all of them, empty or not."""
MOST_RELATIONS = 4 * 1024 * 1024
_KEPT = 512
_PROGRAMS = re.compile(
    r"(?:^|/)(?:vbaproject[^/]*\.bin|activex/|macrosheets/|vbadata\.xml|[^/]*\.(?:exe|dll|js|vbs|bat|ps1)$)",
    re.IGNORECASE,
)
_XML = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.IGNORECASE)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_EXECUTABLE = (b"MZ", b"\x7fELF", b"#!")
_ENTITIES = re.compile(rb"<!\s{0,99}(?:DOCTYPE|ENTITY|NOTATION)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})", re.IGNORECASE)
_ENCODINGS = frozenset(
    {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"gb2312", b"gbk", b"gb18030"}
)
_MACROS = re.compile(rb"macroEnabled|vbaProject|ms-excel\.(?:intl)?macrosheet", re.IGNORECASE)
_DYNAMIC = re.compile(rb"<(?:\w+:)?ddeLink|>\s{0,9}DDE(?:AUTO)?\s|>\s{0,9}[=+@-]?\s{0,9}cmd\s{0,9}\|", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]{0,200}?\br=[\"']([0-9]{1,7})[\"']")
_HARMLESS_ELSEWHERE = ("/hyperlink",)


class GuardError(ValueError):
    """The package is not opened; says why, and what to do."""

    code = "package_refused"


@dataclass(slots=True)
class PartGuard:
    """Looks at the parts of one package."""

    names: frozenset[str]
    only_read: bool = False

    def part(self, name: str) -> Part:
        """Begin with a part: by its name first."""
        if _PROGRAMS.search(name):
            raise GuardError("里面带有宏或程序，没有打开。另存为不带宏的 .docx 或 .xlsx 再传。")
        return Part(name, self.only_read)


@dataclass(slots=True)
class Part:
    """Looks at one part, piece by piece."""

    name: str
    only_read: bool = False
    _begun: bool = False
    _tail: bytes = b""
    _relations: bytearray = field(default_factory=bytearray)
    _rows: tuple[int, int] = (0, 0)
    _columns: tuple[int, int] = (0, 0)

    def feed(self, piece: bytes) -> None:
        """Take in the next piece."""
        if not piece:
            return
        if not self._begun:
            self._begun = True
            self._begin(piece)
        if not _XML.search(self.name):
            return
        # Two-byte encodings spell the same words with noughts between.
        content = self._tail + piece.replace(b"\0", b"")
        if _ENTITIES.search(content):
            raise GuardError("里面的 XML 定义了实体，可能拿来读别的文件，没有打开。用办公软件另存一次。")
        if _MACROS.search(content) and self.name.casefold().endswith(("[content_types].xml", ".rels")):
            raise GuardError("里面带有宏，没有打开。另存为不带宏的 .docx 或 .xlsx 再传。")
        if _DYNAMIC.search(content):
            raise GuardError("里面有会启动别的程序的链接（DDE），没有打开。删去后再传。")
        if self.name.casefold().endswith(".rels"):
            self._relations += piece
            if len(self._relations) > MOST_RELATIONS:
                raise GuardError("里面的链接多得不合常理，没有打开。")
        if _SHEET.match(self.name):
            self._measure(content)
        self._tail = content[-_KEPT:]

    def close(self) -> None:
        """Look at what only the whole shows."""
        if self._relations and not self.only_read:
            self._check_relations()

    def _begin(self, piece: bytes) -> None:
        if piece.startswith(_EXECUTABLE):
            raise GuardError("里面带有程序，没有打开。")
        if self.only_read and _EMBEDDED.search(self.name):
            return
        if piece.startswith(_COMPOUND):
            raise GuardError("里面嵌着别的文件（OLE 对象），没有打开。删去嵌入的对象，或把它另存后单独上传。")
        if piece.startswith(_PACKAGES):
            raise GuardError("里面还套着压缩包或别的文档，没有打开。把它取出来单独上传。")
        if _XML.search(self.name):
            found = _ENCODING.search(piece[:1024].replace(b"\0", b""))
            if found and found[1].lower() not in _ENCODINGS:
                raise GuardError("里面的 XML 用了少见的编码，没有打开。用办公软件另存一次。")

    def _check_relations(self) -> None:
        try:
            # No document type, so no entities: expat has nothing to expand.
            root = ET.fromstring(bytes(self._relations))  # noqa: S314 (looked through before)
        except ET.ParseError as error:
            raise GuardError("里面的链接表读不懂，没有打开。用办公软件另存一次。") from error
        for relation in root.iter():
            kind = relation.get("Type", "")
            if relation.get("TargetMode", "").casefold() == "external" and not kind.endswith(_HARMLESS_ELSEWHERE):
                raise GuardError("打开时会从别处取模板、图片或数据，没有打开。断开外部链接后再传。")

    def _measure(self, content: bytes) -> None:
        rows = [int(number) for number in _ROW.findall(content)]
        for letters, number in _CELL.findall(content):
            rows.append(int(number))
            self._columns = _stretched(self._columns, _column(letters))
        for row in rows:
            self._rows = _stretched(self._rows, row)
        spans = [high - low + 1 for low, high in (self._rows, self._columns)]
        if spans[0] * spans[1] > MOST_CELLS:
            raise GuardError("工作表的范围大得不合常理，多半是远处有多余的格子。删去空行空列后另存。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _stretched(span: tuple[int, int], place: int) -> tuple[int, int]:
    return (place, place) if span == (0, 0) else (min(span[0], place), max(span[1], place))
