"""Facts about the installation (数据在哪里、多大): for the page that says what is kept where."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from taizhang import __version__

ENDING = ".tzbackup"


@dataclass(frozen=True, slots=True)
class Installation:
    """What runs here, and what is kept where."""

    version: str
    database: str
    database_place: str
    database_size: int
    attachments_place: str
    attachments_size: int
    attachments: int
    keys_place: str
    backups_place: str
    free: int
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that lies in the folder beside the data folder."""

    name: str
    size: int
    at: datetime


def installation() -> Installation:
    """Look at the data folder and the database."""
    chosen = settings.ENVIRONMENT
    sizes = [file.stat().st_size for file in chosen.attachments.rglob("*") if file.is_file()]
    is_embedded = not chosen.database
    return Installation(
        version=__version__,
        database="SQLite" if connection.vendor == "sqlite" else "PostgreSQL",
        database_place=str(chosen.sqlite_file) if is_embedded else "PostgreSQL 服务器",
        database_size=_database_size(),
        attachments_place=str(chosen.attachments),
        attachments_size=sum(sizes),
        attachments=len(sizes),
        keys_place=str(chosen.keys),
        backups_place=str(backups_folder()),
        free=shutil.disk_usage(chosen.home).free if chosen.home.is_dir() else 0,
        is_embedded=is_embedded,
    )


def backups_folder() -> Path:
    """Where backups go unless somebody says otherwise: beside the data folder, never in it."""
    home: Path = settings.ENVIRONMENT.home
    return home.with_name(f"{home.name}-backups")


def list_backups() -> tuple[BackupFile, ...]:
    """The backups in that folder, the newest first."""
    folder = backups_folder()
    if not folder.is_dir():
        return ()
    found = [
        BackupFile(file.name, file.stat().st_size, datetime.fromtimestamp(file.stat().st_mtime, UTC))
        for file in folder.glob(f"*{ENDING}")
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def next_backup(now: datetime) -> Path:
    """The file of a backup that begins now; its folder is made."""
    folder = backups_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"taizhang-{now.astimezone():%Y%m%d-%H%M%S}{ENDING}"


def _database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
