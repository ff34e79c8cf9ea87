"""Facts of organisations that stand: all that are known now, one opened for a change, one that nobody changed since."""

from __future__ import annotations

from typing import Any, TypeVar

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import Fact
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import NotFoundError, OrganizationRefusedError

AnyFact = TypeVar("AnyFact", bound=Fact)


def standing(table: type[AnyFact], in_order_of: str, **which: Any) -> list[AnyFact]:
    """The facts that are known now, oldest first."""
    return list(table._default_manager.filter(known_until__isnull=True, **which).order_by(in_order_of, "id"))


def opened(actor: Actor, table: type[AnyFact], number: int, owner: str = "organization_id") -> AnyFact:
    """One fact, by who may manage the organisation that it belongs to; for everybody else it is not there."""
    row = table._default_manager.filter(pk=number).first()
    if row is None:
        raise NotFoundError
    require(actor, Permission.MANAGE_ORGANIZATIONS, getattr(row, owner))
    return row


def still_standing(table: type[AnyFact], number: int, called: str) -> AnyFact:
    """The same fact inside the commit that closes it, or the answer that somebody was quicker."""
    row = table._default_manager.filter(pk=number, known_until__isnull=True).first()
    if row is None:
        raise OrganizationRefusedError(f"{called}已被别人改过，没有保存。请刷新页面再看。")
    return row
