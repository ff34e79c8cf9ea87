"""The installation's keys: in the key folder, outside the data folder; only a sealed copy lies with the data."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from taizhang.apps.audit.models import KeyRing
from taizhang.domain.sealing import InstallationKeys, RecoveryCodeError, open_with_code, seal_with_code

KEY_FILE = "installation.key"
RECOVERY_FILE = "recovery.json"
RING_PLACE = "taizhang.installation"
_read: dict[Path, tuple[int, InstallationKeys]] = {}


class KeysMissingError(Exception):
    """The key folder does not hold this installation's keys."""

    code = "keys_missing"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for page and command."""
        super().__init__(message)
        self.message = message


def key_file() -> Path:
    """Where the keys lie in clear, readable by the server's user alone."""
    return Path(settings.ENVIRONMENT.keys) / KEY_FILE


def recovery_file() -> Path:
    """Where the copy sealed by the recovery code lies, in the data folder."""
    return Path(settings.ENVIRONMENT.home) / RECOVERY_FILE


def installation_keys() -> InstallationKeys:
    """Return this installation's keys; they are made at the very first use, and never a second time."""
    file = key_file()
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return _make(file)
    held = _read.get(file)
    if held is None or held[0] != changed:
        held = (changed, _checked(InstallationKeys.from_text(file.read_text(encoding="ascii")), file))
        _read[file] = held
    return held[1]


def store_keys(keys: InstallationKeys) -> None:
    """Write the ring whole or not at all."""
    file = key_file()
    _written_beside(file, keys).replace(file)
    _read.pop(file, None)


def seal_keys(code: str) -> None:
    """Keep a copy in the data folder that only the recovery code opens."""
    sealed = seal_with_code(code, installation_keys().as_text().encode(), RING_PLACE)
    file = recovery_file()
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(sealed), encoding="ascii")
    fresh.replace(file)


def sealed_copy() -> dict[str, object]:
    """Return the copy in the data folder, which only the recovery code opens."""
    try:
        found = json.loads(recovery_file().read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeysMissingError(f"{recovery_file()} 不在，没有封存的副本可以打开。") from None
    except ValueError:
        raise KeysMissingError(f"{recovery_file()} 读不懂，可能被改过。从备份里取回这个文件。") from None
    return dict(found)


def keys_by_code(code: str, sealed: dict[str, object] | None = None) -> InstallationKeys:
    """Open a sealed copy with the recovery code; raise `RecoveryCodeError` where it does not open."""
    return InstallationKeys.from_text(open_with_code(code, sealed or sealed_copy(), RING_PLACE).decode())


def sealed_copy_opens(code: str) -> bool:
    """Say whether this is the recovery code."""
    try:
        keys_by_code(code)
    except RecoveryCodeError:
        return False
    return True


def adopt_keys(keys: InstallationKeys, sealed: dict[str, object]) -> None:
    """Take over the keys that came with a backup, and the copy that its code opens; never in place of others."""
    file = key_file()
    if file.exists():
        if InstallationKeys.from_text(file.read_text(encoding="ascii")).mark != keys.mark:
            raise KeysMissingError(f"{file} 是另一套安装的钥匙，不覆盖它。把 TAIZHANG_KEYS 指到一个空文件夹再恢复。")
    else:
        store_keys(keys)
    copy = recovery_file()
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(json.dumps(sealed), encoding="ascii")


def recover_keys(code: str) -> None:
    """Bring the keys back from the sealed copy in the data folder."""
    keys = keys_by_code(code)
    _check_mark(keys, key_file())
    store_keys(keys)


def _make(file: Path) -> InstallationKeys:
    if KeyRing.objects.exists():
        raise KeysMissingError(
            f"密钥目录里没有 {file.name}（{file.parent}）。身份证号、电话等密封内容现在打不开。"
            "把原来的密钥目录放回去，或用恢复码找回：taizhang keys recover。"
        )
    fresh = _written_beside(file, InstallationKeys.generate())
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass  # Another thread or process was first; its keys are the keys.
    finally:
        fresh.unlink()
    return installation_keys()


def _written_beside(file: Path, keys: InstallationKeys) -> Path:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".installation-", dir=file.parent)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(keys.as_text())
        stream.flush()
        os.fsync(stream.fileno())
    return Path(name)


def _checked(keys: InstallationKeys, file: Path) -> InstallationKeys:
    """Hold the ring against its mark in the database, writing the mark at the first use."""
    if not KeyRing.objects.exists():
        try:
            with transaction.atomic():
                KeyRing.objects.get_or_create(pk=1, defaults={"mark": keys.mark})
        except IntegrityError:
            pass  # Another thread was first; its mark is checked below.
    _check_mark(keys, file)
    return keys


def _check_mark(keys: InstallationKeys, file: Path) -> None:
    marks = set(KeyRing.objects.values_list("mark", flat=True))
    if marks and keys.mark not in marks:
        raise KeysMissingError(
            f"{file} 是另一套安装的钥匙，打不开这里的密封内容。把 TAIZHANG_KEYS 指到这套数据原来的密钥目录。"
        )
