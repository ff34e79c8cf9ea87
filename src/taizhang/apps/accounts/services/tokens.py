"""API tokens: opaque, shown once, kept as a digest, never more than their owner may, and never for long."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.errors import AccountNotFoundError, AccountsError, NotAllowedError
from taizhang.apps.accounts.models import Role, Token
from taizhang.apps.accounts.rights import ADMINISTRATORS, PERMISSIONS, Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing
from taizhang.domain.canonical import digest_text

LONGEST_LIFE = timedelta(days=366)


def create_token(
    actor: Actor,
    *,
    name: str,
    role: Role,
    organization_id: int | None,
    expires_on: date,
    is_below: Callable[[int, int], bool] = lambda child, root: child == root,
) -> tuple[int, str]:
    """Make a token of a role over an organisation, within what the owner may; return its number and its text, once.

    `is_below(child, root)` says whether one organisation stands below another, and comes from organizations.
    """
    if actor.account is None or actor.token is not None or not actor.may(Permission.CREATE_TOKENS):
        raise NotAllowedError("接口令牌由书记或党务工作者登录后自己建。")
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST_LIFE:
        raise AccountsError("令牌的到期日在今天到一年之内。改一个日子。")
    if not name.strip():
        raise AccountsError("写明令牌给谁用，例如“人事系统每晚取数”，收回时好认。")
    root = _covering(actor, role, organization_id, is_below)
    text = f"tz_{secrets.token_urlsafe(32)}"
    with writing(actor.label, "token.create", f"account:{actor.account}") as record:
        token = Token(
            account_id=actor.account,
            name=name.strip()[:60],
            token_digest=digest_text(text),
            role=role,
            organization_id=organization_id,
            root_id=root,
            expires_on=expires_on,
        )
        record.write(token)
    return token.pk, text


def revoke_token(actor: Actor, token_id: int) -> None:
    """Revoke one's own token; the security administrator may revoke anybody's."""
    with writing(actor.label, "token.revoke") as record:
        token = Token.objects.filter(known(None), pk=token_id).first()
        if token is None or not (token.account_id == actor.account or actor.may_everywhere(Permission.REVOKE_TOKENS)):
            raise AccountNotFoundError
        record.subject = f"account:{token.account_id}"
        record.close(token)


def _covering(
    actor: Actor, role: Role, organization_id: int | None, is_below: Callable[[int, int], bool]
) -> int | None:
    """The root of the owner's own grant that covers all the token may do."""
    if role not in ADMINISTRATORS:
        for holding in sorted(actor.holdings, key=lambda one: one.organization or 0):
            if PERMISSIONS[role] <= PERMISSIONS[holding.role] and _reaches(holding, organization_id, is_below):
                return holding.organization
    raise NotAllowedError("令牌的角色和范围不能超过你自己的。选小一些的角色，或选你管得到的党组织。")


def _reaches(holding: Holding, organization_id: int | None, is_below: Callable[[int, int], bool]) -> bool:
    if holding.organization is None:
        return True
    return organization_id is not None and (
        organization_id == holding.organization or is_below(organization_id, holding.organization)
    )
