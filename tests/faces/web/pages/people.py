"""Signing people in for the tests of pages: an account with one grant, and a browser that is his."""

from datetime import date

from django.test import Client

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.accounts.models import Account
from taizhang.apps.accounts.services import grant_role


def signed_in(login: str, role: str, organization: int | None = None, *, keeper: bool = False) -> Client:
    """A browser signed in as somebody new with this role."""
    account = Account.objects.create(login=login, name=f"{login}同志", must_change_password=False)
    grant_role(
        operator_at_machine("test", Role.SYSTEM, Role.SECURITY),
        account_id=account.pk,
        role=Role(role),
        organization_id=organization,
        begins_on=date(2020, 1, 1),
        keeper=keeper,
    )
    client = Client()
    client.force_login(account)
    return client
