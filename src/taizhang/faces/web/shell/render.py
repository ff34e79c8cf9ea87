"""A view renders the page, or for htmx the fragment that the page itself includes. There is no third way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.toasts import COOKIE, forget_toast, toast_of


def wants_fragment(request: HttpRequest) -> bool:
    """Say whether htmx asked for a part: not when it restores a page from the browser's history."""
    return "HX-Request" in request.headers and not (
        "HX-Boosted" in request.headers or "HX-History-Restore-Request" in request.headers
    )


def render_page(
    request: HttpRequest,
    template: str,
    fragment: str = "",
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or for htmx only `fragment`; both find `frame` and the caller's context.

    The page puts the fragment in with `{% include fragment %}`, so that both show the same.
    """
    partial = bool(fragment) and wants_fragment(request)
    toast = toast_of(request)
    words = {**(context or {}), "frame": frame_of(request), "fragment": fragment, "toast": toast, "is_partial": partial}
    text = render_to_string(fragment if partial else template, words, request)
    if partial and toast:
        text += render_to_string("shell/toasts.html", words, request)
    response = HttpResponse(text, status=status)
    if COOKIE in request.COOKIES:
        forget_toast(response)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    response["Cache-Control"] = "no-store, private"
    return response
