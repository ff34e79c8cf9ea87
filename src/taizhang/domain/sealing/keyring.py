"""The keys of an installation: one that wraps the keys of persons and can be changed, one for exact look-up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.domain.sealing.ciphers import KEY_BYTES, SealBrokenError, keyed_digest, new_key, open_sealed, seal


class KeyUnknownError(ValueError):
    """Sealed under a key that this ring does not hold, or the ring cannot be read."""


@dataclass(frozen=True, slots=True)
class InstallationKeys:
    """A ring: numbered wrapping keys, the highest in use, and the look-up key, which stays."""

    wrapping: Mapping[int, bytes]
    lookup: bytes

    @classmethod
    def generate(cls) -> InstallationKeys:
        """A fresh ring."""
        return cls({1: new_key()}, new_key())

    @classmethod
    def from_text(cls, text: str) -> InstallationKeys:
        """Read a ring as `as_text` wrote it."""
        try:
            found = json.loads(text)
            ring = cls(
                {int(number): bytes.fromhex(key) for number, key in found["wrapping"].items()},
                bytes.fromhex(found["lookup"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyUnknownError("the ring cannot be read") from error
        if not ring.wrapping or any(len(key) != KEY_BYTES for key in (*ring.wrapping.values(), ring.lookup)):
            raise KeyUnknownError("the ring lacks a key")
        return ring

    def as_text(self) -> str:
        """Spell the ring out, for the key folder or to be sealed by a recovery code."""
        return json.dumps(
            {
                "wrapping": {str(number): key.hex() for number, key in sorted(self.wrapping.items())},
                "lookup": self.lookup.hex(),
            },
        )

    @property
    def current(self) -> int:
        """The number of the key in use."""
        return max(self.wrapping)

    @property
    def mark(self) -> str:
        """What tells one ring from another without giving anything away: it stays when keys are changed."""
        return keyed_digest(self.lookup, b"taizhang.ring")[:32]

    def rotated(self) -> InstallationKeys:
        """The ring with a fresh key in use; the old ones still open what they wrapped."""
        return InstallationKeys({**self.wrapping, self.current + 1: new_key()}, self.lookup)

    def without_old(self) -> InstallationKeys:
        """The ring with only the key in use, once nothing is wrapped by another."""
        return InstallationKeys({self.current: self.wrapping[self.current]}, self.lookup)

    def wrap(self, key: bytes, owner: str) -> str:
        """Wrap a person's key for its owner, naming the wrapping key by number."""
        return f"{self.current}:{seal(self.wrapping[self.current], key, owner.encode()).hex()}"

    def unwrap(self, wrapped: str, owner: str) -> bytes:
        """Unwrap a person's key."""
        number, _, sealed = wrapped.partition(":")
        if not number.isdigit() or int(number) not in self.wrapping:
            raise KeyUnknownError(f"wrapped by key {number[:8]}")
        try:
            return open_sealed(self.wrapping[int(number)], bytes.fromhex(sealed), owner.encode())
        except ValueError as error:
            raise SealBrokenError("the wrapped key was changed") from error

    def wrapped_by(self, wrapped: str) -> int:
        """The number of the key that wrapped it."""
        return int(wrapped.partition(":")[0])

    def digest(self, purpose: str, value: str) -> str:
        """A keyed digest for exact look-up; digests of different purposes never meet."""
        return keyed_digest(self.lookup, f"{purpose}\0{value}".encode())
