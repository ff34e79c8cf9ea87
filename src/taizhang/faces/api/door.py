"""Who calls: an API token, or the session of a signed-in browser with its CSRF token; nobody else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from ninja.security import HttpBearer

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.selectors import actor_of, actor_of_token

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOO_LONG = 200


class ForeignFormError(Exception):
    """A request with a session but without the token that only our own pages know."""

    code = "csrf"
    message = "请求没有带安全码，没有办理。用浏览器会话调用接口时，要带上页面里的 CSRF 安全码；程序请改用接口令牌。"


class Door(HttpBearer):
    """Lets in tokens and sessions. A request that shows a token is judged by the token alone."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Name the actor, or nobody."""
        header = request.headers.get("Authorization")
        if header is not None:
            scheme, _, token = header.partition(" ")
            return self.authenticate(request, token) if scheme.lower() == "bearer" else None
        if not request.user.is_authenticated:
            return None
        if request.method not in SAFE and _CsrfCheck(_nothing).refusal(request) is not None:
            raise ForeignFormError
        return actor_of(request.user)

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002 (Ninja's signature)
        """Name the actor that a token stands for."""
        token = token.strip()
        return actor_of_token(token) if 0 < len(token) <= TOO_LONG and token.isascii() else None


def actor_in(request: HttpRequest) -> Actor:
    """The actor that the door let in."""
    actor: Any = request.auth  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)  # noqa: S101 (every operation stands behind the door)
    return actor


class _CsrfCheck(CsrfViewMiddleware):
    def refusal(self, request: HttpRequest) -> object:
        self.process_request(request)
        return self.process_view(request, _nothing, (), {})

    def _reject(self, request: HttpRequest, reason: str) -> Any:  # noqa: ARG002 (Django's signature)
        return reason


def _nothing(_request: HttpRequest) -> Any:
    return None
