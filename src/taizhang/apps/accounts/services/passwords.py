"""Changing one's own password, and resetting somebody else's without ever choosing it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import AccountNotFoundError, NotAllowedError, PasswordRefusedError
from taizhang.apps.accounts.models import Account, PasswordBefore
from taizhang.apps.accounts.passwords import HISTORY, Candidate, one_time_password, reasons_against
from taizhang.apps.accounts.rights import ADMINISTRATORS, Permission
from taizhang.apps.accounts.selectors import holdings_of
from taizhang.apps.accounts.services.accounts import give_one_time_password
from taizhang.apps.accounts.services.doors import need
from taizhang.apps.accounts.services.sessions import forget_sessions
from taizhang.apps.audit.writing import writing


def change_password(
    account_id: int,
    current: str,
    wanted: str,
    context: Sequence[str] = (),
    keep_session: str | None = None,
) -> None:
    """Set one's own password, knowing the current one; every other session of the account ends.

    The page then calls `sessions.keep(request)`, so that its own session stays.
    """
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise AccountNotFoundError
    if not check_password(current, account.password):
        raise PasswordRefusedError(("现在的密码不对。",))
    reasons = reasons_against(
        Candidate(
            wanted,
            account.login,
            account.name,
            is_administrator=_is_administrator(account.pk),
            context=context,
            was_used=lambda password: _was_used(account, password),
        )
    )
    if wanted == current:
        reasons = ("新密码和现在的一样。", *reasons)
    if reasons:
        raise PasswordRefusedError(reasons)
    hashed = make_password(wanted)
    with writing(f"account:{account.pk}", "password.change", f"account:{account.pk}"):
        PasswordBefore.objects.create(account=account, password=account.password, at=timezone.now())
        Account.objects.filter(pk=account.pk).update(
            password=hashed,
            must_change_password=False,
            one_time_until=None,
            password_changed_at=timezone.now(),
        )
        old = PasswordBefore.objects.filter(account=account).order_by("-at", "-pk").values_list("pk", flat=True)
        PasswordBefore.objects.filter(pk__in=list(old[HISTORY:])).delete()
        forget_sessions(account.pk, but=keep_session)


def reset_password(actor: Actor, account_id: int) -> str:
    """Give a one-time password to somebody who forgot his; return it once, to be handed over on paper.

    It lives for 72 hours and opens nothing but the page where he sets one of his own.
    """
    need(actor, Permission.RESET_PASSWORDS, "重置密码由系统管理员来做。")
    if account_id == actor.account:
        raise NotAllowedError("自己的密码用“修改密码”来改。")
    if actor.account is not None and _is_administrator(account_id):
        raise NotAllowedError(
            "管理员的密码不能由另一位管理员重置，否则一人就能当两人用。"
            "在服务器上用恢复码找回：taizhang accounts recover。"
        )
    password = one_time_password()
    hashed = make_password(password)
    with writing(actor.label, "password.reset", f"account:{account_id}"):
        give_one_time_password(account_id, hashed)
    return password


def _is_administrator(account_id: int) -> bool:
    return any(holding.role in ADMINISTRATORS for holding in holdings_of(account_id))


def _was_used(account: Account, password: str) -> bool:
    before = PasswordBefore.objects.filter(account=account).order_by("-at", "-pk")[: HISTORY - 1]
    return any(check_password(password, hashed) for hashed in [account.password, *(row.password for row in before)])
