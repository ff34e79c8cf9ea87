"""The page of the levels of 三审三校: which an organisation has for its texts and its duty reports, and naming them."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may, require, require_visible
from taizhang.apps.reports.errors import RouteError
from taizhang.apps.reports.selectors.reviews import route_of
from taizhang.apps.reports.services.reviewing import (
    FEWEST_LEVELS,
    LONGEST_LEVEL,
    MOST_BETWEEN,
    MOST_LEVELS,
    set_route,
)
from taizhang.domain.reviewing import way_of_duty_report
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce


class LevelsForm(forms.Form):
    """The levels from the first to the last, one a line; and what a duty report passes besides."""

    levels = forms.CharField(
        label="文稿的各级",
        widget=forms.Textarea(attrs={"rows": MOST_LEVELS}),
        error_messages={"required": "还没有填。"},
        help_text=f"一行一级，从第一级到最后一级，{FEWEST_LEVELS}到{MOST_LEVELS}级，每级{LONGEST_LEVEL}字以内。",
    )
    between = forms.CharField(
        label="述职报告另加的级",
        required=False,
        widget=forms.Textarea(attrs={"rows": MOST_BETWEEN}),
        help_text=f"加在起草人员和书记（述职人）之间，一行一级，最多{MOST_BETWEEN}级；不加就空着。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def levels(request: HttpRequest) -> HttpResponse:
    """Show the way; who may adopt rules here can change it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    require_visible(frame.actor, frame.organization.id)
    now = route_of(frame.organization.id)
    if request.method != "POST":
        named = {"levels": "\n".join(now.levels), "between": "\n".join(now.between)}
        return _page(request, frame, LevelsForm(initial=named))
    require(frame.actor, Permission.ADOPT_RULES, frame.organization.id)
    form = LevelsForm(request.POST)
    if form.is_valid():
        try:
            given = form.cleaned_data
            set_route(frame.actor, frame.organization.id, given["levels"].splitlines(), given["between"].splitlines())
        except RouteError as refused:
            form.add_error(refused.field, refused.message)
        else:
            said = "已改。还没有定稿的报告、没有发出的文稿按新的各级审校。"
            return announce(redirect(frame.address.to("reports:levels")), said)
    return _page(request, frame, form, status=422)


def _page(request: HttpRequest, frame: Frame, form: LevelsForm, status: int = 200) -> HttpResponse:
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    route = route_of(frame.organization.id)
    words = {
        "form": form if may(frame.actor, Permission.ADOPT_RULES, frame.organization.id) else None,
        "levels": route.levels,
        "duty": [level.name for level in way_of_duty_report(route.between, of_person=False)],
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/levels_page.html", context=words, status=status)
