"""What every write about accounts asks first."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import LastHolderError, NotAllowedError
from taizhang.apps.accounts.rights import ADMINISTRATORS, Permission
from taizhang.apps.accounts.selectors import holders_of


def need(actor: Actor, permission: Permission, otherwise: str) -> None:
    """Let pass who holds the permission over the whole installation."""
    if not actor.may_everywhere(permission):
        raise NotAllowedError(otherwise)


def keep_last_holder(account_id: int) -> None:
    """Refuse to take the last holder of an administrator's role away; asked under the lock of the chain."""
    for role in sorted(ADMINISTRATORS):
        if holders_of(role) == {account_id}:
            raise LastHolderError(
                f"这是最后一位{role.label}，去掉以后没有人能做这份工作。先把{role.label}交给另一个人，再来去掉。"
            )
