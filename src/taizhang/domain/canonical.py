"""One spelling for facts: canonical JSON, and the digest (SM3) taken over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes

# Made once: `json.dumps` with arguments builds a new encoder at each call.
_spell = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Any) -> str:
    """Spell a JSON value in the one way that digests are taken over: sorted keys, no spaces, Han as it is."""
    return _spell(value)


def digest_text(text: str) -> str:
    """Take the SM3 digest of a text, in hexadecimal."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def digest(value: Any) -> str:
    """Take the SM3 digest of a JSON value in its canonical spelling."""
    return digest_text(canonical(value))


def _by_hashlib(content: bytes) -> str:
    running = _blank().copy()
    running.update(content)
    return str(running.hexdigest())


@cache
def _blank() -> Any:
    # Looking an algorithm up by name takes longer than digesting a short row.
    return hashlib.new("sm3")


def _by_cryptography(content: bytes) -> str:
    running = hashes.Hash(hashes.SM3())
    running.update(content)
    return running.finalize().hex()


def _fastest() -> Callable[[bytes], str]:
    """Choose Python's own SM3, which some builds lack, or the one that `cryptography` brings along."""
    try:
        _by_hashlib(b"")
    except ValueError:
        return _by_cryptography
    return _by_hashlib


digest_bytes = _fastest()
"""The SM3 digest of bytes, in hexadecimal."""


def digest_pieces(pieces: Iterable[bytes]) -> str:
    """The SM3 digest of bytes that come piece by piece, of any length."""
    running = hashes.Hash(hashes.SM3())
    for piece in pieces:
        running.update(piece)
    return running.finalize().hex()
