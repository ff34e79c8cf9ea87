"""The package of the reports that were drafted in one go (打包): made by a run, taken once, soon, by its maker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.runs import parcels
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.parcels import Ticket
from taizhang.apps.runs.services import Running
from taizhang.faces.web.pages.reports.all_drafts import Kept, kept_for, packed
from taizhang.faces.web.pages.reports.drafting_all import ALL_DRAFTS
from taizhang.faces.web.pages.reports.own_runs import OwnRuns
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.tickets import hand_ticket, ticket_of
from taizhang.faces.web.shell.toasts import announce

LIFETIME = timedelta(minutes=10)
PACKAGES = OwnRuns(
    "pack_reports", "reports:packed", "reports:stop_packing", "停下就没有压缩包，起草的报告都在。", "写完手头这一份"
)
_GONE = "这个压缩包已经取走，或过了10分钟。要用再打一次包。"


@require_POST
@signed_in_only
def pack(request: HttpRequest, run_id: int) -> HttpResponse:
    """Begin to pack what a run drafted, of what its maker may take out today."""
    frame = frame_of(request)
    actor, drafted = cast("Actor", frame.actor), ALL_DRAFTS.one(frame, run_id)
    rows = kept_for(actor, drafted.result)
    if drafted.is_open or not rows:
        raise Http404
    run = runs.begin_run(
        PACKAGES.task,
        drafted.title,
        account=actor.account,
        organization=drafted.organization,
        arguments={"drafted": drafted.id},
    )
    ticket = hand_ticket(request, _purpose(run), LIFETIME)
    runs.in_background(run, lambda running: _packed(actor, rows, drafted.id, ticket, running))
    return redirect(PACKAGES.address(frame, run))


@require_safe
@signed_in_only
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is, and then the package, while it waits."""
    frame = frame_of(request)
    row = PACKAGES.one(frame, run_id)
    ticket = ticket_of(request, _purpose(run_id))
    drafted = row.result.get("drafted")
    words: dict[str, Any] = PACKAGES.words(frame, row) | {
        "waits": not row.is_open and ticket is not None and parcels.waits(ticket),
        "package": frame.address.to("reports:take_package", run_id),
        "again": frame.address.to("reports:pack_all", drafted) if drafted else "",
        "back": ALL_DRAFTS.address(frame, drafted) if drafted else frame.address.to("reports:draft_all"),
        "crumbs": _crumbs(frame),
    }
    return render_page(request, "reports/packed_page.html", "reports/packed.html", words)


@require_POST
@signed_in_only
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask it to stop."""
    return PACKAGES.stopped(frame_of(request), run_id)


@require_POST
@signed_in_only
def take(request: HttpRequest, run_id: int) -> HttpResponse:
    """Hand the package out, once, to the session that had it made."""
    frame = frame_of(request)
    row = PACKAGES.one(frame, run_id)
    ticket = ticket_of(request, _purpose(run_id))
    content = parcels.collect(ticket) if ticket else None
    if content is None:
        return announce(redirect(PACKAGES.address(frame, run_id)), _GONE)
    answer = HttpResponse(content, content_type="application/zip")
    name = content_disposition_header(as_attachment=True, filename=f"{row.title}.zip")
    answer["Content-Disposition"] = name or "attachment"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _packed(actor: Actor, rows: list[Kept], drafted: int, ticket: Ticket, running: Running) -> dict[str, Any]:
    running.result = {"drafted": drafted}
    content = packed(actor, rows, lambda done: running.advance(done, len(rows), "打包"))
    parcels.leave(ticket, content)
    return running.result | {"files": len(rows)}


def _purpose(run: int) -> str:
    return f"package:{run}"


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [
        ("报告", frame.address.to("reports:index")),
        ("述职报告", frame.address.to("reports:drafts")),
        ("全部起草", frame.address.to("reports:draft_all")),
    ]
