"""The page that holds a report somebody wrote against the ledger (核验). Nothing of the report is kept."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.domain.reading import ReportRead, read_report
from taizhang.domain.reading.acts import Act
from taizhang.domain.reading.sections import PART_WORDS
from taizhang.faces.web.pages.reports.holding import MOST_HELD, held_figures, kind_named_in, scopes_of
from taizhang.faces.web.pages.reports.telling import counted, rows_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sent_text import NothingSentError, SentReport, sent_report
from taizhang.faces.web.shell.sign_in import signed_in_only

PAGE, FRAGMENT = "reports/verify_page.html", "reports/verify.html"
MOST_PASTED_BACK = 400_000
MOST_ACTS = 40


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def verify(request: HttpRequest) -> HttpResponse:
    """An empty form, or the table of a report's numbers with what the ledger says to each."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    words: dict[str, Any] = {"crumbs": [("报告", frame.address.to("reports:index"))], "sent": None}
    if request.method != "POST":
        return render_page(request, PAGE, FRAGMENT, words)
    try:
        sent = sent_report(request)
    except NothingSentError as refused:
        words |= {"refused": refused.message, "pasted": request.POST.get("text", "")[:MOST_PASTED_BACK]}
        return render_page(request, PAGE, FRAGMENT, words, status=422)
    return render_page(request, PAGE, FRAGMENT, words | _held(frame, sent, request.POST.get("year", "")))


def _held(frame: Frame, sent: SentReport, asked: str) -> dict[str, Any]:
    report = read_report(sent.text)
    year = _year(frame, report, asked)
    actor = cast("Actor", frame.actor)
    scopes = scopes_of(frame, actor, year)
    rows = rows_of(frame, report, held_figures(frame, actor, report, year, scopes), scopes)
    return {
        "sent": sent,
        "report": report,
        "year": year,
        "year_notice": _year_notice(report, year),
        "rows": rows,
        "unheld": max(0, len(report.figures) - MOST_HELD),
        "counted": counted(rows),
        "shares": [(PART_WORDS[part], share) for part, share in report.shares.items()],
        "acts": [(act, _kind_of(frame, act)) for act in report.acts[:MOST_ACTS]],
        "claims": report.claims[:MOST_ACTS],
        "scope": scopes[0].word if scopes else "",
    }


def _year(frame: Frame, report: ReportRead, asked: str) -> int:
    """The year that was chosen, else the report's own, else the one that the page is about."""
    if asked.isascii() and asked.isdigit() and int(asked[:4]) in frame.years:
        return int(asked[:4])
    own = report.naming.year
    return own if own is not None and min(frame.years) <= own <= frame.today.year else frame.year


def _year_notice(report: ReportRead, year: int) -> str:
    own = report.naming.year
    if own is None:
        return f"报告里看不出年度，按{year}年核对。"
    return "" if own == year else f"报告写的是{own}年，现在按{year}年核对。"


def _kind_of(frame: Frame, act: Act) -> str | None:
    """The kind that the words of an act name, or none; None where no draft can be made of it."""
    whole = len(act.day) == len("2023-07-01") and not act.day.startswith("-")
    return kind_named_in(frame, act.text) if frame.may_record and whole else None
