"""Reads: who acts, accounts and their grants, sessions, tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.errors import AccountNotFoundError, NotAllowedError
from taizhang.apps.accounts.models import Account, Grant, Role, SignedIn, Token
from taizhang.apps.accounts.passwords import ROTATION, active_policy
from taizhang.apps.accounts.rights import ADMINISTRATORS, PERMISSIONS, Permission
from taizhang.apps.audit.models import known
from taizhang.domain.canonical import digest_text


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as pages show it."""

    id: int
    account: int
    account_name: str
    role: Role
    organization: int | None
    keeper: bool
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as pages show it."""

    id: int
    login: str
    name: str
    is_active: bool
    must_change_password: bool
    last_login: datetime | None
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser that is signed in."""

    id: int
    at: datetime
    address: str
    browser: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class TokenRow:
    """An API token, without the token."""

    id: int
    name: str
    role: Role
    organization: int | None
    expires_on: date


def actor_of(account: Account) -> Actor:
    """Return the actor that an account is right now: no rights before the first own password, none when disabled."""
    if not account.is_active or must_change_password(account):
        return Actor(account.pk, account.name)
    return Actor(account.pk, account.name, holdings_of(account.pk))


def actor_by_id(account_id: int) -> Actor:
    """Return the actor of an account by number, for runs that go on after the request."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise AccountNotFoundError
    return actor_of(account)


def actor_of_token(text: str) -> Actor | None:
    """Return the actor of an API token, while token, account and the grant behind it are in force."""
    token = (
        Token.objects.filter(known(None), token_digest=digest_text(text), expires_on__gte=timezone.localdate())
        .select_related("account")
        .first()
    )
    if token is None or not token.account.is_active or must_change_password(token.account):
        return None
    covered = frozenset().union(
        *(
            holding.permissions
            for holding in holdings_of(token.account_id)
            if holding.organization in (None, token.root_id)
        )
    )
    if not PERMISSIONS[Role(token.role)] <= covered:
        return None
    return Actor(token.account_id, token.account.name, (Holding(Role(token.role), token.organization_id),), token.pk)


def holdings_of(account_id: int) -> tuple[Holding, ...]:
    """The grants of an account that are in force on the real day."""
    return tuple(
        Holding(Role(grant.role), grant.organization_id, grant.keeper)
        for grant in _in_force().filter(account=account_id).order_by("role", "organization_id", "pk")
    )


def must_change_password(account: Account) -> bool:
    """Say whether the account must set a password of its own first: a one-time one, or by the rotation of `gb`."""
    if account.must_change_password:
        return True
    if active_policy() != "gb":
        return False
    return account.password_changed_at is None or timezone.now() - account.password_changed_at > ROTATION


def actors_of_person(person: int) -> list[Actor]:
    """Whoever a person of the roll may be signed in as."""
    return [actor_of(account) for account in Account.objects.filter(person=person, is_active=True).order_by("pk")]


def account_name(account_id: int | None) -> str:
    """The name behind an account number, for lists and messages."""
    if account_id is None:
        return "本机操作"
    return Account.objects.filter(pk=account_id).values_list("name", flat=True).first() or "已不在的账号"


def account_names(account_ids: set[int]) -> dict[int, str]:
    """The names behind many account numbers, in one question."""
    return dict(Account.objects.filter(pk__in=account_ids).values_list("pk", "name"))


def account_by_login(login: str) -> Account | None:
    """The account with that login name, for commands on the machine."""
    return Account.objects.filter(login=login.strip()).first()


def has_accounts() -> bool:
    """Say whether the installation was set up."""
    return Account.objects.exists()


def list_accounts(actor: Actor) -> tuple[AccountRow, ...]:
    """All accounts with their grants in force or to come, for the administrators."""
    if not actor.may(Permission.READ_ACCOUNTS):
        raise NotAllowedError("账号名单只给三位管理员看。")
    grants: dict[int, list[GrantRow]] = {}
    coming = Grant.objects.filter(known(None)).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
    for grant in coming.select_related("account").order_by("pk"):
        grants.setdefault(grant.account_id, []).append(_grant_row(grant))
    return tuple(
        AccountRow(
            account.pk,
            account.login,
            account.name,
            account.is_active,
            account.must_change_password,
            account.last_login,
            tuple(grants.get(account.pk, ())),
        )
        for account in Account.objects.order_by("login")
    )


def own_sessions(account: Account, session_key: str | None) -> tuple[SessionRow, ...]:
    """The browsers that are signed in to one's own account."""
    return tuple(
        SessionRow(row.pk, row.at, row.address, row.browser, row.session_key == session_key)
        for row in SignedIn.objects.filter(account=account).order_by("-at")
    )


def own_tokens(actor: Actor) -> tuple[TokenRow, ...]:
    """One's own API tokens that are not revoked."""
    return tuple(
        TokenRow(token.pk, token.name, Role(token.role), token.organization_id, token.expires_on)
        for token in Token.objects.filter(known(None), account=actor.account).order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class SignInName:
    """A login name with its first role, for the sign-in page of the demonstration."""

    login: str
    name: str
    role: Role
    organization: int | None


def sign_in_names() -> tuple[SignInName, ...]:
    """One row for each account in use that has a role: business roles by organisation first, then administrators."""
    found: dict[int, SignInName] = {}
    for grant in _in_force().filter(account__is_active=True).select_related("account").order_by("pk"):
        found.setdefault(
            grant.account_id,
            SignInName(grant.account.login, grant.account.name, Role(grant.role), grant.organization_id),
        )
    return tuple(sorted(found.values(), key=lambda one: one.role in ADMINISTRATORS))


def holders_of(role: Role) -> frozenset[int]:
    """Active accounts that hold a role over the whole installation today."""
    return frozenset(_in_force().filter(role=role, account__is_active=True).values_list("account_id", flat=True))


def is_embedded() -> bool:
    """Say whether this is the edition on one computer, where system and security may be one person."""
    return not settings.ENVIRONMENT.database


def _in_force() -> models.QuerySet[Grant]:
    today = timezone.localdate()
    return Grant.objects.filter(known(None), begins_on__lte=today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )


def _grant_row(grant: Grant) -> GrantRow:
    return GrantRow(
        grant.pk,
        grant.account_id,
        grant.account.name,
        Role(grant.role),
        grant.organization_id,
        grant.keeper,
        grant.begins_on,
        grant.ends_on,
    )
