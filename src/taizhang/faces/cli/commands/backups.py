"""`taizhang backup` and `taizhang restore`: one sealed file, and an installation out of it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from taizhang.faces.cli.commands.accounts import read_code
from taizhang.faces.cli.exits import CommandEndedError, FoundError
from taizhang.faces.cli.installation import load_django, make_folder, migrate, open_installation
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import format_option, print_json
from taizhang.faces.cli.progress import Progress

ENDING = ".tzbackup"
TASK = "backup"


@click.command(
    cls=Laid,
    help="把全部数据和附件备份成一个加密文件，可以边用边备。\n\n"
    "用 init 时的恢复码打开。不写路径时，放在数据目录旁边的“数据目录名-backups”文件夹；"
    "写文件夹就放进去，写文件名就用它。旁边的 .head.json 是链头，另外保管。",
)
@click.argument("path", metavar="[路径]", required=False, type=click.Path(path_type=Path))
@click.option("--passphrase-stdin", is_flag=True, help="另设一个打开它的口令（至少15位），从标准输入读一行。")
@format_option
def backup(*, path: Path | None, passphrase_stdin: bool, form: str) -> None:
    """Make a backup as a run, so that the pages know when the last one was."""
    open_installation()
    from django.conf import settings

    from taizhang.apps.audit.archive import make_backup
    from taizhang.apps.runs.services import begin_run, in_foreground
    from taizhang.faces.cli.operators import keeper

    target = _target(path, settings.ENVIRONMENT.home)
    passphrase = read_line() if passphrase_stdin else None
    with in_foreground(begin_run(TASK, f"备份到 {target.name}")) as running, Progress() as progress:

        def advance(done: int, total: int, message: str) -> None:
            progress(done, total, message)
            running.advance(done, total, message)

        made = make_backup(keeper("backup").label, target, passphrase, advance)
        running.result = {"file": made.file.name, "size": made.size, "seq": made.seq}
    if form == "json":
        print_json(
            {
                "file": str(made.file),
                "head_file": str(made.head_file),
                "seq": made.seq,
                "size": made.size,
                "rows": made.rows,
                "attachments": made.attachments,
            }
        )
        return
    click.echo(
        f"备份好了：{made.file}（{made.size / 1024 / 1024:.1f} MB，{made.rows} 行，{made.attachments} 个附件）。"
    )
    click.echo(f"链头：{made.head_file}。拷到另一台机器上保管，核验时用得着。")


@click.command(
    cls=Laid,
    help="把一份备份恢复到一个空的数据目录（TAIZHANG_HOME）或空的数据库里，再核验一遍。\n\n已有数据的地方不会动。",
)
@click.argument("file", metavar="备份文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code-stdin", is_flag=True, help="恢复码（或备份时设的口令）从标准输入读一行，不询问。")
@click.option(
    "--head",
    metavar="文件",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="另外保管的链头：备份没到那里就不恢复。",
)
def restore(*, file: Path, code_stdin: bool, head: Path | None) -> None:
    """Restore, then verify."""
    load_django()
    from django.conf import settings

    from taizhang.apps.audit.archive import restore_backup
    from taizhang.apps.audit.verification import read_head
    from taizhang.apps.ledger.verification import verify_installation
    from taizhang.faces.cli.commands.setting_up import claim_folder, write_settings

    environment = settings.ENVIRONMENT
    claim_folder(environment.home, environment.settings_file)
    code = read_code(code_stdin=code_stdin)
    make_folder(environment.home)
    make_folder(environment.attachments)
    migrate()
    with Progress() as progress:
        restored = restore_backup(file, code, read_head(head) if head else None, progress)
        found = verify_installation([restored.head], progress)
    write_settings(environment.settings_file)
    click.echo(f"恢复到了 {environment.home}：{restored.rows} 行，{restored.attachments} 个附件。")
    click.echo(str(found))
    if not found.holds:
        raise FoundError("恢复出来的数据和审计链对不上，先不要用。换一份备份再试，并告诉审计管理员。")
    click.echo("用 taizhang serve 启动。业务日期、主机名等设置写在 taizhang.toml，备份里没有，按需要再写。", err=True)


def read_line() -> str:
    """One line of standard input."""
    return sys.stdin.readline().rstrip("\r\n")


def _target(path: Path | None, home: Path) -> Path:
    name = f"taizhang-{datetime.now().astimezone():%Y%m%d-%H%M%S}{ENDING}"
    if path is None:
        folder = home.with_name(f"{home.name}-backups")
        make_folder(folder)
        return folder / name
    path = path.resolve()
    target = path / name if path.is_dir() else path
    if home in (target, *target.parents):
        raise CommandEndedError(f"{target} 在数据目录里，盘坏了会一起没有，没有备份。换一个地方，最好是另一块盘。")
    if not target.parent.is_dir():
        raise CommandEndedError(f"文件夹 {target.parent} 不在，没有备份。先建好它。")
    return target
