"""The guard before every office file: what may lie in a zip package is decided before anything is read out of it.

Python up to 3.11.7 reads overlapping entries (CVE-2024-0450), and every library believes the sizes that a package
declares. So the directory is read here by its own rules, and each part is unpacked once, under limits.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from taizhang.formats.guard_parts import GuardError, PartGuard

__all__ = ["GuardError", "guard_package"]

MOST_PARTS = 3000
MOST_DIRECTORY = 1024 * 1024
MOST_PART = 128 * 1024 * 1024
MOST_TOTAL = 256 * 1024 * 1024
MOST_RATIO = 150
FREE_OF_RATIO = 8 * 1024 * 1024
"""Small packages may repeat themselves as much as they like."""
LONGEST_NAME = 200

_END = struct.Struct("<4s4H2LH")
_END_SIGN = b"PK\x05\x06"
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGN = b"PK\x03\x04"
_ENCRYPTED, _LATER_SIZES, _STRONG = 0x1, 0x8, 0x40
_READ = 64 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a part's packed bytes lie in the file."""

    part: zipfile.ZipInfo
    begins: int
    content: int
    ends: int


def guard_package(source: Path | bytes, *, only_read: bool = False) -> None:
    """Raise `GuardError` unless the package is harmless to open: structure, sizes, parts.

    A reader that opens named parts alone, and follows nothing, says `only_read`: embedded charts and a template named
    elsewhere are usual in reports, and cannot reach such a reader.
    """
    if isinstance(source, bytes):
        _guard(io.BytesIO(source), len(source), only_read=only_read)
        return
    with source.open("rb") as stream:
        _guard(stream, source.stat().st_size, only_read=only_read)


def _guard(stream: BinaryIO, size: int, *, only_read: bool) -> None:
    directory = _directory_begins(stream, size)
    try:
        with zipfile.ZipFile(stream) as package:
            parts = package.infolist()
            comment = len(package.comment)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, OverflowError) as error:
        raise GuardError("文件损坏，打不开。用原来的程序另存一次。") from error
    _check_directory(parts, size - comment)
    spans = [_span(stream, part) for part in parts]
    _check_overlaps(spans, directory)
    guard = PartGuard(frozenset(part.filename for part in parts), only_read)
    for span in spans:
        checking = guard.part(span.part.filename)
        for piece in _unpacked(stream, span):
            checking.feed(piece)
        checking.close()


def _directory_begins(stream: BinaryIO, size: int) -> int:
    """Find the directory and its size before anything makes an object of each of its entries."""
    stream.seek(max(0, size - _END.size - 0xFFFF))
    tail = stream.read()
    at = tail.rfind(_END_SIGN)
    if at < 0 or len(tail) - at < _END.size:
        raise GuardError("不是完整的文件包，可能没有传完。重新传一次。")
    _, disk, first_disk, here, total, length, begins, _ = _END.unpack_from(tail, at)
    if disk or first_disk or here != total:
        raise GuardError("分卷的压缩包不收。")
    if total > MOST_PARTS or length > MOST_DIRECTORY:
        raise GuardError(f"里面的文件超过{MOST_PARTS}个，不像办公文档，没有打开。")
    if begins + length != max(0, size - _END.size - 0xFFFF) + at:
        raise GuardError("文件损坏，或前后夹带了别的内容，没有打开。用原来的程序另存一次。")
    return int(begins)


def _check_directory(parts: list[zipfile.ZipInfo], size: int) -> None:
    names: set[str] = set()
    total = 0
    for part in parts:
        _check_name(part)
        folded = part.filename.casefold()
        if folded in names:
            raise GuardError(f"里面有两个同名的“{_shown(part)}”，不同的程序会读到不同的内容，没有打开。")
        names.add(folded)
        if part.flag_bits & (_ENCRYPTED | _STRONG):
            raise GuardError("文件加了密码，没法检查内容。去掉密码再传。")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise GuardError("用了少见的压缩方式，没有打开。用办公软件另存一次。")
        if stat.S_ISLNK(part.external_attr >> 16):
            raise GuardError(f"里面的“{_shown(part)}”是指向别处的链接，没有打开。")
        total += part.file_size
        if part.file_size > MOST_PART or total > MOST_TOTAL:
            raise GuardError(f"解开后超过{MOST_TOTAL // 1024 // 1024}兆，没有打开。删去大图或分成几个文件。")
    if total > FREE_OF_RATIO and total > MOST_RATIO * size:
        raise GuardError("解开后比文件本身大得不合常理，像是压缩炸弹，没有打开。")


def _check_name(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename
    pieces = name.replace("\\", "/").split("/")
    if (
        len(name) > LONGEST_NAME
        or "\\" in name
        or name.startswith("/")
        or ".." in pieces
        or _DRIVE.match(name)
        or not name.isprintable()
    ):
        raise GuardError(f"里面有不合规矩的文件名“{_shown(part)}”，会写到别的地方去，没有打开。")


def _shown(part: zipfile.ZipInfo) -> str:
    return "".join(character if character.isprintable() else "?" for character in part.orig_filename[:60])


def _span(stream: BinaryIO, part: zipfile.ZipInfo) -> Span:
    """Read the part's own header and hold it against the directory."""
    stream.seek(part.header_offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise GuardError("文件损坏，目录指到了文件外面。用原来的程序另存一次。")
    sign, _, flags, method, _, _, _, packed, size, name_length, extra = _LOCAL.unpack(head)
    name = stream.read(name_length)
    same_name = name == part.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
    sizes_later = flags & _LATER_SIZES and not packed and not size
    same_sizes = sizes_later or (packed, size) == (part.compress_size, part.file_size)
    if sign != _LOCAL_SIGN or not same_name or method != part.compress_type or not same_sizes:
        raise GuardError(f"“{_shown(part)}”在目录里和文件里说的不一样，没有打开。")
    content = part.header_offset + _LOCAL.size + name_length + extra
    return Span(part, part.header_offset, content, content + part.compress_size)


def _check_overlaps(spans: list[Span], directory: int) -> None:
    reached = 0
    for span in sorted(spans, key=lambda one: one.begins):
        if span.begins < reached:
            raise GuardError("里面的文件互相重叠，像是压缩炸弹，没有打开。")
        reached = span.ends
    if min((span.begins for span in spans), default=0):
        raise GuardError("文件开头夹带了别的内容，没有打开。用原来的程序另存一次。")
    if reached > directory:
        raise GuardError("里面的文件和目录重叠，像是压缩炸弹，没有打开。")


def _unpacked(stream: BinaryIO, span: Span) -> Iterator[bytes]:
    """Unpack a part, never more than it declares, and hold size and checksum against the directory."""
    part, size, checksum = span.part, 0, 0
    for piece in _pieces(stream, span):
        size += len(piece)
        if size > part.file_size:
            break
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != part.file_size or checksum != part.CRC:
        raise GuardError(f"“{_shown(part)}”解开后和它声明的大小或校验不符，没有打开。")


def _pieces(stream: BinaryIO, span: Span) -> Iterator[bytes]:
    stream.seek(span.content)
    left = span.part.compress_size
    unpacking = zlib.decompressobj(-15) if span.part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = stream.read(min(_READ, left))
        if not packed:
            return
        left -= len(packed)
        if unpacking is None:
            yield packed
            continue
        while packed:
            try:
                yield unpacking.decompress(packed, _READ * 4)
            except zlib.error as error:
                raise GuardError(f"“{_shown(span.part)}”损坏，解不开。用原来的程序另存一次。") from error
            if unpacking.eof:
                if unpacking.unused_data or left:
                    raise GuardError(f"“{_shown(span.part)}”后面还藏着别的内容，没有打开。")
                return
            packed = unpacking.unconsumed_tail
