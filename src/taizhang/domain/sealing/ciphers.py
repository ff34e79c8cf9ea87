"""SM4-GCM and HMAC-SM3, and the known vectors that must come out before anything is sealed."""

from __future__ import annotations

import hmac
import secrets

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC

KEY_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16


class SealBrokenError(ValueError):
    """The sealed bytes were changed, moved to another place, or sealed under another key."""


class CiphersUnfitError(RuntimeError):
    """This machine's SM3 or SM4 does not give the values of the standards."""


def new_key() -> bytes:
    """A fresh random key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, value: bytes, place: bytes) -> bytes:
    """Seal a value for one place: nonce, tag, sealed bytes. At another place it does not open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealing = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(place)
    sealed = sealing.update(value) + sealing.finalize()
    return nonce + sealing.tag + sealed


def open_sealed(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open what `seal` made, or raise; never return bytes that were not sealed here."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise SealBrokenError("too short")
    nonce, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES : NONCE_BYTES + TAG_BYTES]
    opening = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    opening.authenticate_additional_data(place)
    try:
        return opening.update(sealed[NONCE_BYTES + TAG_BYTES :]) + opening.finalize()
    except InvalidTag:
        raise SealBrokenError("the tag does not fit") from None


def keyed_digest(key: bytes, value: bytes) -> str:
    """HMAC-SM3, in hexadecimal: the same value under the same key gives the same digest, and nobody else can."""
    mac = HMAC(key, hashes.SM3())
    mac.update(value)
    return mac.finalize().hex()


def same(one: str, other: str) -> bool:
    """Compare two digests in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


# RFC 8998, appendix A.1: SM4-GCM. GB/T 32905, appendix A.1: SM3 of "abc".
_VECTOR_KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
_VECTOR_NONCE = bytes.fromhex("00001234567800000000ABCD")
_VECTOR_PLACE = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
_VECTOR_PLAIN = b"".join(bytes([byte]) * 8 for byte in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
_VECTOR_SEALED = bytes.fromhex(
    "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
    "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
)
_VECTOR_TAG = bytes.fromhex("83DE3541E4C2B58177E065A9BF7B62EC")
_VECTOR_SM3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def self_test() -> None:
    """Run the vectors of the standards; raise where a value differs or an algorithm is missing."""
    try:
        sealing = Cipher(algorithms.SM4(_VECTOR_KEY), modes.GCM(_VECTOR_NONCE)).encryptor()
        sealing.authenticate_additional_data(_VECTOR_PLACE)
        sealed = sealing.update(_VECTOR_PLAIN) + sealing.finalize()
        plain_digest = hashes.Hash(hashes.SM3())
        plain_digest.update(b"abc")
        digest = plain_digest.finalize().hex()
    except UnsupportedAlgorithm as error:
        raise CiphersUnfitError(f"这台机器的密码库没有 SM3 或 SM4：{error}。") from error
    if (sealed, sealing.tag) != (_VECTOR_SEALED, _VECTOR_TAG):
        raise CiphersUnfitError("这台机器的 SM4-GCM 算不出 RFC 8998 的结果。")
    if digest != _VECTOR_SM3:
        raise CiphersUnfitError("这台机器的 SM3 算不出 GB/T 32905 的结果。")
