"""`taizhang keys`: bringing the installation's keys back with the recovery code."""

from __future__ import annotations

import click

from taizhang.faces.cli.exits import CommandEndedError
from taizhang.faces.cli.installation import open_installation
from taizhang.faces.cli.layout import Laid, LaidGroup


@click.group(cls=LaidGroup, help="密钥：丢了的时候用恢复码找回。")
def keys() -> None:
    """Everything about keys."""


@keys.command(cls=Laid, help="密钥目录丢了，用恢复码打开数据目录里封存的那一份，放回密钥目录。")
@click.option("--code-stdin", is_flag=True, help="恢复码从标准输入读一行，不询问。")
def recover(*, code_stdin: bool) -> None:
    """Bring the keys back."""
    open_installation()
    from taizhang.apps.audit.keys import key_file, recover_keys
    from taizhang.domain.sealing import RecoveryCodeError
    from taizhang.faces.cli.commands.accounts import read_code

    try:
        recover_keys(read_code(code_stdin=code_stdin))
    except RecoveryCodeError as error:
        raise CommandEndedError(str(error)) from error
    click.echo(f"钥匙找回来了，放在 {key_file()}。")
