"""The methods that anything here answers to."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

KNOWN = ("GET", "HEAD", "POST", "OPTIONS")


class KnownMethodsMiddleware:
    """Refuses every other method before a view takes it for a GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say what would be answered."""
        return self.get_response(request) if request.method in KNOWN else HttpResponseNotAllowed(KNOWN)
