"""What people decide beside the text: self-check, intentions, changed and typed numbers, remarks, levels, issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.services.attaching import open_attachment
from taizhang.apps.reports.doors import open_for, open_report
from taizhang.apps.reports.errors import NotReadyError, ReportError
from taizhang.apps.reports.selectors.lists import issue_of, versions_of
from taizhang.apps.reports.selectors.reviews import reviews_of
from taizhang.apps.reports.selectors.texts import document_of, self_check, version_of
from taizhang.apps.reports.services import beginning, deciding, issuing, reviewing, saving
from taizhang.domain.reporting import Choice
from taizhang.domain.reporting.differences import differences
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class IntentionForm(forms.Form):
    """An item of next year's work."""

    text = forms.CharField(
        label="事项", max_length=deciding.LONGEST_INTENTION, error_messages={"required": "还没有填。"}
    )
    figure = forms.CharField(
        label="对应的数据",
        max_length=160,
        required=False,
        help_text="填数据编号，如 party_lecture/count；不计数的留空。",
    )
    target = forms.IntegerField(
        label="目标数",
        required=False,
        min_value=1,
        error_messages={"invalid": "要填一个整数。", "min_value": "目标数要大于 0。"},
    )
    due_on = forms.DateField(label="完成时间", required=False, widget=_DAY, error_messages={"invalid": "日子看不懂。"})


def _back(frame: Frame, report_id: int, route: str = "reports:edit") -> HttpResponse:
    return redirect(frame.address.to(route, report_id))


def _done(request: HttpRequest, report_id: int, act: Callable[[Actor], object], said: str) -> HttpResponse:
    """Do it, and go back to the text; what is refused is said there."""
    frame = frame_of(request)
    try:
        act(cast("Actor", frame.actor))
    except ReportError as refused:
        if refused.code == "not_found":
            raise
        return announce(_back(frame, report_id), refused.message)
    return announce(_back(frame, report_id), said)


@require_safe
@signed_in_only
def check_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """自查: every unmet obligation with what becomes of it; for the secretary alone."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    words = {
        "report": report,
        "rows": self_check(actor, report_id),
        "crumbs": [
            ("述职报告", frame.address.to("reports:drafts")),
            ("正文", frame.address.to("reports:edit", report_id)),
        ],
    }
    return render_page(request, "reports/self_check_page.html", context=words)


@require_POST
@signed_in_only
def decide(request: HttpRequest, report_id: int) -> HttpResponse:
    """Write a shortfall, or leave it out for a reason."""
    said = request.POST
    choice = Choice(
        said.get("write") != "no",
        said.get("reason", "")[:300],
        said.get("cause", "")[:500],
        said.get("measure", "")[:500],
    )
    frame = frame_of(request)
    try:
        deciding.decide(cast("Actor", frame.actor), report_id, said.get("rule", "")[:160], choice)
    except ReportError as refused:
        if refused.code == "not_found":
            raise
        return announce(_back(frame, report_id, "reports:self_check"), refused.message)
    return announce(_back(frame, report_id, "reports:self_check"), "已记下。重新起草时照这样写。")


@require_POST
@signed_in_only
def draft_again(request: HttpRequest, report_id: int) -> HttpResponse:
    """Draft anew; the versions so far stay."""
    return _done(
        request, report_id, lambda actor: beginning.draft_again(actor, report_id), "已按台账重新起草，原来各稿都在。"
    )


@require_POST
@signed_in_only
def take(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take the ledger's present answer."""
    chip = request.POST.get("chip", "")[:40]
    return _done(request, report_id, lambda actor: saving.take_change(actor, report_id, chip), "已更新，存成新的一稿。")


@require_POST
@signed_in_only
def keep_value(request: HttpRequest, report_id: int) -> HttpResponse:
    """Keep the old value, with a reason."""
    chip, reason = request.POST.get("chip", "")[:40], request.POST.get("reason", "")
    return _done(
        request, report_id, lambda actor: saving.keep_change(actor, report_id, chip, reason), "已保留，理由记下了。"
    )


@require_POST
@signed_in_only
def vouch(request: HttpRequest, report_id: int) -> HttpResponse:
    """Answer for what was typed."""
    said = request.POST
    block, text = said.get("block", "")[:80], said.get("text", "")[:200]
    return _done(
        request,
        report_id,
        lambda actor: saving.vouch(actor, report_id, block, text, said.get("reason", "")),
        "来源记下了。",
    )


@require_POST
@signed_in_only
def intend(request: HttpRequest, report_id: int) -> HttpResponse:
    """Announce an item of next year's work."""
    open_for(cast("Actor", frame_of(request).actor), report_id, Permission.WRITE_REPORTS)
    form = IntentionForm(request.POST)
    if not form.is_valid():
        wrong = next(iter(form.errors.values()))[0]
        return announce(_back(frame_of(request), report_id), f"没有记下打算：{wrong}")
    given: dict[str, Any] = {key: form.cleaned_data[key] for key in ("figure", "target", "due_on")}
    text = form.cleaned_data["text"]
    return _done(
        request,
        report_id,
        lambda actor: deciding.intend(actor, report_id, text, **given),
        "已记下打算。重新起草时写进正文，明年起草时再问落实情况。",
    )


@require_POST
@signed_in_only
def remark(request: HttpRequest, report_id: int) -> HttpResponse:
    """Put a remark beside a paragraph."""
    block, text = request.POST.get("block", "")[:80], request.POST.get("text", "")
    return _done(request, report_id, lambda actor: deciding.remark(actor, report_id, block, text), "批注记下了。")


@require_POST
@signed_in_only
def settle(request: HttpRequest, report_id: int, remark_id: int) -> HttpResponse:
    """A remark is done."""
    return _done(request, report_id, lambda actor: deciding.settle(actor, report_id, remark_id), "批注已处理。")


@require_POST
@signed_in_only
def review(request: HttpRequest, report_id: int) -> HttpResponse:
    """Pass at one's level, or send back."""
    said = request.POST
    number = said.get("version", "")
    version = int(number) if number.isdecimal() else 0
    passed = said.get("passed") == "yes"
    return _done(
        request,
        report_id,
        lambda actor: reviewing.review(actor, report_id, version, passed=passed, remark=said.get("remark", "")),
        "已通过本级。" if passed else "已退回，从第一级重新走。",
    )


@require_POST
@signed_in_only
def issue(request: HttpRequest, report_id: int) -> HttpResponse:
    """Freeze the latest version."""
    frame = frame_of(request)
    number = request.POST.get("version", "")
    try:
        issuing.issue(cast("Actor", frame.actor), report_id, int(number) if number.isdecimal() else 0)
    except NotReadyError as refused:
        return announce(_back(frame, report_id), refused.message)
    except ReportError as refused:
        if refused.code == "not_found":
            raise
        return announce(_back(frame, report_id), refused.message)
    return announce(_back(frame, report_id), "已定稿。.docx 和 PDF 已存好，以后下载的都是这一份。")


@require_safe
@signed_in_only
def versions(request: HttpRequest, report_id: int) -> HttpResponse:
    """Every version, with what changed between two, and the whole way through the levels; made to be printed."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    rows = versions_of(report)
    new = _number(request, "new") or rows[0].number
    old = _number(request, "old") or max(1, new - 1)
    words = {
        "report": report,
        "rows": rows,
        "old": old,
        "new": new,
        "differences": differences(document_of(version_of(report, old)), document_of(version_of(report, new))),
        "reviews": reviews_of(report),
        "crumbs": [
            ("述职报告", frame.address.to("reports:drafts")),
            ("正文", frame.address.to("reports:edit", report_id)),
        ],
    }
    return render_page(request, "reports/versions_page.html", context=words)


@require_safe
@signed_in_only
def issued_file(request: HttpRequest, report_id: int, form: str) -> HttpResponseBase:
    """The very bytes that were issued."""
    actor = cast("Actor", frame_of(request).actor)
    report = open_report(actor, report_id)
    row = issue_of(report, _number(request, "version") or None)
    if row is None:
        raise Http404
    attachment, path = open_attachment(actor, row.word_file_id if form == "docx" else row.portable_file_id)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.media_type
    response["Cache-Control"] = "no-store, private"
    return response


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 (a version's number)
