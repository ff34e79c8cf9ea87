"""What must hold before anything is served or written: ciphers, versions, folders. Asked by every command."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from taizhang.domain.sealing import CiphersUnfitError, self_test

TAG = "taizhang"
OLDEST_PYTHON = (3, 11)
# The WAL-reset bug loses data in 3.7.0 to 3.51.2; these lines have the correction.
_WAL_MENDED = (3, 51, 3)
_WAL_MENDED_LINES = {(3, 50): 7, (3, 44): 6}
_WAL_BEGAN = (3, 7, 0)
_WAL_MARK = (2, 2)
_HEADER = slice(18, 20)
_OTHERS, _WRITING = 0o077, 0o022


@register(TAG)
def check_start(**_options: Any) -> list[CheckMessage]:
    """Collect every reason not to start."""
    return [*check_python(), *check_ciphers(), *check_sqlite(), *check_folders(), *check_policy()]


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> Iterator[CheckMessage]:
    """Python must be one that this release was tested on."""
    if version < OLDEST_PYTHON:
        yield Error(f"Python {'.'.join(map(str, version))} 太旧，要 3.11 或更新。", id="taizhang.E001")


def check_ciphers() -> Iterator[CheckMessage]:
    """SM3 and SM4 must give the values of the standards."""
    try:
        self_test()
    except CiphersUnfitError as error:
        yield Error(f"{error}密封的内容会打不开，不启动。重装 cryptography 包。", id="taizhang.E002")


def check_sqlite() -> Iterator[CheckMessage]:
    """Never the write-ahead log on an SQLite that loses data with it."""
    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        return
    if wal_is_safe(sqlite3.sqlite_version_info):
        return
    wanted = "journal_mode=wal" in str(database.get("OPTIONS", {}).get("init_command", "")).lower().replace(" ", "")
    if wanted or _is_in_wal(Path(database["NAME"])):
        yield Error(
            f"这台机器的 SQLite {sqlite3.sqlite_version} 用 WAL 方式会丢数据，不启动。"
            "停下所有程序后，用 sqlite3 打开数据库运行 PRAGMA journal_mode=DELETE;",
            id="taizhang.E003",
        )


def check_folders() -> Iterator[CheckMessage]:
    """Keys and data are for the server's own user alone."""
    if os.name != "posix":
        return
    environment = settings.ENVIRONMENT
    for folder, what, forbidden in ((environment.keys, "密钥目录", _OTHERS), (environment.home, "数据目录", _WRITING)):
        if folder.is_dir() and folder.stat().st_mode & forbidden:
            yield Error(f"{what} {folder} 别的用户也能进或能改，不启动。运行 chmod 700 {folder}。", id="taizhang.E004")
    if environment.keys.is_dir():
        for file in sorted(environment.keys.glob("*.key")):
            if file.stat().st_mode & _OTHERS:
                yield Error(f"密钥 {file} 别的用户也能读，不启动。运行 chmod 600 {file}。", id="taizhang.E005")


def check_policy() -> Iterator[CheckMessage]:
    """The password policy must be one of the two."""
    if settings.PASSWORD_POLICY not in ("length", "gb"):
        yield Error(
            f"taizhang.toml 里的 password_policy 是“{settings.PASSWORD_POLICY}”，只能写 length 或 gb。",
            id="taizhang.E006",
        )


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite has the correction of the WAL-reset bug."""
    if version < _WAL_BEGAN or version >= _WAL_MENDED:
        return True
    mended = _WAL_MENDED_LINES.get((version[0], version[1]))
    return mended is not None and version[2] >= mended


def _is_in_wal(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return tuple(stream.read(20)[_HEADER]) == _WAL_MARK
    except OSError:
        return False
