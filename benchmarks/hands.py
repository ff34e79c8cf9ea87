"""Who acts in the measurements: the accounts of the bench world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.selectors import account_by_login, actor_by_id
from taizhang.apps.audit.remembering import afresh


def hand(login: str) -> Actor:
    """The account with its rights of today."""
    account = account_by_login(login)
    if account is None:
        raise LookupError(login)
    return actor_by_id(account.pk)


def anew(work: Callable[[], Any]) -> Callable[[], Any]:
    """The same work with nothing remembered: a ratio to SQL by hand says something only then."""

    def worked() -> Any:
        with afresh():
            return work()

    return worked
