"""A long stream sealed in pieces: none can be changed, moved, left out or cut off without being noticed."""

from __future__ import annotations

import struct
from typing import BinaryIO

from taizhang.domain.sealing.ciphers import NONCE_BYTES, TAG_BYTES, SealBrokenError, open_sealed, seal

PIECE = 256 * 1024
_LENGTH = struct.Struct(">I")
_ORDER = struct.Struct(">QB")
_MOST = PIECE + NONCE_BYTES + TAG_BYTES


class SealedWriter:
    """Seals what is written to it, piece by piece, each bound to the stream, its number, and whether it is the last."""

    def __init__(self, stream: BinaryIO, key: bytes, place: bytes) -> None:
        """Write to the stream under a key that is used for nothing else."""
        self._stream, self._key, self._place = stream, key, place
        self._waiting = bytearray()
        self._number = 0

    def write(self, content: bytes) -> None:
        """Take in some more."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """Seal the last piece; without it the stream does not open."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = seal(self._key, piece, self._place + _ORDER.pack(self._number, last))
        self._stream.write(_LENGTH.pack(len(sealed)) + sealed)
        self._number += 1


class SealedReader:
    """Opens what `SealedWriter` made; raises as soon as a piece is not the one that was written there."""

    def __init__(self, stream: BinaryIO, key: bytes, place: bytes) -> None:
        """Read from the stream."""
        self._stream, self._key, self._place = stream, key, place
        self._number = 0
        self._is_over = False

    def read_piece(self) -> bytes:
        """Return the next piece; empty at the end."""
        if self._is_over:
            return b""
        head = self._stream.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise SealBrokenError("cut off")
        (length,) = _LENGTH.unpack(head)
        if length > _MOST:
            raise SealBrokenError("a piece is too long")
        sealed = self._stream.read(length)
        following = self._stream.read(1)
        self._is_over = not following
        if following:
            self._stream.seek(-1, 1)
        piece = open_sealed(self._key, sealed, self._place + _ORDER.pack(self._number, self._is_over))
        self._number += 1
        return piece if piece or not self._is_over else b""
