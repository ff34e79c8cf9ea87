"""Granting and ending roles: the security administrator's work, to accounts that others made."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import (
    AccountNotFoundError,
    AccountsError,
    LastHolderError,
    NotAllowedError,
    RolesConflictError,
)
from taizhang.apps.accounts.models import Account, Grant, Role
from taizhang.apps.accounts.rights import ADMINISTRATORS, Permission, conflict_of
from taizhang.apps.accounts.selectors import holders_of, is_embedded
from taizhang.apps.accounts.services.doors import need
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing


def grant_role(
    actor: Actor,
    *,
    account_id: int,
    role: Role,
    organization_id: int | None,
    begins_on: date | None = None,
    ends_on: date | None = None,
    keeper: bool = False,
) -> int:
    """Give a role over an organisation and all below it (None: everywhere), from day to day; return the grant."""
    need(actor, Permission.GRANT_ROLES, "角色由安全管理员授予。")
    if actor.account is not None and actor.account == account_id:
        raise NotAllowedError("不能给自己授权。由另一位安全管理员来授。")
    begins_on = begins_on or timezone.localdate()
    if ends_on is not None and ends_on < begins_on:
        raise AccountsError("结束的日子早于开始的日子。改其中一个。")
    if role in ADMINISTRATORS and organization_id is not None:
        raise AccountsError("管理员的角色对整套系统有效，不选党组织。")
    with writing(actor.label, "grant.give", f"account:{account_id}") as record:
        account = Account.objects.filter(pk=account_id).first()
        if account is None:
            raise AccountNotFoundError
        check_roles(account, role, embedded=is_embedded())
        grant = Grant(
            account=account,
            role=role,
            organization_id=organization_id,
            keeper=keeper,
            begins_on=begins_on,
            ends_on=ends_on,
            by=actor.account,
        )
        record.write(grant)
    return grant.pk


def end_grant(actor: Actor, grant_id: int, last_day: date | None = None) -> None:
    """End a grant: at once, or with a last day; what was granted until then stays on record."""
    need(actor, Permission.GRANT_ROLES, "角色由安全管理员收回。")
    yesterday = timezone.localdate() - timedelta(days=1)
    last_day = yesterday if last_day is None else last_day
    if last_day < yesterday:
        raise AccountsError("权限按真实日期算，不能改过去的。最早从今天起收回。")
    with writing(actor.label, "grant.end") as record:
        grant = Grant.objects.filter(known(None), pk=grant_id).first()
        if grant is None:
            raise AccountNotFoundError
        record.subject = f"account:{grant.account_id}"
        role = Role(grant.role)
        if role in ADMINISTRATORS and holders_of(role) == {grant.account_id}:
            raise LastHolderError(f"这是最后一位{role.label}。先把{role.label}交给另一个人，再来收回。")
        record.close(grant)
        if last_day >= grant.begins_on:
            record.write(
                Grant(
                    account_id=grant.account_id,
                    role=grant.role,
                    organization_id=grant.organization_id,
                    keeper=grant.keeper,
                    begins_on=grant.begins_on,
                    ends_on=last_day,
                    by=actor.account,
                )
            )


def check_roles(account: Account, role: Role, *, embedded: bool) -> None:
    """Refuse a role that may not be in one hand with those which the person has, under whichever account."""
    same_person = Q(account=account)
    if account.person is not None:
        same_person |= Q(account__person=account.person)
    grants = (
        Grant.objects.filter(known(None))
        .filter(same_person)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
    )
    conflict = conflict_of(
        frozenset(Role(one) for one in grants.values_list("role", flat=True)) | {role}, embedded=embedded
    )
    if conflict:
        raise RolesConflictError(conflict)
