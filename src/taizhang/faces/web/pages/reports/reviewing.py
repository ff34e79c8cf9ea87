"""The page for many reports side by side (批量审阅): read in the background, told as one table; nothing is ranked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.selectors import RunRow
from taizhang.faces.web.pages.reports.batch import REVIEW, BatchForm, Files, reviewed_files, sheets_of
from taizhang.faces.web.pages.reports.own_runs import OwnRuns
from taizhang.faces.web.pages.reports.sent import sent_files
from taizhang.faces.web.shell.downloads import csv_response, workbook_response
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sent_text import NothingSentError
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_REPORTS = 500
REVIEWS = OwnRuns(
    REVIEW, "reports:reviewed", "reports:stop_review", "停下就没有结果，什么都不会留下。", "读完手头这一份"
)


@require_safe
@signed_in_only
def review_page(request: HttpRequest) -> HttpResponse:
    """The form, and one's own last reviews."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    return _page(request, frame, BatchForm())


@require_POST
@signed_in_only
def start(request: HttpRequest) -> HttpResponse:
    """Take the files in, and begin to read them."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise Http404
    form = BatchForm(request.POST)
    if not form.is_valid():
        return _page(request, frame, form, status=422)
    try:
        files = _sent(request)
    except NothingSentError as refused:
        return _page(request, frame, form, refused.message, status=422)
    return redirect(REVIEWS.address(frame, _begin(frame.actor, files, form)))


@require_safe
@signed_in_only
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is, and then the table; asked again every two seconds while it goes on."""
    frame = frame_of(request)
    row = REVIEWS.one(frame, run_id)
    return render_page(request, "reports/reviewed_page.html", "reports/reviewed.html", _words(frame, row))


@require_POST
@signed_in_only
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask it to stop."""
    return REVIEWS.stopped(frame_of(request), run_id)


@require_safe
@signed_in_only
def export(request: HttpRequest, run_id: int) -> HttpResponse:
    """All tables as a workbook, or the first as CSV."""
    row = REVIEWS.one(frame_of(request), run_id)
    sheets = sheets_of(row.result)
    if not sheets:
        raise Http404
    if request.GET.get("form") == "csv":
        return csv_response("批量审阅", sheets[0].headings, sheets[0].rows)
    return workbook_response("批量审阅", sheets)


@require_http_methods(["POST"])
@signed_in_only
def forget(request: HttpRequest, run_id: int) -> HttpResponse:
    """Throw the result away; that a review was made stays in the list of runs."""
    frame = frame_of(request)
    row = REVIEWS.one(frame, run_id)
    forgotten = runs.forget_result(row.id)
    back = redirect(frame.address.to("reports:review"))
    return announce(back, "已丢掉这次审阅的结果。" if forgotten else "还在读，先停下再丢。")


def _sent(request: HttpRequest) -> Files:
    files = Files(sent_files(request, "files"), sent_files(request, "earlier"))
    if not files.now:
        raise NothingSentError("还没有选文件。选几份报告，或一个压缩包。")
    if len(files.now) + len(files.before) > MOST_REPORTS:
        raise NothingSentError(f"一次最多{MOST_REPORTS}份。分几次传。")
    return files


def _begin(actor: Actor, files: Files, form: BatchForm) -> int:
    run = runs.begin_run(REVIEW, f"批量审阅 {len(files.now)} 份报告", account=actor.account)
    demands = form.demands()
    runs.in_background(run, lambda running: reviewed_files(files, demands, running.advance))
    return run


def _page(request: HttpRequest, frame: Frame, form: BatchForm, refused: str = "", status: int = 200) -> HttpResponse:
    words: dict[str, Any] = {
        "form": form,
        "refused": refused,
        "runs": REVIEWS.listed(frame),
        "crumbs": [("报告", frame.address.to("reports:index"))],
    }
    return render_page(request, "reports/review_page.html", context=words, status=status)


def _words(frame: Frame, row: RunRow) -> dict[str, Any]:
    return REVIEWS.words(frame, row) | {
        "reports": row.result.get("reports", ()),
        "unread": row.result.get("unread", ()),
        "export": frame.address.to("reports:export_review", row.id),
        "export_csv": frame.address.to("reports:export_review", row.id, form="csv"),
        "forget": frame.address.to("reports:forget_review", row.id),
        "again": frame.address.to("reports:review"),
        "crumbs": [("报告", frame.address.to("reports:index")), ("批量审阅", frame.address.to("reports:review"))],
    }
