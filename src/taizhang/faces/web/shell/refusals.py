"""Turns what an app refuses into a page with the app's own words; pages with a form catch it themselves first."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from taizhang.faces.web.shell.errors import Trouble, answer

API = "/api/"
"""The API answers refusals in its own form."""

NOT_FOUND_TITLE = "找不到这一页"
NOT_ALLOWED_TITLE = "这一步不在你的权限里"
REFUSED_TITLE = "没有办成"


class RefusalsMiddleware:
    """Answers typed exceptions of the apps: 404 for what is not there, 403 for what is not allowed, 409 otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; Django hands exceptions of views to `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what one of our apps raised; everything else is a fault and stays one."""
        code, message = getattr(exception, "code", None), getattr(exception, "message", None)
        ours = type(exception).__module__.startswith("taizhang.")
        if not (ours and isinstance(code, str) and isinstance(message, str)) or request.path.startswith(API):
            return None
        return answer(request, trouble_of(code, message))


def trouble_of(code: str, message: str) -> Trouble:
    """Choose status and title by the stable code."""
    if code.endswith("not_found"):
        return Trouble(404, NOT_FOUND_TITLE, message)
    if code.endswith("not_allowed"):
        return Trouble(403, NOT_ALLOWED_TITLE, message)
    return Trouble(409, REFUSED_TITLE, message)
