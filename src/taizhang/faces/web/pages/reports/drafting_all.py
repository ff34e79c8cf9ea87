"""The page that drafts the reports of all below a committee (全部起草): begun, watched, stopped, fetched as a zip."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import require
from taizhang.apps.reports.services.drafting_all import Asked, those_below
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.selectors import RunRow, list_runs, run_row
from taizhang.faces.web.pages.reports.all_drafts import DRAFT_ALL, MOST_AT_ONCE, drafted, kept_for, packed
from taizhang.faces.web.pages.reports.drafts import BeginForm, until_of, wishes_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_LISTED = 10


class AllForm(BeginForm):
    """The same wishes as for one report, with every outline to choose from."""

    def __init__(self, frame: Frame, *args: Any, **named: Any) -> None:
        """Offer the outlines of branches first: they are the many."""
        super().__init__(frame, *args, **named)
        outlines = sorted(
            current_rulebook().outlines.values(), key=lambda one: ("branch" not in one.types, bool(one.types), one.id)
        )
        cast("forms.ChoiceField", self.fields["outline"]).choices = [(one.id, one.zh) for one in outlines]

    def asked(self) -> Asked:
        """What is wanted, for the service."""
        said = self.cleaned_data
        notice = int(said["notice"]) if said["notice"] else None
        return Asked(said["outline"], said["until"], said["most_characters"], notice)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def draft_all(request: HttpRequest) -> HttpResponse:
    """Choose outline, day and length once for all; then the run begins."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    require(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    if request.method != "POST":
        return _page(request, frame, AllForm(frame, initial=wishes_of(frame, request.GET.get("notice", ""))))
    form = AllForm(frame, request.POST)
    if not form.is_valid():
        return _page(request, frame, form, status=422)
    going = next((one for one in _own_runs(frame) if one.is_open and one.organization == frame.organization.id), None)
    if going is not None:
        back = redirect(frame.address.to("reports:all_drafted", going.id))
        return announce(back, "上一次还在起草，没有另开一次。")
    organizations = those_below(frame.actor, frame.organization.id, form.cleaned_data["until"])
    if not organizations or len(organizations) > MOST_AT_ONCE:
        form.add_error(None, _refusal(len(organizations)))
        return _page(request, frame, form, status=422)
    return redirect(frame.address.to("reports:all_drafted", _begin(frame, organizations, form.asked())))


@require_safe
@signed_in_only
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is, and what stands already; asked again every two seconds while it goes on."""
    frame = frame_of(request)
    row = _own(frame, run_id)
    return render_page(request, "reports/all_drafted_page.html", "reports/all_drafted.html", _words(frame, row))


@require_POST
@signed_in_only
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask it to stop."""
    frame = frame_of(request)
    row = _own(frame, run_id)
    asked = runs.ask_stop(row.id)
    back = redirect(frame.address.to("reports:all_drafted", row.id))
    return announce(back, "已要求停下，写完手头这一份就停。" if asked else "它已经结束了。")


@require_safe
@signed_in_only
def take(request: HttpRequest, run_id: int) -> FileResponse:
    """Make the package now, of what the maker may take out today."""
    frame = frame_of(request)
    row = _own(frame, run_id)
    rows = kept_for(cast("Actor", frame.actor), row.result)
    if row.is_open or not rows:
        raise Http404
    content = packed(cast("Actor", frame.actor), rows)
    answer = FileResponse(content, as_attachment=True, filename=f"{row.title}.zip", content_type="application/zip")
    answer["Cache-Control"] = "no-store, private"
    return answer


def _refusal(count: int) -> str:
    if count:
        return f"下面有{count}个党组织，一次最多{MOST_AT_ONCE}个。到下一级党组织分开起草。"
    return "那一天下面没有你能写报告的党组织。换一个党组织，或只起草本组织的一份。"


def _begin(frame: Frame, organizations: tuple[int, ...], asked: Asked) -> int:
    actor, organization = cast("Actor", frame.actor), frame.organization
    run = runs.begin_run(
        DRAFT_ALL,
        f"{asked.until.year}年述职报告 {len(organizations)} 份",
        account=actor.account,
        organization=organization.id if organization else None,
    )
    runs.in_background(run, lambda running: drafted(actor, organizations, asked, running))
    return run


def _own_runs(frame: Frame) -> list[RunRow]:
    account = frame.actor.account if frame.actor else None
    found = list_runs(200, account=account) if account is not None else ()
    return [one for one in found if one.task == DRAFT_ALL]


def _own(frame: Frame, run_id: int) -> RunRow:
    """One's own run; another's reads like one that does not exist."""
    row, account = run_row(run_id), frame.actor.account if frame.actor else None
    if row is None or account is None or row.account != account or row.task != DRAFT_ALL:
        raise Http404
    return row


def _page(request: HttpRequest, frame: Frame, form: AllForm, status: int = 200) -> HttpResponse:
    actor, organization = cast("Actor", frame.actor), frame.organization
    count = len(those_below(actor, organization.id, until_of(frame))) if organization else 0
    words = {
        "form": form,
        "count": count,
        "runs": [(one, frame.address.to("reports:all_drafted", one.id)) for one in _own_runs(frame)[:MOST_LISTED]],
        "crumbs": _crumbs(frame),
    }
    return render_page(request, "reports/draft_all_page.html", context=words, status=status)


def _words(frame: Frame, row: RunRow) -> dict[str, Any]:
    rows = kept_for(cast("Actor", frame.actor), row.result)
    return {
        "row": row,
        "refresh": frame.address.to("reports:all_drafted", row.id) if row.is_open else "",
        "run": {
            "word": row.message or row.title,
            "done": row.done,
            "total": row.total,
            "stop": frame.address.to("reports:stop_all", row.id),
            "kept": "停下时已起草的都留着。再起草一次，从没有起草的接着来。",
        },
        "reports": rows,
        "made": sum(1 for one in rows if one["report"]),
        "package": frame.address.to("reports:take_all", row.id),
        "again": frame.address.to("reports:draft_all"),
        "crumbs": [*_crumbs(frame), ("全部起草", frame.address.to("reports:draft_all"))],
    }


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))]
