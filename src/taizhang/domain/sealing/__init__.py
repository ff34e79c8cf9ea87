"""Sealing of sensitive values behind one small provider: SM4-GCM, SM3, HMAC-SM3, scrypt; keys are passed in."""

from taizhang.domain.sealing.ciphers import (
    KEY_BYTES,
    CiphersUnfitError,
    SealBrokenError,
    keyed_digest,
    new_key,
    open_sealed,
    same,
    seal,
    self_test,
)
from taizhang.domain.sealing.keyring import InstallationKeys, KeyUnknownError
from taizhang.domain.sealing.recovery import RecoveryCodeError, new_recovery_code, open_with_code, seal_with_code

__all__ = [
    "KEY_BYTES",
    "CiphersUnfitError",
    "InstallationKeys",
    "KeyUnknownError",
    "RecoveryCodeError",
    "SealBrokenError",
    "keyed_digest",
    "new_key",
    "new_recovery_code",
    "open_sealed",
    "open_with_code",
    "same",
    "seal",
    "seal_with_code",
    "self_test",
]
