"""The page that drafts the reports of all below a committee (全部起草): begun, watched, stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import require
from taizhang.apps.reports.services.drafting_all import Asked, those_below
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.selectors import RunRow
from taizhang.domain.rules.outlines import Outline
from taizhang.faces.web.pages.reports.all_drafts import DRAFT_ALL, MOST_AT_ONCE, drafted, kept_for
from taizhang.faces.web.pages.reports.own_runs import OwnRuns
from taizhang.faces.web.pages.reports.wishes import WishesForm, offered_to, until_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

ALL_DRAFTS = OwnRuns(
    DRAFT_ALL,
    "reports:all_drafted",
    "reports:stop_all",
    "停下时已起草的都留着。再起草一次，从没有起草的接着来。",
    "写完手头这一份",
)


class AllForm(WishesForm):
    """The same wishes as for one report, with every outline to choose from."""

    def outlines(self, frame: Frame) -> Sequence[Outline]:
        """The outlines of branches first: they are the many."""
        return sorted(offered_to(frame), key=lambda one: ("branch" not in one.types, bool(one.types), one.id))

    def asked(self) -> Asked:
        """What is wanted, for the service."""
        said = self.cleaned_data
        return Asked(said["outline"], said["until"], said["most_characters"], self.notice_number)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def draft_all(request: HttpRequest) -> HttpResponse:
    """Choose outline, day and length once for all; then the run begins."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    require(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    form = AllForm.sent(request, frame)
    if not form.is_valid():
        return _page(request, frame, form)
    going = next(
        (one for one in ALL_DRAFTS.all(frame) if one.is_open and one.organization == frame.organization.id), None
    )
    if going is not None:
        back = redirect(ALL_DRAFTS.address(frame, going.id))
        return announce(back, "上一次还在起草，没有另开一次。")
    organizations = those_below(frame.actor, frame.organization.id, form.cleaned_data["until"])
    if not organizations or len(organizations) > MOST_AT_ONCE:
        form.add_error(None, _refusal(len(organizations)))
        return _page(request, frame, form)
    return redirect(ALL_DRAFTS.address(frame, _begin(frame, organizations, form.asked())))


@require_safe
@signed_in_only
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far it is, and what stands already; asked again every two seconds while it goes on."""
    frame = frame_of(request)
    row = ALL_DRAFTS.one(frame, run_id)
    return render_page(request, "reports/all_drafted_page.html", "reports/all_drafted.html", _words(frame, row))


@require_POST
@signed_in_only
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask it to stop."""
    return ALL_DRAFTS.stopped(frame_of(request), run_id)


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


def _page(request: HttpRequest, frame: Frame, form: AllForm) -> HttpResponse:
    actor, organization = cast("Actor", frame.actor), frame.organization
    count = len(those_below(actor, organization.id, until_of(frame))) if organization else 0
    words = {
        "form": form,
        "count": count,
        "runs": ALL_DRAFTS.listed(frame),
        "crumbs": _crumbs(frame),
    }
    return render_page(request, "reports/draft_all_page.html", context=words, status=form.status)


def _words(frame: Frame, row: RunRow) -> dict[str, Any]:
    rows = kept_for(cast("Actor", frame.actor), row.result)
    return ALL_DRAFTS.words(frame, row) | {
        "reports": rows,
        "made": sum(1 for one in rows if one["report"]),
        "package": frame.address.to("reports:pack_all", row.id),
        "again": frame.address.to("reports:draft_all"),
        "crumbs": [*_crumbs(frame), ("全部起草", frame.address.to("reports:draft_all"))],
    }


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))]
