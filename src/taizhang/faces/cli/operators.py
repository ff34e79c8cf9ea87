"""Who acts when a command runs: the operator at the machine, by himself or on behalf of a named account.

By himself he reads what a plain reader may (no restricted texts, no talks) and keeps the installation: set-up, backup,
verification. What he writes into the ledger he writes on behalf of an account that could do it, and the log says both.
"""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass

import click

from taizhang.apps.accounts.actors import Actor, Role, operator_at_machine
from taizhang.apps.accounts.selectors import account_by_login, actor_of, must_change_password
from taizhang.apps.accounts.services.signing_in import prove
from taizhang.faces.cli.exits import CommandEndedError


@dataclass(frozen=True)
class OnBehalf(Actor):
    """An account's rights, used by the operator at the machine; the log names both."""

    @property
    def label(self) -> str:
        """How the log names the actor."""
        return f"local:{self.operator} account:{self.account}"[:80]


def operator_name() -> str:
    """The user of this machine who runs the command."""
    try:
        return getpass.getuser()[:40]
    except (OSError, KeyError):
        return "unknown"


def reader(command: str) -> Actor:
    """The operator, who reads what any reader of the whole installation may."""
    return operator_at_machine(f"{command}:{operator_name()}", Role.READER)


def checker(command: str) -> Actor:
    """The operator, who checks a file and writes nothing: what it says, not whether somebody may record it."""
    return operator_at_machine(f"{command}:{operator_name()}", Role.CLERK)


def keeper(command: str) -> Actor:
    """The operator, who backs up and verifies."""
    return operator_at_machine(f"{command}:{operator_name()}", Role.SYSTEM, Role.AUDITOR)


def on_behalf_of(login: str, command: str) -> Actor:
    """The operator with the rights of an account, and no others."""
    account = account_by_login(login)
    if account is None or not account.is_active:
        raise CommandEndedError(f"没有登录名是“{login}”的在用账号，没有办理。核对登录名。")
    if must_change_password(account):
        raise CommandEndedError(f"“{login}”还没有设自己的密码，不能以它的名义办理。让本人先登录一次。")
    actor = actor_of(account)
    return OnBehalf(actor.account, actor.name, actor.holdings, operator=f"{command}:{operator_name()}")


def signed_in(login: str, *, password_from_stdin: bool) -> Actor:
    """An account whose password was given here and now; tries are counted as on the sign-in page."""
    password = _password(login, password_from_stdin=password_from_stdin)
    account = prove(login, password, "local")
    if must_change_password(account):
        raise CommandEndedError("这个账号还在用一次性密码，先在网页上登录，设自己的密码。")
    return actor_of(account)


def _password(login: str, *, password_from_stdin: bool) -> str:
    if password_from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt(f"{login} 的密码", hide_input=True, prompt_suffix="：", err=True)
    return password
