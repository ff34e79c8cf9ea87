"""A page that only reads looks once at where the records stand: one state from its first line to its last."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from taizhang.apps.audit.looking import one_look

READING = ("GET", "HEAD")


class OneLookMiddleware:
    """Lets what only reads ask once; what writes asks anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within one look."""
        if request.method not in READING:
            return self.get_response(request)
        with one_look():
            return self.get_response(request)
