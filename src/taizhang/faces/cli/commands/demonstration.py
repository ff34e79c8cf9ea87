"""`taizhang demo`: an invented district with three years of records, in a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

import click

from taizhang.faces.cli.commands.serving import LOOPBACK, PORT, address_of, ready_to_serve, serve_until_stopped
from taizhang.faces.cli.exits import CommandEndedError
from taizhang.faces.cli.installation import load_django, make_folder, migrate, migrations_missing
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import print_table
from taizhang.faces.cli.progress import Progress

DEFAULT_HOME = "~/.local/share/taizhang-demo"
BUSINESS_DAY = "2025-12-10"
SIGN_IN_FILE = "demo.json"
SETTINGS = f"""\
# 演示数据，全部虚构；业务日期停在这一天。可以整个文件夹删掉。
mode = "demo"
business_day = {BUSINESS_DAY}
"""


@click.command(
    cls=Laid,
    help="建一个虚构的区（五家单位、三年台账）并打开网页，只为试用。\n\n"
    f"放在 TAIZHANG_HOME，未指定时放在 {DEFAULT_HOME}；真实数据的文件夹不会碰。第二次运行几秒就好。",
)
@click.option("--no-serve", is_flag=True, help="只建数据，不启动网页。")
@click.option("--fresh", is_flag=True, help="删掉原来的演示数据，从头再建。")
@click.option("--host", default="127.0.0.1", metavar="地址", help="默认 127.0.0.1；演示只给本机看。")
@click.option("--port", default=8000, type=PORT, metavar="端口", help="端口，默认 8000。")
def demo(*, no_serve: bool, fresh: bool, host: str, port: int) -> None:
    """Build the demonstration where it is missing, show who can sign in, and serve it."""
    if not host.startswith(LOOPBACK):
        raise CommandEndedError("演示的账号和密码是公开打印的，只在本机打开。要给别人用，运行 taizhang init 建正式的。")
    home = Path(os.environ.setdefault("TAIZHANG_HOME", DEFAULT_HOME)).expanduser().resolve()
    _claim_folder(home)
    if fresh:
        _clear(home)
    if not (home / SIGN_IN_FILE).is_file():
        _clear(home)
        _build(home)
    load_django()
    if migrations_missing():
        click.echo("程序升级过，演示数据跟着升级……", err=True)
        migrate()
    _show_accounts(home)
    if no_serve:
        return
    ready_to_serve(host, port)
    click.echo(f"\n演示已启动：http://{address_of(host, port)}/    业务日期 {BUSINESS_DAY}，按 Ctrl+C 停下。")
    serve_until_stopped(host, port)


def _claim_folder(home: Path) -> None:
    """Make the folder a demonstration's, or refuse one that is not."""
    settings = home / "taizhang.toml"
    if settings.is_file():
        try:
            mode = tomllib.loads(settings.read_text(encoding="utf-8")).get("mode", "real")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            mode = "real"
        if mode != "demo":
            raise CommandEndedError(
                f"{home} 是正式数据的文件夹，演示不碰它。去掉 TAIZHANG_HOME，或把它指到别的空文件夹。"
            )
        return
    if home.exists() and any(home.iterdir()):
        raise CommandEndedError(f"{home} 里已有别的文件，演示不往里写。把 TAIZHANG_HOME 指到一个空文件夹。")
    make_folder(home)
    settings.write_text(SETTINGS, encoding="utf-8")


def _clear(home: Path) -> None:
    """Remove a demonstration, half-built ones included; the settings say that it is one."""
    for entry in home.iterdir():
        if entry.name == "taizhang.toml":
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _build(home: Path) -> None:
    load_django()
    from taizhang.apps.accounts.selectors import has_accounts
    from taizhang.apps.audit.keys import seal_keys
    from taizhang.domain.sealing import new_recovery_code
    from taizhang.faces.demo.building import build_demo

    migrate()
    if has_accounts():
        raise CommandEndedError(
            "数据库里已经有账号，可能是正式数据，演示不往里写。"
            "换一个空库（TAIZHANG_DATABASE），或不写，用自带的 SQLite。"
        )
    code = new_recovery_code()
    seal_keys(code)
    with Progress() as progress:
        accounts = build_demo(progress)
    kept = {"recovery_code": code, "accounts": [_account(one) for one in accounts]}
    content = json.dumps(kept, ensure_ascii=False, indent=2)
    handle = os.open(home / SIGN_IN_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(content)


def _account(one: Any) -> dict[str, str]:
    return {"login": one.login, "password": one.password, "name": one.name, "role": one.role}


def _show_accounts(home: Path) -> None:
    kept = json.loads((home / SIGN_IN_FILE).read_text(encoding="utf-8"))
    click.echo("\n演示数据（全部虚构）已就绪。登录名和密码：\n")
    print_table(
        ("登录名", "密码", "姓名", "能做什么"),
        [(one["login"], one["password"], one["name"], one["role"]) for one in kept["accounts"]],
    )
    click.echo(f"\n恢复码：{kept['recovery_code']}（试备份和恢复时用）")
    click.echo(f"这些都是这台电脑上新生成的，记在 {home / SIGN_IN_FILE}，只有你能读。")
