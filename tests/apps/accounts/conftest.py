from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, operator_at_machine
from taizhang.apps.accounts.models import Account, Role
from taizhang.apps.accounts.selectors import actor_of
from taizhang.apps.accounts.services import grant_role
from tests.apps.accounts.guessing import Clock

PASSWORD = "lang lang de yi ju hua"


@pytest.fixture
def operator() -> Actor:
    return operator_at_machine("test", Role.SYSTEM, Role.SECURITY)


@pytest.fixture
def somebody(db: None, operator: Actor) -> Callable[..., Account]:
    """An account with a password of its own, and a role over an organisation."""

    def make(login: str, role: Role | None = None, organization: int | None = None, **more: object) -> Account:
        account = Account.objects.create(
            login=login, name=f"{login}同志", password=make_password(PASSWORD), must_change_password=False, **more
        )
        if role is not None:
            grant_role(
                operator, account_id=account.pk, role=role, organization_id=organization, begins_on=date(2020, 1, 1)
            )
        return account

    return make


@pytest.fixture
def acting(somebody: Callable[..., Account]) -> Callable[..., Actor]:
    def make(login: str, role: Role | None = None, organization: int | None = None) -> Actor:
        return actor_of(somebody(login, role, organization))

    return make


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    return found
