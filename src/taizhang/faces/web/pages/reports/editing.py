"""The editor of a report: the page, autosave, saving as a version, the ground of a figure, figures by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may
from taizhang.apps.reports.doors import open_for, open_report
from taizhang.apps.reports.errors import MergeNeededError, ReportError
from taizhang.apps.reports.selectors.grounds import changes_shown, outline_of
from taizhang.apps.reports.selectors.lists import issue_of, remarks_of, versions_of
from taizhang.apps.reports.selectors.looking import Looked, look
from taizhang.apps.reports.selectors.notices import history_since, latest_of
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.reviews import levels_of, standing_level
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.selectors.working import working_copy
from taizhang.apps.reports.services.saving import as_it_would_be_kept, autosave, save_version
from taizhang.domain.reporting import Style, to_json
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

MOST_SENT = 600_000
MOST_FINDINGS = 100
_HEADINGS = {Style.HEADING_1: "lv1", Style.HEADING_2: "lv2", Style.HEADING_3: "lv2", Style.SPEAKER: "centred lv2"}


@require_safe
@signed_in_only
def edit(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report with everything beside it; without script it can be read, and everything but typing works."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    head = head_of(report)
    document, based_on, is_working = working_copy(actor, report, head)
    writes = may(actor, Permission.WRITE_REPORTS, report.organization_id)
    levels, level = levels_of(report.organization_id), standing_level(report, head.number)
    found = readiness(actor, report, head)
    words = {
        "report": report,
        "head": head,
        "based_on": based_on,
        "is_working": is_working,
        "writes": writes,
        "reviews": may(actor, Permission.REVIEW_REPORTS, report.organization_id) and level < len(levels),
        "checks_self": may(actor, Permission.SELF_CHECK, report.organization_id),
        "content": to_json(document),
        "blocks": [(block, _HEADINGS.get(block.style, "")) for block in document.blocks],
        "token": get_token(request),
        "looked": look(actor, report, document, frame.today),
        "outline": outline_of(document),
        "changes": changes_shown(actor, report, head),
        "in_the_way": [one for one in found if one.blocks],
        "to_know": [one for one in found if not one.blocks],
        "versions": versions_of(report)[:8],
        "remarks": remarks_of(report),
        "levels": [(name, at < level, at == level) for at, name in enumerate(levels)],
        "notice_steps": history_since(report.notice) if report.notice else (),
        "due_on": latest_of(report.notice).due_on if report.notice else None,
        "issue": issue_of(report, head.number),
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/edit_page.html", context=words)


@require_POST
@signed_in_only
def keep(request: HttpRequest, report_id: int) -> HttpResponse:
    """Keep what somebody is writing, and say what is to be said about it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    open_for(actor, report_id, Permission.WRITE_REPORTS)
    try:
        sent = _sent(request)
        autosave(actor, report_id, int(sent["based_on"]), sent["content"])
    except ReportError as refused:
        return _refused(refused)
    moment = timezone.localtime().strftime("%H:%M")
    return _looked(request, actor, report_id, sent, f"已自动保存 {moment}，还没有存成新的一稿")


@require_POST
@signed_in_only
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """Say what is to be said about a text; nothing is kept."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    open_for(actor, report_id, Permission.WRITE_REPORTS)
    try:
        return _looked(request, actor, report_id, _sent(request), "")
    except ReportError as refused:
        return _refused(refused)


@require_POST
@signed_in_only
def save(request: HttpRequest, report_id: int) -> HttpResponse:
    """Save a text as the next version, or ask about the paragraphs that two have changed."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    open_for(actor, report_id, Permission.WRITE_REPORTS)
    try:
        sent = _sent(request)
        choices = sent.get("choices")
        number = save_version(
            actor,
            report_id,
            int(sent["based_on"]),
            sent["content"],
            choices=choices if isinstance(choices, dict) else {},
        )
    except MergeNeededError as asked:
        conflicts = render_to_string("reports/conflicts.html", {"conflicts": asked.merged.conflicts}, request)
        said = {"message": asked.message, "number": asked.number, "conflicts": conflicts}
        return JsonResponse(said, status=409)
    except ReportError as refused:
        return _refused(refused)
    return JsonResponse({"number": number, "address": frame.address.to("reports:edit", report_id)})


def _sent(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_SENT:
        raise ReportError("正文太长，没有保存。删减一些再写。")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise ReportError("收到的正文不完整，没有保存。刷新页面再改。") from error
    if not isinstance(sent, dict) or not isinstance(sent.get("content"), dict) or not _is_number(sent.get("based_on")):
        raise ReportError("收到的正文不完整，没有保存。刷新页面再改。")
    return sent


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000  # noqa: PLR2004 (a version)


def _refused(refused: ReportError) -> JsonResponse:
    status = 404 if refused.code == "not_found" else 422
    return JsonResponse({"message": refused.message}, status=status)


def _looked(request: HttpRequest, actor: Actor, report_id: int, sent: Mapping[str, Any], said: str) -> JsonResponse:
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    document = as_it_would_be_kept(report, int(sent["based_on"]), sent["content"])
    looked = look(actor, report, document, frame_of(request).today)
    return JsonResponse(
        {
            "said": said,
            "marks": [
                {"block": one.block, "start": one.start, "end": one.end, "kind": one.kind, "message": one.message}
                for one in looked.marks
            ],
            "counts": counts_of(looked),
            "findings": findings_html(request, report.pk, looked),
        }
    )


def counts_of(looked: Looked) -> dict[str, str]:
    """What the bar on top counts."""
    return {
        "characters": f"{looked.characters:,}",
        "bound": str(looked.bound),
        "unfounded": str(looked.unfounded),
        "gaps": str(looked.gaps),
        "findings": str(len(looked.findings)),
    }


def findings_html(request: HttpRequest, report_id: int, looked: Looked) -> str:
    """The checker's findings as a list, each taken or let stand with a click."""
    words = {"findings": looked.findings[:MOST_FINDINGS], "writes": True, "frame": frame_of(request)}
    token = get_token(request)
    return render_to_string("reports/checked.html", {**words, "report": {"pk": report_id}, "token": token}, request)
