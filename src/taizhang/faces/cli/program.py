"""The program: finds the command, runs it, and turns every trouble into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime
from importlib import import_module
from typing import NoReturn

import click

from taizhang import __version__
from taizhang.faces.cli.exits import Exit
from taizhang.faces.cli.layout import LaidGroup
from taizhang.faces.cli.usage import said

# A command is imported when it is asked for; none of them imports Django before it runs.
COMMANDS = {
    "init": "setting_up:init",
    "demo": "demonstration:demo",
    "serve": "serving:serve",
    "verify": "verifying:verify",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "organizations": "organizations:organizations",
    "owed": "owed:owed",
    "figures": "figures:figures",
    "entries": "entries:entries",
    "check": "checking:check",
    "rulebook": "rulebook:rulebook",
    "accounts": "accounts:accounts",
    "keys": "keys:keys",
    "read": "reading:read",
    "openapi": "openapi:openapi",
}


class Program(LaidGroup):
    """The commands by name, in the order in which somebody needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (same)
        """Import the command's module."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command = getattr(import_module(f"taizhang.faces.cli.commands.{module}"), name)
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=Program,
    help="台账：一次登记，应办事项、年度数据与报告随之而来，每个数字都能点到原始记录。",
    epilog="数据目录由环境变量 TAIZHANG_HOME 指定，不指定时是 ~/.local/share/taizhang。"
    "第一次使用先运行 taizhang init，只想看看用 taizhang demo。",
)
@click.version_option(__version__, "--version", message="台账 %(version)s", help="显示版本。")
def program() -> None:
    """Everything that `taizhang` can do."""


def main() -> NoReturn:
    """Run the command that was typed."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:  # noqa: PLR0911 (one line for each way a command ends)
    """Run one command and give its exit code."""
    try:
        ended = program.main(arguments, prog_name="taizhang", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.ctx.get_help(), err=True)
        return Exit.USAGE
    except click.UsageError as error:
        click.echo(said(error), err=True)
        return Exit.USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\n已停下。没有做完的部分没有写入。", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough (head, less): nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 (the last resort: nobody is to see a traceback)
        return _failed(error)
    return ended if isinstance(ended, int) else Exit.DONE


def _failed(error: Exception) -> int:
    """Say a refusal of the use-cases as it stands, and anything unknown with a number for the log."""
    ours = type(error).__module__.startswith("taizhang.")
    if ours and isinstance(getattr(error, "code", None), str):
        click.echo(getattr(error, "message", None) or str(error), err=True)
        return Exit.REFUSED
    if ours and type(error).__name__ == "ConfigurationError":
        click.echo(str(error), err=True)
        return Exit.NOT_SET_UP
    number = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-") + os.urandom(2).hex()
    where = _logged(number, error)
    click.echo(
        f"程序自身出了错（错误编号 {number}），这条命令没有做完；已有的记录不受影响。"
        f"{where}把编号和那一段日志交给系统管理员。",
        err=True,
    )
    return Exit.BROKEN


def _logged(number: str, error: Exception) -> str:
    """Write the traceback into the data folder's log, where there is a data folder."""
    text = "".join(traceback.format_exception(error))
    settings = sys.modules.get("taizhang.config.settings")
    environment = getattr(settings, "ENVIRONMENT", None)
    if environment is None or not environment.home.is_dir():
        click.echo(text, err=True)
        return ""
    file = environment.home / "errors.log"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as stream:
            stream.write(f"{number} {' '.join(sys.argv[1:3])}\n{text}\n")
    except OSError:
        click.echo(text, err=True)
        return ""
    return f"详情在 {file}。"
