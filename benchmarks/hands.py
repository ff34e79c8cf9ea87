"""Who acts in the measurements: the accounts of the bench world."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.selectors import account_by_login, actor_by_id


def hand(login: str) -> Actor:
    """The account with its rights of today."""
    account = account_by_login(login)
    if account is None:
        raise LookupError(login)
    return actor_by_id(account.pk)
