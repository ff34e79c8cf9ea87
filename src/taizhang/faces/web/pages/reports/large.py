"""A report of an organisation with very many below it: what takes long is done as a run, watched and stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import OpenReport, open_for, open_report
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.texts import notice_of, shortfalls_of
from taizhang.apps.reports.selectors.unmet import to_ask_first
from taizhang.apps.reports.services.beginning import Step
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.services import Running
from taizhang.faces.web.pages.reports.own_runs import OwnRuns
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page, wants_fragment
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

ROUTES = ("reports:edit", "reports:self_check")
MANY = 150
"""With so many below, asking what all of them owe for the first time may take longer than a page should."""
LARGE = OwnRuns(
    "large_report",
    "reports:working",
    "reports:stop_working",
    "停下时什么也没有写进去，重新来一次就行。",
    "做完手头这一步",
)

Work = Callable[[Actor, Step], tuple[int, str]]
"""What is done: it gives the report to go to, and what to say there."""


def begun_as_run(frame: Frame, organization: int, title: str, work: Work, route: str = "reports:edit") -> HttpResponse:
    """Begin it in the background, and lead to the page that shows how far it is; one at a time for each person."""
    actor = cast("Actor", frame.actor)
    going = next((one for one in LARGE.all(frame) if one.is_open and one.organization == organization), None)
    if going is not None:
        return announce(redirect(LARGE.address(frame, going.id)), "上一次还没有做完，没有另开一次。")
    run = runs.begin_run(LARGE.task, title, account=actor.account, organization=organization)
    runs.in_background(run, lambda running: _worked(actor, work, running) | {"route": route})
    return redirect(LARGE.address(frame, run))


def report_as_run(request: HttpRequest, report_id: int, title: str, work: Work) -> HttpResponse | None:
    """The same for a report that stands; nothing where it is not so large, and is done at once."""
    frame = frame_of(request)
    report = open_for(cast("Actor", frame.actor), report_id, Permission.WRITE_REPORTS)
    organization = report.organization_id
    if len(reach_of(organization, report.until).below) < MANY:
        return None
    return begun_as_run(frame, organization, f"{report.year}年述职报告：{title}", work)


def to_be_asked_first(request: HttpRequest, report: OpenReport, route: str) -> HttpResponse | None:
    """The page that says what has to be worked out first, where that is much; nothing where the page can be shown."""
    frame = frame_of(request)
    count = to_ask_first(cast("Actor", frame.actor), report.organization_id, notice_of(report), MANY)
    if count < MANY:
        return None
    words = {
        "report_id": report.pk,
        "count": count,
        "route": route,
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/to_ask_page.html", context=words)


@require_POST
@signed_in_only
def ask_first(request: HttpRequest, report_id: int) -> HttpResponse:
    """Work out what those below owe, as a run; then the page that needs it opens at once."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    sent = request.POST.get("route", "")
    route = sent if sent in ROUTES else "reports:edit"
    if to_ask_first(actor, report.organization_id, notice_of(report), MANY) < MANY:
        return redirect(frame.address.to(route, report_id))

    def asked(who: Actor, told: Step) -> tuple[int, str]:
        told(0, 1, "核对应办事项")
        shortfalls_of(who, report)
        return report_id, ""

    return begun_as_run(frame, report.organization_id, f"{report.year}年述职报告：核对应办事项", asked, route)


@require_safe
@signed_in_only
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is; where it is done, the report itself."""
    frame = frame_of(request)
    row = LARGE.one(frame, run_id)
    if row.state == "done" and row.result.get("report"):
        route = row.result.get("route")
        address = frame.address.to(route if route in ROUTES else "reports:edit", row.result["report"])
        answer = HttpResponse(status=204, headers={"HX-Redirect": address})
        arrived = answer if wants_fragment(request) else redirect(address)
        said = str(row.result.get("said", ""))
        return announce(arrived, said) if said else arrived
    words: dict[str, Any] = LARGE.words(frame, row) | {
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))]
    }
    return render_page(request, "reports/working_page.html", "reports/working.html", words)


@require_POST
@signed_in_only
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask it to stop."""
    return LARGE.stopped(frame_of(request), run_id)


def _worked(actor: Actor, work: Work, running: Running) -> dict[str, Any]:
    def told(done: int, total: int, word: str) -> None:
        # The last step is the run's own to tell: until then somebody may still stop it.
        running.advance(done, total + 1, word)

    report, said = work(actor, told)
    return {"report": report, "said": said}
