"""Accounts: made without rights, put out of use, never deleted."""

from __future__ import annotations

import unicodedata

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, operator_at_machine
from taizhang.apps.accounts.errors import AccountNotFoundError, AccountsError, LoginTakenError
from taizhang.apps.accounts.models import Account, Grant, Role
from taizhang.apps.accounts.passwords import ONE_TIME_LIFE, one_time_password
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import has_accounts, is_embedded
from taizhang.apps.accounts.services.doors import keep_last_holder, need
from taizhang.apps.accounts.services.sessions import forget_sessions
from taizhang.apps.audit.keys import keys_by_code
from taizhang.apps.audit.writing import Writing, writing

_LONGEST = 60


def create_account(actor: Actor, *, login: str, name: str, person: int | None = None) -> tuple[int, str]:
    """Make an account without any rights; return its number and its one-time password, which nobody can read again."""
    need(actor, Permission.CREATE_ACCOUNTS, "建账号由系统管理员来做。")
    login, name = _login(login), _name(name)
    password = one_time_password()
    hashed = make_password(password)
    with writing(actor.label, "account.create") as record:
        account = _insert(record, login, name, hashed, person)
    return account.pk, password


def disable_account(actor: Actor, account_id: int) -> None:
    """Put an account out of use at once, its open sessions included."""
    need(actor, Permission.DISABLE_ACCOUNTS, "停用账号由系统管理员或安全管理员来做。")
    if account_id == actor.account:
        raise AccountsError("自己的账号不能自己停用。让另一位管理员来停。")
    with writing(actor.label, "account.disable", f"account:{account_id}"):
        keep_last_holder(account_id)
        if not Account.objects.filter(pk=account_id).update(is_active=False):
            raise AccountNotFoundError
        forget_sessions(account_id)


def enable_account(actor: Actor, account_id: int) -> None:
    """Put an account back into use, with the grants it has."""
    need(actor, Permission.CREATE_ACCOUNTS, "启用账号由系统管理员来做。")
    with writing(actor.label, "account.enable", f"account:{account_id}"):
        if not Account.objects.filter(pk=account_id).update(is_active=True):
            raise AccountNotFoundError


def found_installation(administrators: dict[Role, tuple[str, str]]) -> dict[str, str]:
    """Make the first administrators of an installation without accounts; return login → one-time password.

    Takes (login, name) for each administrator's role. In the embedded edition the same login may stand for the system
    and the security administrator.
    """
    from taizhang.apps.accounts.services.grants import check_roles  # noqa: PLC0415 (grants need accounts)

    if has_accounts():
        raise AccountsError("这里已经有账号了。要加人，由系统管理员在“系统”页里建。")
    if set(administrators) != {Role.SYSTEM, Role.SECURITY, Role.AUDITOR}:
        raise AccountsError("三位管理员（系统、安全、审计）要一次定下来。")
    actor = operator_at_machine("init", Role.SYSTEM, Role.SECURITY)
    passwords: dict[str, str] = {}
    with writing(actor.label, "installation.found") as record:
        for role, (login, name) in administrators.items():
            account = Account.objects.filter(login=_login(login)).first()
            if account is None:
                passwords[login] = one_time_password()
                account = _insert(record, _login(login), _name(name), make_password(passwords[login]), None)
            check_roles(account, role, embedded=is_embedded())
            record.write(Grant(account=account, role=role, begins_on=timezone.localdate()))
    return passwords


def recover_account(code: str, login: str) -> str:
    """Let the holder of the recovery code give an account a one-time password, when no administrator can sign in."""
    keys_by_code(code)
    account = Account.objects.filter(login=login.strip()).first()
    if account is None:
        raise AccountNotFoundError
    password = one_time_password()
    hashed = make_password(password)
    with writing("local:recovery", "account.recover", f"account:{account.pk}"):
        give_one_time_password(account.pk, hashed)
        Account.objects.filter(pk=account.pk).update(is_active=True)
    return password


def give_one_time_password(account_id: int, hashed: str) -> None:
    """Set a password that only opens the page for setting one's own, and end every session."""
    changed = Account.objects.filter(pk=account_id).update(
        password=hashed,
        must_change_password=True,
        one_time_until=timezone.now() + ONE_TIME_LIFE,
    )
    if not changed:
        raise AccountNotFoundError
    forget_sessions(account_id)


def _insert(record: Writing, login: str, name: str, hashed: str, person: int | None) -> Account:
    if Account.objects.filter(login=login).exists():
        raise LoginTakenError(f"登录名 {login} 已经有人用。换一个，例如加上单位简称。")
    try:
        account = Account.objects.create(
            login=login,
            name=name,
            password=hashed,
            person=person,
            one_time_until=timezone.now() + ONE_TIME_LIFE,
        )
    except IntegrityError:
        raise LoginTakenError(f"登录名 {login} 刚刚被别人用了。换一个。") from None
    record.subject = f"account:{account.pk}"
    return account


def _login(login: str) -> str:
    login = unicodedata.normalize("NFKC", login).strip()
    if not login or len(login) > _LONGEST or not all(char.isalnum() or char in "._-@" for char in login):
        raise AccountsError("登录名用字母、汉字、数字和 . _ - @，最多60个字，中间不空格。")
    return login


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise AccountsError("姓名要写，最多60个字。")
    return name
