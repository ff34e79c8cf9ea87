"""A recovery code (恢复码): 128 random bits that a person can write down, and what they seal."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from taizhang.domain.sealing.ciphers import KEY_BYTES, SealBrokenError, keyed_digest, open_sealed, seal

CODE_BYTES = 16
GROUP = 4
# No I, L, O, U: what is read aloud or off paper must not be mistaken.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FROM_BASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)
_TO_BASE32 = str.maketrans(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": "", "－": "", "—": "", "–": ""})
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}
_MAX_N = 2**20


class RecoveryCodeError(ValueError):
    """Mistyped, or not the code that sealed this."""


def new_recovery_code() -> str:
    """A fresh code in groups of four, the last two characters checking the others."""
    return _spell(secrets.token_bytes(CODE_BYTES))


def seal_with_code(code: str, value: bytes, place: str) -> dict[str, str | int]:
    """Seal a value under a code or a passphrase: everything but the code that opening needs, as a JSON object."""
    salt = secrets.token_bytes(16)
    key = _stretched(code, salt, _SCRYPT)
    return {
        "kdf": "scrypt",
        **_SCRYPT,
        "salt": salt.hex(),
        "cipher": "sm4-gcm",
        "sealed": seal(key, value, place.encode()).hex(),
    }


def open_with_code(code: str, found: Mapping[str, object], place: str) -> bytes:
    """Open what `seal_with_code` made."""
    try:
        cost = {name: int(str(found[name])) for name in ("n", "r", "p")}
        salt, sealed = bytes.fromhex(str(found["salt"])), bytes.fromhex(str(found["sealed"]))
    except (KeyError, ValueError) as error:
        raise RecoveryCodeError("文件里缺少打开它所需的内容。") from error
    if not (2 <= cost["n"] <= _MAX_N and cost["r"] <= 16 and cost["p"] <= 4):  # noqa: PLR2004 (a hostile file must not eat the memory)
        raise RecoveryCodeError("文件里的参数不对。")
    try:
        return open_sealed(_stretched(code, salt, cost), sealed, place.encode())
    except SealBrokenError:
        raise RecoveryCodeError("恢复码或口令不对，打不开。核对抄写：码里没有字母 I、L、O、U。") from None


def normalized(code: str) -> str:
    """A code or passphrase as it enters the key: codes without groups and case, anything else as typed."""
    compact = code.strip().upper().translate(_READ_AS)
    return compact if _is_code(compact) else code


def _spell(random: bytes) -> str:
    body = base64.b32encode(random).decode().rstrip("=").translate(_FROM_BASE32)
    text = body + _check(body)
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def _is_code(compact: str) -> bool:
    body, check = compact[:-2], compact[-2:]
    return len(compact) == 28 and set(compact) <= set(_ALPHABET) and check == _check(body)  # noqa: PLR2004 (26 of base 32 for 16 bytes, and 2)


def _check(body: str) -> str:
    number = int(keyed_digest(b"taizhang.recovery", body.encode())[:4], 16)
    return _ALPHABET[number % 32] + _ALPHABET[number // 32 % 32]


def _stretched(code: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    stretching = Scrypt(salt=salt, length=KEY_BYTES, n=cost["n"], r=cost["r"], p=cost["p"])
    return stretching.derive(normalized(code).encode())
