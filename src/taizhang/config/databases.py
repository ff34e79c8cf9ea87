from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from taizhang.config.environment import ConfigurationError, Environment

SQLITE_WAIT_SECONDS = 20

# Rollback journal, because WAL loses data on the SQLite of common systems (docs/decisions/rollback-journal.md).
SQLITE_PRAGMAS = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"


def database(environment: Environment) -> dict[str, Any]:
    """Return Django's description of the one database of this installation."""
    if not environment.database:
        return sqlite(str(environment.sqlite_file))
    return postgres(environment.database)


def sqlite(file: str) -> dict[str, Any]:
    """Describe the SQLite file of the embedded edition."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # A writer takes its lock at once: two transactions that read first and write later would deadlock.
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgres(address: str) -> dict[str, Any]:
    """Describe a PostgreSQL database given as `postgres://user:password@host:port/name?sslmode=require`."""
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise ConfigurationError(
            "数据库地址要写成 postgres://用户:密码@主机:端口/库名；不写则用数据目录里的 SQLite 文件。"
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    options["pool"] = {"min_size": 1, "max_size": 20, "timeout": SQLITE_WAIT_SECONDS}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
