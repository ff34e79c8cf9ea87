"""The page of the levels of 三审三校: which an organisation has, and naming them anew."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may, require, require_visible
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.reviews import levels_of
from taizhang.apps.reports.services.reviewing import FEWEST_LEVELS, LONGEST_LEVEL, MOST_LEVELS, set_route
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce


class LevelsForm(forms.Form):
    """The levels from the first to the last, one a line."""

    levels = forms.CharField(
        label="各级",
        widget=forms.Textarea(attrs={"rows": MOST_LEVELS}),
        error_messages={"required": "还没有填。"},
        help_text=f"一行一级，从第一级到最后一级，{FEWEST_LEVELS}到{MOST_LEVELS}级，每级{LONGEST_LEVEL}字以内。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def levels(request: HttpRequest) -> HttpResponse:
    """Show the way; who may adopt rules here can change it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    require_visible(frame.actor, frame.organization.id)
    now = levels_of(frame.organization.id)
    if request.method != "POST":
        return _page(request, frame, LevelsForm(initial={"levels": "\n".join(now)}))
    require(frame.actor, Permission.ADOPT_RULES, frame.organization.id)
    form = LevelsForm(request.POST)
    if form.is_valid():
        try:
            set_route(frame.actor, frame.organization.id, form.cleaned_data["levels"].splitlines())
        except ReportError as refused:
            form.add_error("levels", refused.message)
        else:
            return announce(redirect(frame.address.to("reports:levels")), "已改。还没有定稿的报告按新的各级审校。")
    return _page(request, frame, form, status=422)


def _page(request: HttpRequest, frame: Frame, form: LevelsForm, status: int = 200) -> HttpResponse:
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    words = {
        "form": form if may(frame.actor, Permission.ADOPT_RULES, frame.organization.id) else None,
        "levels": levels_of(frame.organization.id),
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/levels_page.html", context=words, status=status)
