"""PNG: chunk by chunk; the pieces that show the picture are copied, all others are left behind."""

from __future__ import annotations

import zlib
from mmap import mmap
from typing import BinaryIO

from taizhang.formats.pictures.measured import Cleaned, damaged, number_of, refuse_giant
from taizhang.formats.pictures.shooting import kept_of, tells_the_place

SIGN = b"\x89PNG\r\n\x1a\n"
_HEAD, _END, _EXIF = b"IHDR", b"IEND", b"eXIf"
_NEEDED = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP".split())
_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"tIME"))
_MOVING = frozenset((b"acTL", b"fcTL", b"fdAT"))
_ANCILLARY = 0x20
_HEAD_LENGTH = 13


def clean_png(source: mmap, target: BinaryIO) -> Cleaned:
    """Copy a PNG without what it does not need; each piece is held against its checksum."""
    if source[:8] != SIGN:
        raise damaged()
    target.write(SIGN)
    at, size = 8, (0, 0)
    left: dict[str, None] = {}
    name = b""
    while name != _END:
        name, content, at = _chunk(source, at)
        if size == (0, 0):
            size = _measured(name, content)
        if name in _NEEDED:
            _write(target, name, content)
        elif name == _EXIF:
            kept = kept_of(content)
            if kept:
                _write(target, name, kept)
            if kept != content:
                left["拍摄位置" if tells_the_place(content) else "拍摄设备等信息"] = None
        elif name[0] & _ANCILLARY:
            left[_word(name)] = None
        else:
            raise damaged()
    if at < len(source):
        left["夹带在照片后面的内容"] = None
    return Cleaned(*size, tuple(left))


def _chunk(source: mmap, at: int) -> tuple[bytes, bytes, int]:
    length, name = number_of(source[at : at + 4]), source[at + 4 : at + 8]
    ends = at + 12 + length
    if len(name) < 4 or ends > len(source):  # noqa: PLR2004 (the length of a name)
        raise damaged()
    content = source[at + 8 : ends - 4]
    if zlib.crc32(content, zlib.crc32(name)) != number_of(source[ends - 4 : ends]):
        raise damaged()
    return name, content, ends


def _measured(name: bytes, content: bytes) -> tuple[int, int]:
    if name != _HEAD or len(content) != _HEAD_LENGTH:
        raise damaged()
    size = number_of(content[:4]), number_of(content[4:8])
    refuse_giant(*size)
    return size


def _word(name: bytes) -> str:
    if name in _MOVING:
        return "动画"
    return "注释" if name in _TEXTS else "拍摄设备等信息"


def _write(target: BinaryIO, name: bytes, content: bytes) -> None:
    checksum = zlib.crc32(content, zlib.crc32(name))
    target.write(len(content).to_bytes(4, "big") + name + content + checksum.to_bytes(4, "big"))
