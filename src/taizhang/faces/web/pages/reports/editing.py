"""The editor of a report: the page, autosave, what is to be said about a text, saving it as a version."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.errors import MergeNeededError
from taizhang.apps.reports.selectors.compiling import has_below
from taizhang.apps.reports.selectors.grounds import changes_shown, outline_of
from taizhang.apps.reports.selectors.intentions import list_intentions
from taizhang.apps.reports.selectors.lists import issue_of, remarks_of, versions_of
from taizhang.apps.reports.selectors.looking import Looked, look
from taizhang.apps.reports.selectors.notices import history_since, latest_of
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.reviews import list_reviews, may_speak, may_take_back, standing_of, waits_for
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.selectors.working import working_copy
from taizhang.apps.reports.services.saving import as_it_would_be_kept, autosave, save_version
from taizhang.domain.reporting import Style, to_json
from taizhang.faces.web.pages.reports.large import to_be_asked_first
from taizhang.faces.web.pages.reports.working_on_text import Work, working_on_text
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

MOST_FINDINGS = 100
_HEADINGS = {Style.HEADING_1: "lv1", Style.HEADING_2: "lv2", Style.HEADING_3: "lv2", Style.SPEAKER: "centred lv2"}


@require_safe
@signed_in_only
def edit(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report with everything beside it; without script it can be read, and everything but typing works."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    if waits := to_be_asked_first(request, report, "reports:edit"):
        return waits
    head = head_of(report)
    document, based_on, is_working = working_copy(actor, report, head)
    writes = may(actor, Permission.WRITE_REPORTS, report.organization_id)
    standing = standing_of(report, head.number)
    found = readiness(actor, report, head)
    words = {
        "report": report,
        "head": head,
        "based_on": based_on,
        "is_working": is_working,
        "writes": writes,
        "compiles": writes and has_below(report),
        "decides": may(actor, Permission.ADOPT_RULES, report.organization_id),
        "reviews": may_speak(actor, report, head.number),
        "waits_for": waits_for(actor, report, head.number),
        "takes_back": may_take_back(actor, report, head.number),
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
        "intentions": list_intentions(report) if writes else (),
        "levels": [(name, at < standing.level, at == standing.level) for at, name in enumerate(standing.levels)],
        "last_review": next(iter(list_reviews(report)[::-1]), None),
        "notice_steps": history_since(report.notice) if report.notice else (),
        "due_on": latest_of(report.notice).due_on if report.notice else None,
        "issue": issue_of(report, head.number),
        "crumbs": [("报告", frame.address.to("reports:index")), ("述职报告", frame.address.to("reports:drafts"))],
    }
    return render_page(request, "reports/edit_page.html", context=words)


@working_on_text
def keep(work: Work) -> HttpResponse:
    """Keep what somebody is writing, and say what is to be said about it."""
    autosave(work.actor, work.report.pk, work.based_on, work.content)
    moment = timezone.localtime().strftime("%H:%M")
    return _looked(work, f"已自动保存 {moment}，还没有存成新的一稿")


@working_on_text
def show(work: Work) -> HttpResponse:
    """Say what is to be said about a text; nothing is kept."""
    return _looked(work, "")


@working_on_text
def save(work: Work) -> HttpResponse:
    """Save a text as the next version, or ask about the paragraphs that two have changed."""
    choices = work.sent.get("choices")
    try:
        number = save_version(
            work.actor,
            work.report.pk,
            work.based_on,
            work.content,
            choices=choices if isinstance(choices, dict) else {},
        )
    except MergeNeededError as asked:
        conflicts = render_to_string("shell/conflicts.html", {"conflicts": asked.merged.conflicts}, work.request)
        said = {"message": asked.message, "number": asked.number, "conflicts": conflicts}
        return JsonResponse(said, status=409)
    address = frame_of(work.request).address.to("reports:edit", work.report.pk)
    return JsonResponse({"number": number, "address": address})


def _looked(work: Work, said: str) -> JsonResponse:
    document = as_it_would_be_kept(work.actor, work.report, work.based_on, work.content)
    looked = look(work.actor, work.report, document, frame_of(work.request).today)
    return JsonResponse(
        {
            "said": said,
            "marks": [
                {"block": one.block, "start": one.start, "end": one.end, "kind": one.kind, "message": one.message}
                for one in looked.marks
            ],
            "counts": counts_of(looked),
            "findings": findings_html(work, looked),
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


def findings_html(work: Work, looked: Looked) -> str:
    """The checker's findings as a list, each taken or let stand with a click."""
    words = {
        "findings": looked.findings[:MOST_FINDINGS],
        "writes": True,
        "decides": may(work.actor, Permission.ADOPT_RULES, work.report.organization_id),
        "frame": frame_of(work.request),
        "report": {"pk": work.report.pk},
        "token": get_token(work.request),
    }
    return render_to_string("reports/checked.html", words, work.request)
