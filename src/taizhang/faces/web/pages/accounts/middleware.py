"""Before anything else, a password of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from taizhang.apps.accounts.selectors import must_change_password
from taizhang.faces.web.shell.render import wants_fragment


class OwnPasswordFirst:
    """Leads whoever signed in with a one-time or outdated password to the page where he sets his own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; Django hands over the view in `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        """Answer in the view's place while the password is not one's own."""
        match = request.resolver_match
        # The API refuses on its own: such an account has no rights.
        if match is None or match.namespace == "accounts" or request.path.startswith("/api/"):
            return None
        if not request.user.is_authenticated or not must_change_password(request.user):
            return None
        if wants_fragment(request):
            answer = HttpResponse(status=401)
            answer["HX-Redirect"] = reverse("accounts:first_password")
            return answer
        return redirect("accounts:first_password")
