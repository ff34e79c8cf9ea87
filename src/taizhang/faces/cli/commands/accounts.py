"""`taizhang accounts`: accounts from the command line, by somebody who signs in for it, and the way back in."""

from __future__ import annotations

import sys

import click

from taizhang.faces.cli.exits import CommandEndedError
from taizhang.faces.cli.installation import open_installation
from taizhang.faces.cli.layout import Laid, LaidGroup
from taizhang.faces.cli.printing import format_option, print_json, print_table

BY = click.option("--by", required=True, metavar="登录名", help="以哪位管理员的身份办理，必填；要输他的密码。")
STDIN = click.option("--password-stdin", is_flag=True, help="密码从标准输入读一行，不询问。")


@click.group(
    cls=LaidGroup,
    help="账号：建账号、重置密码、找回。\n\n"
    "授予角色由安全管理员在网页上办。这里的每一步都要管理员的密码或恢复码，并记进日志。",
)
def accounts() -> None:
    """Everything about accounts."""


@accounts.command("list", cls=Laid, help="列出账号和角色。")
@BY
@STDIN
@format_option
def list_(*, by: str, password_stdin: bool, form: str) -> None:
    """List them, as an administrator may."""
    open_installation()
    from taizhang.apps.accounts.selectors import list_accounts
    from taizhang.faces.cli.operators import signed_in

    found = list_accounts(signed_in(by, password_from_stdin=password_stdin))
    if form == "json":
        print_json(
            [
                {
                    "login": one.login,
                    "name": one.name,
                    "is_active": one.is_active,
                    "must_change_password": one.must_change_password,
                    "grants": [
                        {
                            "role": each.role.value,
                            "organization": each.organization,
                            "begins_on": each.begins_on,
                            "ends_on": each.ends_on,
                        }
                        for each in one.grants
                    ],
                }
                for one in found
            ]
        )
        return
    print_table(
        ("登录名", "姓名", "在用", "角色"),
        [
            (one.login, one.name, "是" if one.is_active else "否", "、".join(each.role.label for each in one.grants))
            for one in found
        ],
    )


@accounts.command(cls=Laid, help="建一个没有任何权限的账号，显示一次性密码。角色由安全管理员另外授予。")
@click.argument("login", metavar="登录名")
@click.option("--name", required=True, metavar="姓名", help="姓名，必填。")
@BY
@STDIN
def create(*, login: str, name: str, by: str, password_stdin: bool) -> None:
    """Make an account without rights."""
    open_installation()
    from taizhang.apps.accounts.services import create_account
    from taizhang.faces.cli.operators import signed_in

    _, password = create_account(signed_in(by, password_from_stdin=password_stdin), login=login, name=name)
    _show(login, password)


@accounts.command(cls=Laid, help="给忘了密码的人一个一次性密码，他的登录全部退出。")
@click.argument("login", metavar="登录名")
@BY
@STDIN
def reset(*, login: str, by: str, password_stdin: bool) -> None:
    """Give somebody a one-time password."""
    open_installation()
    from taizhang.apps.accounts.selectors import account_by_login
    from taizhang.apps.accounts.services import reset_password
    from taizhang.faces.cli.operators import signed_in

    actor = signed_in(by, password_from_stdin=password_stdin)
    account = account_by_login(login)
    if account is None:
        raise CommandEndedError(f"没有登录名是“{login}”的账号。核对登录名。")
    _show(login, reset_password(actor, account.pk))


@accounts.command(
    cls=Laid,
    help="管理员都登录不了时，用恢复码给一个账号发一次性密码。\n\n"
    "恢复码是 taizhang init 时抄下的那一串，从标准输入读，或当场询问。",
)
@click.argument("login", metavar="登录名")
@click.option("--code-stdin", is_flag=True, help="恢复码从标准输入读一行，不询问。")
def recover(*, login: str, code_stdin: bool) -> None:
    """Let the holder of the recovery code back in."""
    open_installation()
    from taizhang.apps.accounts.services import recover_account
    from taizhang.domain.sealing import RecoveryCodeError

    try:
        password = recover_account(read_code(code_stdin=code_stdin), login)
    except RecoveryCodeError as error:
        raise CommandEndedError(str(error)) from error
    _show(login, password)


def read_code(*, code_stdin: bool) -> str:
    """The recovery code: asked for without showing it, or from standard input."""
    if code_stdin:
        return sys.stdin.readline().strip()
    code: str = click.prompt("恢复码", hide_input=True, prompt_suffix="：", err=True)
    return code.strip()


def _show(login: str, password: str) -> None:
    click.echo(f"{login} 的一次性密码：{password}")
    click.echo("只显示这一次，72小时内有效。交给本人，登录后自己改。", err=True)
