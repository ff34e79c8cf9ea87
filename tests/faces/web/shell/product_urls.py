"""The shell's own routes with the least around them, so that these tests need no page area."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def _empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(([path("", _empty, name="index")], "desk"))),
    path("accounts/", include(([path("in/", _empty, name="sign_in")], "accounts"))),
    path("shell/", include("taizhang.faces.web.shell.urls")),
]
