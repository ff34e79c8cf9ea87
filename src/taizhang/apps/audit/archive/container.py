"""The archive as a file: a header that says how to open it, then sealed and packed members, then their list."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from cryptography.hazmat.primitives import hashes

from taizhang.apps.audit.archive.errors import ArchiveError
from taizhang.domain.canonical import canonical, digest_text
from taizhang.domain.sealing import SealBrokenError
from taizhang.domain.sealing.stream import SealedReader, SealedWriter

MAGIC = b"taizhang backup 1\n"
LIST = "list.json"
_FRAME = struct.Struct(">cI")
_BEGIN, _CONTENT, _END = b"B", b"C", b"E"
_MOST_HEADER = 64 * 1024
_MOST_FRAME = 64 * 1024 * 1024
_NAME = re.compile(r"tables/[a-z0-9_]{1,63}\.jsonl|attachments/[0-9a-f]{64}|head\.json|list\.json")


@dataclass(slots=True)
class MemberList:
    """What the archive says it holds; itself a member, the last one."""

    schema: list[str]
    release: str
    members: list[dict[str, Any]] = field(default_factory=list)
    """Name, size and digest (SM3) of each, in order."""


class ArchiveWriter:
    """Writes members one after another."""

    def __init__(self, stream: BinaryIO, header: dict[str, Any], key: bytes) -> None:
        """Begin with the header; it is no secret, but part of what every piece is bound to."""
        text = canonical(header)
        stream.write(MAGIC + text.encode() + b"\n")
        self._sealed = SealedWriter(stream, key, digest_text(text).encode())
        # Fast rather than small: most of it repeats the same few words.
        self._packing = zlib.compressobj(3)
        self.members: list[dict[str, Any]] = []

    def add(self, name: str, contents: Iterator[bytes]) -> None:
        """Add a member from its pieces."""
        running = RunningDigest()
        size = 0
        self._frame(_BEGIN, name.encode())
        for content in contents:
            running.update(content)
            size += len(content)
            self._frame(_CONTENT, content)
        member = {"name": name, "size": size, "digest": running.value()}
        self._frame(_END, canonical(member).encode())
        self.members.append(member)

    def close(self, schema: list[str], release: str) -> None:
        """End with the list of members."""
        listed = canonical({"schema": schema, "release": release, "members": self.members}).encode()
        self.add(LIST, iter([listed]))
        self._sealed.write(self._packing.flush())
        self._sealed.close()

    def _frame(self, kind: bytes, content: bytes) -> None:
        packed = self._packing.compress(_FRAME.pack(kind, len(content)) + content)
        if packed:
            self._sealed.write(packed)


def read_header(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Read the header, and what every piece is bound to."""
    if stream.read(len(MAGIC)) != MAGIC:
        raise ArchiveError("这不是台账的备份文件，或开头被改过。")
    line = stream.readline(_MOST_HEADER)
    try:
        header = json.loads(line)
        text = canonical(header)
    except ValueError:
        raise ArchiveError("备份文件的开头读不懂，被改过或没有写完。") from None
    if not isinstance(header, dict) or text.encode() + b"\n" != line:
        raise ArchiveError("备份文件的开头被改过。")
    return header, digest_text(text).encode()


def read_members(stream: BinaryIO, key: bytes, place: bytes) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield each member with its pieces, which must be read before the next; raise at the first thing that is wrong."""
    frames = _frames(SealedReader(stream, key, place))
    seen: list[dict[str, Any]] = []
    listed = False
    for kind, content in frames:
        if kind != _BEGIN or listed:
            raise ArchiveError("备份文件里的顺序不对，没有恢复。")
        name = content.decode(errors="replace")
        if not _NAME.fullmatch(name) or any(member["name"] == name for member in seen):
            raise ArchiveError(f"备份文件里有不该有的文件名“{name[:60]}”，没有恢复。")
        listed = name == LIST
        member = _Member(name, frames)
        yield name, member.pieces()
        if not member.is_read:
            for _ in member.pieces():
                pass
        if listed:
            _check_list(member.content, seen)
        seen.append(member.described)
    if not listed:
        raise ArchiveError("备份文件没有写完，缺少清单，没有恢复。")


class _Member:
    def __init__(self, name: str, frames: Iterator[tuple[bytes, bytes]]) -> None:
        self._name, self._frames = name, frames
        self.is_read = False
        self.content = b""
        self.described: dict[str, Any] = {}

    def pieces(self) -> Iterator[bytes]:
        running = RunningDigest()
        size = 0
        for kind, content in self._frames:
            if kind == _CONTENT:
                running.update(content)
                size += len(content)
                if self._name == LIST:
                    self.content += content
                yield content
                continue
            self.described = {"name": self._name, "size": size, "digest": running.value()}
            if kind != _END or content != canonical(self.described).encode():
                break
            self.is_read = True
            return
        raise ArchiveError(f"备份文件里的 {self._name} 与它的摘要不符，没有恢复。")


def _frames(reader: SealedReader) -> Iterator[tuple[bytes, bytes]]:
    unpacking = zlib.decompressobj()
    waiting = bytearray()
    try:
        while True:
            piece = reader.read_piece()
            if piece:
                waiting += unpacking.decompress(piece)
            start = 0
            while len(waiting) - start >= _FRAME.size:
                kind, length = _FRAME.unpack_from(waiting, start)
                if length > _MOST_FRAME:
                    raise ArchiveError("备份文件里有一段长得不合理，没有恢复。")
                if len(waiting) - start - _FRAME.size < length:
                    break
                yield kind, bytes(waiting[start + _FRAME.size : start + _FRAME.size + length])
                start += _FRAME.size + length
            del waiting[:start]
            if not piece:
                break
    except (SealBrokenError, zlib.error):
        raise ArchiveError("备份文件被改过、被截断，或不是这一把钥匙封的，没有恢复。") from None
    if waiting or not unpacking.eof:
        raise ArchiveError("备份文件没有写完，没有恢复。")


def _check_list(content: bytes, seen: list[dict[str, Any]]) -> None:
    try:
        listed = json.loads(content)["members"]
    except (ValueError, KeyError, TypeError):
        listed = None
    if listed != seen:
        raise ArchiveError("备份文件里的内容与它的清单不符：有缺的、多的或调换的，没有恢复。")


class RunningDigest:
    """SM3 over pieces."""

    def __init__(self) -> None:
        """Begin."""
        self._running = hashes.Hash(hashes.SM3())

    def update(self, content: bytes) -> None:
        """Take in some more."""
        self._running.update(content)

    def value(self) -> str:
        """Return the digest, in hexadecimal."""
        return self._running.finalize().hex()
