"""The pages of 述职通知: those that reach the organisation; issuing one, changing it, withdrawing it."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may, require, require_visible
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.notices import (
    NoticeLine,
    history_of,
    list_notices,
    notice_by_id,
    withdrawn_notices,
)
from taizhang.apps.reports.services.beginning import issue_notice
from taizhang.apps.reports.services.noticing import LONGEST_REASON, change_notice, withdraw_notice
from taizhang.domain.reporting import Notice
from taizhang.faces.web.pages.reports.wishes import ExtentForm, until_of
from taizhang.faces.web.shell.form_fields import blame
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_WITHDRAWN = 20
HINTS = {"交稿日期": "due_on", "必写内容": "required", "理由": "reason", "年度不能改": "year"}
_WHOLE = "要填一个整数。"


class NoticeForm(ExtentForm):
    """What a 述职通知 asks of every report below."""

    title = forms.CharField(label="标题", max_length=120, error_messages={"required": "还没有填。"})
    number = forms.CharField(label="文号", max_length=60, required=False, help_text="没有就空着。")
    year = forms.IntegerField(
        label="年度",
        min_value=2000,
        max_value=2100,
        error_messages={"required": "还没有填。", "invalid": _WHOLE, "min_value": "太早了。", "max_value": "太晚了。"},
    )
    due_on = forms.DateField(
        label="交稿日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="到哪天要交；填了，各单位的工作台上会列出来。",
        error_messages={"invalid": "日子看不懂。写成 2025-12-10 这样。"},
    )
    least_problems_percent = forms.IntegerField(
        label="问题至少占百分之几",
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
    field_order = ("title", "number", "year", "until", "due_on")

    def notice(self) -> Notice:
        """What is asked, for the service."""
        said = self.cleaned_data
        topics = tuple(line.strip() for line in said["required"].splitlines() if line.strip())
        share = said["least_problems_percent"] or 0
        return Notice(said["year"], said["until"], said["most_characters"], share, topics)


class ChangeForm(NoticeForm):
    """The same, with why it is changed; the year stays."""

    reason = forms.CharField(
        label="为什么改",
        max_length=LONGEST_REASON,
        error_messages={"required": "还没有写理由。", "max_length": f"最多{LONGEST_REASON}个字。"},
    )


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
        own = frame.organization.id
        try:
            issue_notice(frame.actor, own, said["title"], form.notice(), said["number"], said["due_on"])
        except ReportError as refused:
            blame(form, refused.message, HINTS)
        else:
            back = redirect(frame.address.to("reports:notices"))
            return announce(back, "已发通知。本组织和下面的党组织起草时可以选它。")
    return _page(request, frame, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def change(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice with its versions; who issued it puts another one in its place, with a reason."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    row = notice_by_id(actor, notice_id)
    if row is None:
        raise Http404
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=_initial(row))
    if form.is_valid():
        said = form.cleaned_data
        try:
            change_notice(
                actor, notice_id, said["title"], form.notice(), said["number"], said["due_on"], said["reason"]
            )
        except ReportError as refused:
            blame(form, refused.message, HINTS)
        else:
            back = redirect(frame.address.to("reports:notices"))
            return announce(back, "已改成新的一版。照它起草的报告上会看到改了什么。")
    return _change_page(request, frame, row, form)


@require_POST
@signed_in_only
def withdraw(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Withdraw a notice with a reason; what was begun by it stays."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    row = notice_by_id(actor, notice_id)
    if row is None:
        raise Http404
    try:
        withdraw_notice(actor, notice_id, request.POST.get("reason", ""))
    except ReportError as refused:
        return _change_page(request, frame, row, ChangeForm(initial=_initial(row)), refused.message)
    back = redirect(frame.address.to("reports:notices"))
    return announce(back, "已撤回。照它起草的报告都留着，上面写明已撤回。")


def _initial(row: Any) -> dict[str, Any]:
    said = {key: getattr(row, key) for key in ("title", "number", "year", "until", "due_on")}
    said["most_characters"] = row.most_characters or None
    topics = "\n".join(json.loads(row.required))
    return said | {"least_problems_percent": row.least_problems_percent or None, "required": topics}


def _change_page(request: HttpRequest, frame: Frame, row: Any, form: ChangeForm, refused: str = "") -> HttpResponse:
    form.fields["year"].disabled = True
    words = {
        "row": row,
        "form": form,
        "refused": refused,
        "steps": history_of(row),
        "crumbs": [*_crumbs(frame), ("述职通知", frame.address.to("reports:notices"))],
        "back": frame.address.to("reports:notices"),
    }
    status = 422 if refused or form.errors else 200
    return render_page(request, "reports/notice_page.html", context=words, status=status)


def _page(request: HttpRequest, frame: Frame, form: NoticeForm, status: int = 200) -> HttpResponse:
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    actor, own = frame.actor, frame.organization.id
    writes = may(actor, Permission.WRITE_REPORTS, own)
    words: dict[str, Any] = {
        "form": form if writes else None,
        "rows": [
            (
                one,
                frame.address.to("reports:begin", notice=one.id) if writes else "",
                frame.address.to("reports:notice", one.id) if _may_change(actor, one) else "",
                one.due_on is not None and one.due_on < frame.today,
            )
            for one in list_notices(actor, own, frame.today)
        ],
        "withdrawn": withdrawn_notices(actor, own, frame.today)[:MOST_WITHDRAWN],
        "crumbs": _crumbs(frame),
    }
    return render_page(request, "reports/notices_page.html", context=words, status=status)


def _may_change(actor: Actor, line: NoticeLine) -> bool:
    return may(actor, Permission.WRITE_REPORTS, line.organization)


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))]
