"""Where somebody goes after signing in: back to where he wanted to go, else to the page of his role."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from taizhang.apps.accounts.selectors import actor_of, must_change_password
from taizhang.faces.web.shell.navigation import BUSINESS, path_of
from taizhang.faces.web.shell.sign_in import to_sign_in

HOMES = ("desk:index", "ledger:index")
ADMINISTRATORS_HOME = "system:index"
LONGEST = 600


def root(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the page where one's work begins."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    return redirect(home_of(request))


def home_of(request: HttpRequest) -> str:
    """The page where the work of whoever is signed in begins."""
    if not request.user.is_authenticated:
        return reverse("accounts:sign_in")
    if must_change_password(request.user):
        return reverse("accounts:first_password")
    roles = {role.value for role in actor_of(request.user).roles}
    routes = HOMES if roles & BUSINESS else (ADMINISTRATORS_HOME,) if roles else ()
    return next(filter(None, map(path_of, routes)), reverse("accounts:own"))


def safe_next(request: HttpRequest, wanted: str) -> str:
    """The wanted address where it is a page of ours; empty for everything else, `//evil` and its like included."""
    if not wanted.startswith("/") or len(wanted) > LONGEST or not wanted.isprintable():
        return ""
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return ""
    path = wanted.partition("?")[0].partition("#")[0]
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return "" if path == "/" or (found.namespace == "accounts" and found.url_name != "own") else wanted


def address_of(request: HttpRequest) -> str:
    """Where the request came from: what the TLS front end added, or the other end of the connection."""
    if settings.ENVIRONMENT.https:
        # Only the last hop is the front end's own word; everything before it the caller may have written himself.
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if last:
            return last[:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
