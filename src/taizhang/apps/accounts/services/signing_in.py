"""Signing in: slowed down, the same time and words for known and unknown names, everything in the log."""

from __future__ import annotations

import secrets
from functools import lru_cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from taizhang.apps.accounts.errors import SignInRefusedError, SlowDownError
from taizhang.apps.accounts.models import Account, Attempt
from taizhang.apps.accounts.passwords import LONGEST
from taizhang.apps.accounts.services.sessions import begin_session
from taizhang.apps.accounts.throttling import wait_for
from taizhang.apps.audit.keys import installation_keys
from taizhang.apps.audit.writing import writing


def sign_in(request: HttpRequest, login: str, password: str, address: str) -> Account:
    """Sign a browser in, or raise `SignInRefusedError` or `SlowDownError`; `address` is where the request came from.

    The page asks `must_change_password(account)` next.
    """
    account = prove(login, password, address)
    begin_session(request, account, address)
    return account


def prove(login: str, password: str, address: str) -> Account:
    """Return the account whose name and password these are, counting every try."""
    login = login.strip()[:200]
    mark = installation_keys().digest("login", login)
    attempt = _admit(mark, address)
    account = Account.objects.filter(login=login).first()
    if not _is_right(account, password):
        subject = f"account:{account.pk}" if account else f"login:{mark[:16]}"
        action = "sign_in.slow_down" if wait_for(mark, attempt.address) else "sign_in.refuse"
        with writing("anonymous", action, subject):
            pass
        raise SignInRefusedError
    assert account is not None  # noqa: S101 (no account is never right)
    with writing(f"account:{account.pk}", "sign_in", f"account:{account.pk}"):
        Attempt.objects.filter(pk=attempt.pk).update(succeeded=True)
        Account.objects.filter(pk=account.pk).update(last_login=timezone.now())
    return account


def _admit(mark: str, address: str) -> Attempt:
    """Count the try as a failure before it is looked at, so that a hundred at once do not all pass."""
    address = address[:64]
    with transaction.atomic():
        seconds = wait_for(mark, address)
        if not seconds:
            return Attempt.objects.create(login_digest=mark, address=address, at=timezone.now(), succeeded=False)
    raise SlowDownError(seconds)


def _is_right(account: Account | None, password: str) -> bool:
    """Hash once in every case: unknown, disabled, expired or wrong take the same time."""
    usable = account is not None and account.is_active and not _is_expired(account)
    encoded = account.password if account is not None else _nobody()
    fits = check_password(password[: LONGEST + 1], encoded)
    return fits and usable


def _is_expired(account: Account) -> bool:
    return account.one_time_until is not None and account.one_time_until < timezone.now()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that fits no password, made with the hasher in use."""
    return make_password(secrets.token_urlsafe(32))
