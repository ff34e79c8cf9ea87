"""`taizhang init`: a real installation begins."""

from __future__ import annotations

import os
from pathlib import Path

import click

from taizhang.faces.cli.exits import CommandEndedError, NotSetUpError
from taizhang.faces.cli.installation import load_django, make_folder, migrate, migrations_missing
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import print_table

SETTINGS = """\
# 台账的设置。改过以后重新启动 taizhang serve。

# 网页用的名字，除本机外都要写在这里：
# hosts = ["taizhang.example.cn"]

# 前面有 https 时写 true：
# https = false

# 密码规则：length（至少8位，不要求定期换）或 gb（三种字符，每90天换一次）：
# password_policy = "length"
"""
# What may lie in a data folder whose `init` was cut off half-way.
LEFT_BEHIND = frozenset({"taizhang.sqlite3", "taizhang.sqlite3-journal", "recovery.json", "errors.log", "attachments"})


@click.command(
    cls=Laid,
    help="建一套新的台账：数据目录、数据库、密钥、头几位管理员和随附的制度。\n\n"
    "只运行一次。恢复码和一次性密码只显示这一回，先备好纸笔。数据目录已有数据时不会动它。",
)
@click.option("--administrator", default="", metavar="登录名", help="管理员的登录名，默认 admin：建账号，也授权。")
@click.option(
    "--security",
    default="",
    metavar="登录名",
    help="安全管理员的登录名。SQLite 上不写则由管理员兼任；PostgreSQL 上必须另有其人，默认 security。",
)
@click.option("--auditor", default="", metavar="登录名", help="审计管理员的登录名，默认 auditor，不能由前两位兼任。")
@click.option("--upgrade", is_flag=True, help="不新建，把已有的数据库升级到这个版本。先备份。")
def init(*, administrator: str, security: str, auditor: str, upgrade: bool) -> None:
    """Found an installation, or bring one to this release."""
    load_django()
    from django.conf import settings

    environment = settings.ENVIRONMENT
    if upgrade:
        _upgrade(environment.settings_file)
        return
    claim_folder(environment.home, environment.settings_file)
    make_folder(environment.home)
    make_folder(environment.attachments)
    click.echo(f"数据目录：{environment.home}", err=True)
    click.echo("建数据库……", err=True)
    migrate()
    code, passwords = _found(
        administrator or "admin",
        security or ("" if not environment.database else "security"),
        auditor or "auditor",
    )
    write_settings(environment.settings_file)
    _show(code, passwords)


def claim_folder(home: Path, settings_file: Path) -> None:
    """Refuse a folder or a database that somebody already uses."""
    if settings_file.is_file():
        raise CommandEndedError(
            f"{home} 里已经有一套台账，没有改动。要启动它：taizhang serve；要升级数据库：taizhang init --upgrade；"
            "要另建一套，把 TAIZHANG_HOME 指到别的文件夹。"
        )
    others = sorted(entry.name for entry in home.iterdir() if entry.name not in LEFT_BEHIND) if home.is_dir() else []
    if others:
        raise CommandEndedError(f"{home} 里有别的文件（如 {others[0]}），不往里写。把 TAIZHANG_HOME 指到一个空文件夹。")


def _found(administrator: str, security: str, auditor: str) -> tuple[str, dict[str, str]]:
    from taizhang.apps.accounts.actors import Role
    from taizhang.apps.accounts.selectors import has_accounts
    from taizhang.apps.accounts.services import found_installation
    from taizhang.apps.audit.keys import seal_keys
    from taizhang.domain.sealing import new_recovery_code
    from taizhang.faces.cli.adopting import adopt_shipped

    if has_accounts():
        raise CommandEndedError("这个数据库里已经有账号，可能是别人的台账，没有改动。换一个空库再来。")
    code = new_recovery_code()
    seal_keys(code)
    click.echo("采用随附的制度……", err=True)
    adopt_shipped("init")
    passwords = found_installation(
        {
            Role.SYSTEM: (administrator, "系统管理员" if security else "系统兼安全管理员"),
            Role.SECURITY: (security or administrator, "安全管理员"),
            Role.AUDITOR: (auditor, "审计管理员"),
        }
    )
    return code, passwords


def write_settings(file: Path) -> None:
    """Write `taizhang.toml`, which makes the folder an installation."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(SETTINGS)


def _show(code: str, passwords: dict[str, str]) -> None:
    click.echo("\n台账建好了。下面的内容只显示这一次，抄在纸上分别收好。\n")
    click.echo(f"恢复码：{code}")
    click.echo("密钥丢了，或管理员都登录不了，只有它能找回。和备份分开放。\n")
    print_table(("登录名", "一次性密码（72小时内有效，登录后自己改）"), passwords.items())
    click.echo(
        "\n接下来：\n"
        "  1. taizhang serve，用上面的登录名登录，各自改密码。\n"
        "  2. 管理员在“系统”页里建业务账号，并授予角色；管理员自己看不到业务内容。\n"
        "  3. 书记或党务工作者登录后，先建党组织和党员名册，就可以登记了。"
    )


def _upgrade(settings_file: Path) -> None:
    if not settings_file.is_file():
        raise NotSetUpError(f"{settings_file.parent} 还没有初始化，没有可升级的。第一次使用运行 taizhang init。")
    missing = migrations_missing()
    if not missing:
        click.echo("数据库已经是这个版本，不用升级。")
        return
    click.echo(f"升级数据库，共 {len(missing)} 步……", err=True)
    migrate()
    click.echo("升级完了。运行 taizhang verify 核对一遍；新版制度用 taizhang rulebook adopt --dry-run 看差别后采用。")
