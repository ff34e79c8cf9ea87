"""Ends sessions that are idle or too old, before any page sees them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import auth
from django.http import HttpRequest, HttpResponseBase

from taizhang.apps.accounts.services import sessions


class SessionLimits:
    """Idle and absolute expiry. Stands after Django's AuthenticationMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Sign out what is over, and note when the browser was last seen."""
        if request.user.is_authenticated and sessions.is_over(request):
            auth.logout(request)
        response = self._next(request)
        if request.user.is_authenticated:
            sessions.mark_seen(request, response)
        return response
