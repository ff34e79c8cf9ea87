"""Signing in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.errors import SignInRefusedError, SlowDownError
from taizhang.apps.accounts.selectors import SignInName, sign_in_names
from taizhang.apps.accounts.services import sign_in, sign_out
from taizhang.apps.accounts.services.sessions import SEEN_COOKIE
from taizhang.apps.organizations.selectors import names_of
from taizhang.faces.web.pages.accounts.forms import SignInForm
from taizhang.faces.web.pages.accounts.whereto import address_of, home_of, safe_next
from taizhang.faces.web.shell.frame import LARGE_TEXT_COOKIE
from taizhang.faces.web.shell.sources import business_day, is_demo
from taizhang.faces.web.shell.toasts import forget_toast

ENDED = "刚才的登录已经结束：30分钟没有操作，或满了8小时，或在别处结束、改了密码。重新登录就能接着做，存过的草稿都在。"
LONGEST_NAME = 60


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and lead on."""
    if request.method == "POST":
        return _try(request)
    goes_on = safe_next(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(goes_on or home_of(request))
    form = SignInForm(initial={"login": request.GET.get("login", "")[:LONGEST_NAME]})
    return _page(request, form, goes_on)


@require_POST
def sign_out_page(request: HttpRequest) -> HttpResponse:
    """End the session of this browser."""
    sign_out(request)
    answer = redirect("accounts:sign_in")
    answer.delete_cookie(SEEN_COOKIE, samesite="Lax")
    # What was just done names records.
    forget_toast(answer)
    # Back to a page of the one before must ask the server, which then refuses.
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _try(request: HttpRequest) -> HttpResponse:
    goes_on = safe_next(request, request.POST.get("next", ""))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, goes_on, status=422)
    try:
        sign_in(request, form.cleaned_data["login"], form.cleaned_data["password"], address_of(request))
    except SlowDownError as refused:
        form.add_error(None, refused.message)
        answer = _page(request, form, goes_on, status=429)
        answer["Retry-After"] = str(refused.seconds)
        return answer
    except SignInRefusedError as refused:
        form.add_error(None, refused.message)
        return _page(request, form, goes_on, status=422)
    # Who must set his own password first is led there by the middleware, wherever he wanted to go.
    return redirect(goes_on or home_of(request))


def _page(request: HttpRequest, form: SignInForm, goes_on: str, status: int = 200) -> HttpResponse:
    was_signed_in = bool(request.COOKIES.get(SEEN_COOKIE)) and not form.is_bound
    words: dict[str, Any] = {
        "form": form,
        "next": goes_on,
        "notice": ENDED if was_signed_in else "",
        "is_demo": is_demo(),
        "demo_names": _demo_names() if is_demo() else (),
        "large_text": request.COOKIES.get(LARGE_TEXT_COOKIE) == "large",
    }
    return HttpResponse(render_to_string("shell/sign_in_page.html", words, request), status=status)


@dataclass(frozen=True, slots=True)
class DemoName:
    """A login name of the invented world, and what it is for."""

    login: str
    name: str
    role: str


def _demo_names() -> Sequence[DemoName]:
    """The names of the demonstration; in a real installation nobody is told who has an account."""
    found = sign_in_names()
    names = names_of({one.organization for one in found if one.organization}, business_day())
    return [DemoName(one.login, one.name, _role(one, names)) for one in found]


def _role(one: SignInName, names: dict[int, str]) -> str:
    where = names.get(one.organization, "") if one.organization else ""
    return f"{where} · {one.role.label}" if where else str(one.role.label)
