"""What people decide beside the text: changed and typed numbers, remarks, levels, issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.services.attaching import open_attachment
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.lists import issue_of, versions_of
from taizhang.apps.reports.selectors.reviews import list_reviews
from taizhang.apps.reports.selectors.texts import document_of, version_of
from taizhang.apps.reports.services import beginning, deciding, issuing, reviewing, saving
from taizhang.apps.reports.services.beginning import Step
from taizhang.domain.reporting.differences import differences
from taizhang.faces.web.pages.reports.large import report_as_run
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import counted


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


@require_POST
@signed_in_only
def draft_again(request: HttpRequest, report_id: int) -> HttpResponse:
    """Draft anew; the versions so far stay."""
    said = "已按台账重新起草，原来各稿都在。"

    def again(actor: Actor, told: Step) -> tuple[int, str]:
        beginning.draft_again(actor, report_id, told)
        return report_id, said

    going = report_as_run(request, report_id, "重新起草", again)
    return going or _done(request, report_id, lambda actor: beginning.draft_again(actor, report_id), said)


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
    version = counted(said.get("version", ""))
    passed = said.get("passed") == "yes"
    return _done(
        request,
        report_id,
        lambda actor: reviewing.review(actor, report_id, version, passed=passed, remark=said.get("remark", "")),
        "已通过本级。" if passed else "已退回，从第一级重新走。",
    )


@require_POST
@signed_in_only
def take_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take one's own last word back."""
    version = counted(request.POST.get("version", ""))
    said = "已撤回，这一级还等审校。"
    return _done(request, report_id, lambda actor: reviewing.take_back(actor, report_id, version), said)


@require_POST
@signed_in_only
def issue(request: HttpRequest, report_id: int) -> HttpResponse:
    """Freeze the latest version."""
    version = counted(request.POST.get("version", ""))
    said = "已定稿。.docx 和 PDF 已存好，以后下载的都是这一份。"

    def issued(actor: Actor, told: Step) -> tuple[int, str]:
        told(0, 1, "核对全文，存文件")
        issuing.issue(actor, report_id, version)
        return report_id, said

    going = report_as_run(request, report_id, "定稿", issued)
    return going or _done(request, report_id, lambda actor: issuing.issue(actor, report_id, version), said)


@require_safe
@signed_in_only
def versions(request: HttpRequest, report_id: int) -> HttpResponse:
    """Every version, with what changed between two, and the whole way through the levels; made to be printed."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    rows = versions_of(report)
    new = counted(request.GET.get("new", "")) or rows[0].number
    old = counted(request.GET.get("old", "")) or max(1, new - 1)
    words = {
        "report": report,
        "rows": rows,
        "old": old,
        "new": new,
        "differences": differences(document_of(version_of(report, old)), document_of(version_of(report, new))),
        "reviews": list_reviews(report),
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
    row = issue_of(report, counted(request.GET.get("version", "")) or None)
    if row is None:
        raise Http404
    attachment, path = open_attachment(actor, row.word_file_id if form == "docx" else row.portable_file_id)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.media_type
    response["Cache-Control"] = "no-store, private"
    return response
