"""The list of reports in the making, and beginning a new one."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.access import may, require
from taizhang.apps.organizations.own_outlines import offered_outlines
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.gathering import secretary_of
from taizhang.apps.reports.selectors.lists import list_reports
from taizhang.apps.reports.selectors.notices import notices_for
from taizhang.apps.reports.services.beginning import FEWEST_CHARACTERS, MOST_CHARACTERS, Wanted, begin_report
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.outlines import Outline
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

LENGTH_MESSAGES = {
    "invalid": "要填一个整数，如 3000。",
    "min_value": f"最少{FEWEST_CHARACTERS}字。",
    "max_value": f"最多{MOST_CHARACTERS}字。",
}
"""What is said of a length that no report has."""
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BeginForm(forms.Form):
    """Which outline, up to which day, how long, by which notice."""

    outline = forms.ChoiceField(
        label="提纲", error_messages={"required": "还没有选。", "invalid_choice": "没有这份提纲。"}
    )
    until = forms.DateField(
        label="数据截至",
        widget=_DAY,
        error_messages={"required": "还没有填。", "invalid": "日子看不懂。写成 2025-11-30 这样。"},
    )
    most_characters = forms.IntegerField(
        label="限定字数",
        initial=3000,
        min_value=FEWEST_CHARACTERS,
        max_value=MOST_CHARACTERS,
        error_messages={"required": "还没有填。", **LENGTH_MESSAGES},
        help_text="按 Word 的数法，汉字和标点各算一个字。",
    )
    notice = forms.ChoiceField(label="述职通知", required=False, error_messages={"invalid_choice": "没有这份通知。"})

    def __init__(self, frame: Frame, *args: Any, **named: Any) -> None:
        """Offer what fits the organisation."""
        super().__init__(*args, **named)
        actor, organization = cast("Actor", frame.actor), frame.organization
        outlines = _outlines(frame)
        cast("forms.ChoiceField", self.fields["outline"]).choices = [(one.id, one.zh) for one in outlines]
        notices = notices_for(actor, organization.id, frame.today) if organization else []
        cast("forms.ChoiceField", self.fields["notice"]).choices = [
            ("", "没有通知"),
            *((str(one.pk), f"{one.year}年 {one.title}") for one in notices),
        ]


def _outlines(frame: Frame) -> list[Outline]:
    """The outlines, those meant for this type of organisation first."""
    day = min(frame.as_of, frame.today)
    kind = organizations.organization_view(frame.organization.id, day).type if frame.organization else ""
    offered = offered_outlines(current_rulebook(), frame.organization.id, day) if frame.organization else ()
    fitting = [one for one in offered if not one.types or kind in one.types]
    return sorted(fitting, key=lambda one: (not one.types, one.id))


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
    if request.method != "POST":
        return _page(request, frame, BeginForm(frame, initial=wishes_of(frame, request.GET.get("notice", ""))))
    form = BeginForm(frame, request.POST)
    if not form.is_valid():
        return _page(request, frame, form, status=422)
    try:
        number, draft = begin_report(frame.actor, _wanted(frame, form.cleaned_data))
    except ReportError as refused:
        form.add_error(None, refused.message)
        return _page(request, frame, form, status=422)
    left = f"台账里另有{len(draft.dropped)}处没写进正文。" if draft.dropped else ""
    return announce(redirect(frame.address.to("reports:edit", number)), f"已从台账起草。{left}")


def _wanted(frame: Frame, said: dict[str, Any]) -> Wanted:
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
        notice=int(said["notice"]) if said["notice"] else None,
        most_characters=said["most_characters"],
    )


def until_of(frame: Frame) -> date:
    """The day that a report of the chosen year usually reaches."""
    return min(frame.today, date(frame.year, 12, 31))


def wishes_of(frame: Frame, notice: str) -> dict[str, Any]:
    """What a form begins with: what a notice asks, or what is usual."""
    actor, organization = cast("Actor", frame.actor), frame.organization
    found = notices_for(actor, organization.id, frame.today) if organization and notice else []
    asked = next((one for one in found if str(one.pk) == notice), None)
    if asked is None:
        return {"until": until_of(frame)}
    return {"notice": asked.pk, "until": asked.until, "most_characters": asked.most_characters}


def _page(request: HttpRequest, frame: Frame, form: BeginForm, status: int = 200) -> HttpResponse:
    words = {
        "form": form,
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/begin_page.html", context=words, status=status)
