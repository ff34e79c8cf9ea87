"""Setting up Django for the commands that need it, and telling whether the data folder can be used."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from taizhang.faces.cli.exits import NotSetUpError


def load_django() -> None:
    """Read the settings; the data folder need not exist yet."""
    import django

    os.umask(0o077)  # What this program writes is for its own user alone.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    django.setup()
    from django.core.checks import run_checks

    unfit = [str(fault.msg) for fault in run_checks(tags=["taizhang"]) if fault.is_serious()]
    if unfit:
        raise NotSetUpError("".join(unfit))


def open_installation() -> None:
    """Read the settings and make sure that there is a data folder of this release behind them."""
    load_django()
    from django.conf import settings

    environment = settings.ENVIRONMENT
    if not environment.settings_file.is_file():
        raise NotSetUpError(
            f"数据目录 {environment.home} 还没有初始化。第一次使用运行 taizhang init；"
            "数据在别处的话，用 TAIZHANG_HOME 指明。"
        )
    missing = migrations_missing()
    if missing:
        raise NotSetUpError(
            f"数据库比程序旧，缺 {len(missing)} 步升级（第一步是 {missing[0]}）。"
            "先备份（taizhang backup），再运行 taizhang init --upgrade。"
        )


def migrations_missing() -> list[str]:
    """Name the steps between the database and this release."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise NotSetUpError(
            f"连不上数据库：{str(error).strip().splitlines()[0]}。"
            "核对 TAIZHANG_DATABASE 或 taizhang.toml 里的 database。"
        ) from error
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database to this release."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def business_today() -> date:
    """The business day: the real day, or the fixed one of a demonstration."""
    from django.conf import settings
    from django.utils import timezone

    return settings.ENVIRONMENT.business_day or timezone.localdate()


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
