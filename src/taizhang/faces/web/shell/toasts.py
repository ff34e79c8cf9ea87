"""One sentence after success, carried over the redirect in a signed cookie, so that the next GET writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "taizhang_toast"
SALT = "taizhang.toast"
SECONDS = 60
LONGEST = 300

ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Toast:
    """What was done, and the address to which 撤回 posts, where it can be undone."""

    text: str
    undo: str = ""
    undo_word: str = "撤回"


def announce(response: ResponseT, text: str, *, undo: str = "", undo_word: str = "撤回") -> ResponseT:
    """Let the page that the response leads to say what was done."""
    value = signing.dumps([text[:LONGEST], undo, undo_word], salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def toast_of(request: HttpRequest) -> Toast | None:
    """Read the sentence that the request before left; a forged or old cookie says nothing."""
    value = request.COOKIES.get(COOKIE)
    if not value:
        return None
    try:
        text, undo, undo_word = signing.loads(value, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return Toast(text, undo, undo_word)


def forget_toast(response: HttpResponseBase) -> None:
    """Say it once only."""
    response.delete_cookie(COOKIE, samesite="Lax")
