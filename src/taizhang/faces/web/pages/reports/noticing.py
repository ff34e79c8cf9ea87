"""The page of 述职通知: those that reach the organisation, and issuing one for all below it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may, require, require_visible
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.notices import list_notices
from taizhang.apps.reports.services.beginning import FEWEST_CHARACTERS, MOST_CHARACTERS, issue_notice
from taizhang.domain.reporting import Notice
from taizhang.faces.web.pages.reports.drafts import LENGTH_MESSAGES, until_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

_WHOLE = "要填一个整数。"


class NoticeForm(forms.Form):
    """What a 述职通知 asks of every report below."""

    title = forms.CharField(label="标题", max_length=120, error_messages={"required": "还没有填。"})
    number = forms.CharField(label="文号", max_length=60, required=False, help_text="没有就空着。")
    year = forms.IntegerField(
        label="年度",
        min_value=2000,
        max_value=2100,
        error_messages={"required": "还没有填。", "invalid": _WHOLE, "min_value": "太早了。", "max_value": "太晚了。"},
    )
    until = forms.DateField(
        label="数据截至",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "还没有填。", "invalid": "日子看不懂。写成 2025-11-30 这样。"},
    )
    most_characters = forms.IntegerField(
        label="限定字数",
        initial=3000,
        min_value=FEWEST_CHARACTERS,
        max_value=MOST_CHARACTERS,
        error_messages={"required": "还没有填。", **LENGTH_MESSAGES},
    )
    least_problems_percent = forms.IntegerField(
        label="问题部分至少占百分之几",
        required=False,
        min_value=1,
        max_value=90,
        help_text="不填就不要求。",
        error_messages={"invalid": _WHOLE, "min_value": "填 1 到 90。", "max_value": "填 1 到 90。"},
    )
    required = forms.CharField(
        label="必写内容",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一项，照通知里的话写，如：上年度问题整改情况。",
    )

    def notice(self) -> Notice:
        """What is asked, for the service."""
        said = self.cleaned_data
        topics = tuple(line.strip() for line in said["required"].splitlines() if line.strip())
        share = said["least_problems_percent"] or 0
        return Notice(said["year"], said["until"], said["most_characters"], share, topics)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def notices(request: HttpRequest) -> HttpResponse:
    """List them; who writes reports here can issue one."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    require_visible(frame.actor, frame.organization.id)
    if request.method != "POST":
        return _page(request, frame, NoticeForm(initial={"year": frame.year, "until": until_of(frame)}))
    require(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    form = NoticeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            issue_notice(frame.actor, frame.organization.id, said["title"], form.notice(), said["number"])
        except ReportError as refused:
            form.add_error(None, refused.message)
        else:
            back = redirect(frame.address.to("reports:notices"))
            return announce(back, "已发通知。本组织和下面的党组织起草时可以选它。")
    return _page(request, frame, form, status=422)


def _page(request: HttpRequest, frame: Frame, form: NoticeForm, status: int = 200) -> HttpResponse:
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    writes = may(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    words: dict[str, Any] = {
        "form": form if writes else None,
        "rows": [
            (one, frame.address.to("reports:begin", notice=one.id) if writes else "")
            for one in list_notices(frame.actor, frame.organization.id, frame.today)
        ],
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/notices_page.html", context=words, status=status)
