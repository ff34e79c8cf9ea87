"""The list of reports in the making, and beginning a new one."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.access import may, require
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.gathering import secretary_of
from taizhang.apps.reports.selectors.lists import list_reports
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.services.beginning import Step, Wanted, begin_report, in_silence
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.faces.web.pages.reports.large import MANY, begun_as_run
from taizhang.faces.web.pages.reports.wishes import WishesForm
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

_MOST_NAMED = 3


@require_safe
@signed_in_only
def drafts(request: HttpRequest) -> HttpResponse:
    """Reports of this organisation and of those below it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    below = organizations.below(frame.organization.id, frame.today) or (frame.organization.id,)
    writes = may(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    words = {
        "rows": list_reports(frame.actor, below),
        "begin": frame.address.to("reports:begin") if writes else "",
        "all": frame.address.to("reports:draft_all") if writes and len(below) > 1 else "",
        "notices": frame.address.to("reports:notices"),
        "levels": frame.address.to("reports:levels"),
        "outlines": link_if(frame.address, "rules:outlines"),
        "crumbs": [("报告", frame.address.to("reports:index"))],
    }
    return render_page(request, "reports/drafts_page.html", context=words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def begin(request: HttpRequest) -> HttpResponse:
    """Choose the outline and the length; the draft stands a moment later."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    require(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    form = WishesForm.sent(request, frame)
    if not form.is_valid():
        return _page(request, frame, form)
    try:
        wanted = _wanted(frame, form)
        if len(reach_of(wanted.organization, wanted.until).below) >= MANY:
            title = f"{wanted.year}年述职报告：起草"
            return begun_as_run(frame, wanted.organization, title, lambda actor, told: _begun(actor, wanted, told))
        number, said = _begun(frame.actor, wanted)
    except ReportError as refused:
        form.add_error(None, refused.message)
        return _page(request, frame, form)
    return announce(redirect(frame.address.to("reports:edit", number)), said)


def _begun(actor: Actor, wanted: Wanted, told: Step = in_silence) -> tuple[int, str]:
    """Draft it; gives the report and what is to be said of it."""
    number, draft = begin_report(actor, wanted, told)
    left = f"台账里另有{len(draft.dropped)}处没写进正文。" if draft.dropped else ""
    return number, f"已从台账起草。{left}{_without(draft.without_report)}"


def _without(names: Sequence[str]) -> str:
    """Who below has no finished report from which acts could be taken."""
    if not names:
        return ""
    some = "、".join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")
    return f"下面{some}{len(names)}个党组织还没有可取材的报告，取的只是台账。"


def _wanted(frame: Frame, form: WishesForm) -> Wanted:
    said = form.cleaned_data
    organization = frame.organization.id if frame.organization else 0
    outline = current_rulebook().outlines.get(said["outline"])
    person = secretary_of(organization, said["until"]) if outline and outline.about == "person" else None
    if outline and outline.about == "person" and person is None:
        raise ReportError("那一天没有登记书记任职，写不了书记的述职报告。先在“组织”页登记任职，或选组织报告。")
    return Wanted(
        organization=organization,
        outline=said["outline"],
        year=said["until"].year,
        until=said["until"],
        person=person,
        notice=form.notice_number,
        most_characters=said["most_characters"],
    )


def _page(request: HttpRequest, frame: Frame, form: WishesForm) -> HttpResponse:
    words = {
        "form": form,
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/begin_page.html", context=words, status=form.status)
