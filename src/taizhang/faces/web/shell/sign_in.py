"""Keeps pages for those who have signed in; a fragment sends the whole browser to the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url

from taizhang.faces.web.shell.render import wants_fragment

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def signed_in_only(view: View[Rest]) -> View[Rest]:
    """Let only signed-in accounts reach the view; others sign in and come back to where they wanted to go."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return to_sign_in(request)

    return guarded


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page, and from there back."""
    # After a POST there is nothing to come back to but the page it came from; the home page is always safe.
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    if wants_fragment(request):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
        return answer
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")
