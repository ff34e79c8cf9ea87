"""Turns what an app refuses into a page with the app's own words; pages with a form catch it themselves first."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from taizhang.faces.web.shell.errors import DISK, Trouble, answer

API = "/api/"
"""The API answers refusals in its own form."""

_LOG = logging.getLogger("django.request")
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
_NO_ROOM_WORDS: Final = ("disk is full", "disk I/O error", "No space left", "could not extend file")

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
        if request.path.startswith(API):
            return None
        if is_the_disk(exception):
            _LOG.error("the disk takes nothing", exc_info=exception)
            return answer(request, DISK)
        if not (ours and isinstance(code, str) and isinstance(message, str)):
            return None
        return answer(request, trouble_of(code, message))


def is_the_disk(exception: Exception) -> bool:
    """Say whether it failed because nothing can be written: the disk is full, or broken."""
    if isinstance(exception, OperationalError):
        return any(words in str(exception) for words in _NO_ROOM_WORDS)
    return isinstance(exception, OSError) and exception.errno in _NO_ROOM


def trouble_of(code: str, message: str) -> Trouble:
    """Choose status and title by the stable code."""
    if code.endswith("not_found"):
        return Trouble(404, NOT_FOUND_TITLE, message)
    if code.endswith("not_allowed"):
        return Trouble(403, NOT_ALLOWED_TITLE, message)
    return Trouble(409, REFUSED_TITLE, message)
