"""JPEG: segment by segment; the pieces that show the picture are copied, all others are left behind."""

from __future__ import annotations

import re
from mmap import mmap
from typing import BinaryIO

from taizhang.formats.pictures.measured import Cleaned, damaged, number_of, refuse_giant
from taizhang.formats.pictures.shooting import kept_of, tells_the_place

_BEGIN, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES = _FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, _SCAN}
_NEEDED = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
"""Of the segments of applications: resolution, colours, and how colours are packed."""
_EXIF = b"Exif\0\0"
_MARK = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
_RESOLUTION, _WITHOUT_THUMBNAIL = 0xE0, 14
"""The segment of the resolution may carry a small picture of what the large one showed before it was cut."""
_PIECE = 1024 * 1024


class _Copy:
    """The copy in the making."""

    def __init__(self, source: mmap, target: BinaryIO) -> None:
        self.source, self.target = source, target
        self.size = (0, 0)
        self.left: dict[str, None] = {}
        self.scanned = False

    def cleaned(self) -> Cleaned:
        """Walk through the segments up to the end of the picture."""
        self.target.write(b"\xff\xd8")
        at = 2
        while True:
            found = _MARK.match(self.source, at)
            if found is None:
                raise damaged()
            mark, at = found[1][0], found.end()
            if mark == _END:
                break
            at = self._segment(mark, at)
        if not self.scanned or self.size == (0, 0):
            raise damaged()
        self.target.write(b"\xff\xd9")
        if at < len(self.source):
            self.left["夹带在照片后面的内容"] = None
        return Cleaned(*self.size, tuple(self.left))

    def _segment(self, mark: int, at: int) -> int:
        length = number_of(self.source[at : at + 2])
        ends = at + length
        if length < 2 or ends > len(self.source) or mark == _BEGIN:  # noqa: PLR2004 (its own length)
            raise damaged()
        content = self.source[at + 2 : ends]
        if mark in _FRAMES:
            self._measure(content)
        if mark in _TABLES:
            self._write(mark, content)
        else:
            self._sort_out(mark, content)
        return self._scan(ends) if mark == _SCAN else ends

    def _measure(self, content: bytes) -> None:
        height, width = number_of(content[1:3]), number_of(content[3:5])
        refuse_giant(width, height)
        self.size = (width, height)

    def _sort_out(self, mark: int, content: bytes) -> None:
        if content.startswith(_EXIF):
            kept = kept_of(content[len(_EXIF) :])
            if kept:
                self._write(mark, _EXIF + kept)
            if kept != content[len(_EXIF) :]:
                self.left["拍摄位置" if tells_the_place(content[len(_EXIF) :]) else "拍摄设备等信息"] = None
        elif any(mark == one and content.startswith(name) for one, name in _NEEDED):
            if mark == _RESOLUTION and len(content) > _WITHOUT_THUMBNAIL:
                content = content[: _WITHOUT_THUMBNAIL - 2] + b"\0\0"
                self.left["缩略图"] = None
            self._write(mark, content)
        else:
            self.left["拍摄设备等信息" if mark != _COMMENT else "注释"] = None

    def _scan(self, at: int) -> int:
        found = _MARK.search(self.source, at)
        if found is None:
            raise damaged()
        for place in range(at, found.start(), _PIECE):
            self.target.write(self.source[place : min(place + _PIECE, found.start())])
        self.scanned = True
        return found.start()

    def _write(self, mark: int, content: bytes) -> None:
        self.target.write(bytes((0xFF, mark)) + (len(content) + 2).to_bytes(2, "big") + content)


def clean_jpeg(source: mmap, target: BinaryIO) -> Cleaned:
    """Copy a JPEG without what it does not need."""
    if source[:2] != b"\xff\xd8":
        raise damaged()
    return _Copy(source, target).cleaned()
