"""A report of an organisation with very many below it: what takes long is done as a run, watched and stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.services.beginning import Step
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.services import Running
from taizhang.faces.web.pages.reports.own_runs import OwnRuns
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page, wants_fragment
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

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


def begun_as_run(frame: Frame, organization: int, title: str, work: Work) -> HttpResponse:
    """Begin it in the background, and lead to the page that shows how far it is; one at a time for each person."""
    actor = cast("Actor", frame.actor)
    going = next((one for one in LARGE.all(frame) if one.is_open and one.organization == organization), None)
    if going is not None:
        return announce(redirect(LARGE.address(frame, going.id)), "上一次还没有做完，没有另开一次。")
    run = runs.begin_run(LARGE.task, title, account=actor.account, organization=organization)
    runs.in_background(run, lambda running: _worked(actor, work, running))
    return redirect(LARGE.address(frame, run))


def report_as_run(request: HttpRequest, report_id: int, title: str, work: Work) -> HttpResponse | None:
    """The same for a report that stands; nothing where it is not so large, and is done at once."""
    frame = frame_of(request)
    report = open_for(cast("Actor", frame.actor), report_id, Permission.WRITE_REPORTS)
    organization = report.organization_id
    if len(reach_of(organization, report.until).below) < MANY:
        return None
    return begun_as_run(frame, organization, f"{report.year}年述职报告：{title}", work)


@require_safe
@signed_in_only
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is; where it is done, the report itself."""
    frame = frame_of(request)
    row = LARGE.one(frame, run_id)
    if row.state == "done" and row.result.get("report"):
        address = frame.address.to("reports:edit", row.result["report"])
        answer = HttpResponse(status=204, headers={"HX-Redirect": address})
        return announce(answer if wants_fragment(request) else redirect(address), str(row.result.get("said", "")))
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
