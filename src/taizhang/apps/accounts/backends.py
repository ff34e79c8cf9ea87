"""Django's side of signing in: finds the account of a session, and never grants anything."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from taizhang.apps.accounts.models import Account


class AccountBackend(BaseBackend):
    """Sign-in goes through `services.sign_in` alone, and rights through `actor_of` alone."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Prove nobody: the throttled way is the only one."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a session while it is in use."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
