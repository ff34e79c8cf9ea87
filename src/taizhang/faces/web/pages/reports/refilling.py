"""The page that fills a masked template in from the ledger (按模板填数): proposals for each XX.

A text is read and forgotten; a .docx waits sealed for its sender while he chooses, so that it can be filled in itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.domain.reading import read_report
from taizhang.domain.reporting.refilling import Proposal, Slot, fillings, readable, refilled, slots_of
from taizhang.faces.web.pages.reports.holding import MOST_HELD, held_figures, scopes_of
from taizhang.faces.web.pages.reports.template_files import file_response, keep_template, kept_template
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sent_text import NothingSentError, SentReport, sent_report
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.formats.official.refilled import refilled_docx
from taizhang.formats.official.unfillable import unfillable
from taizhang.formats.texts.found import Role

PAGE = "reports/refill_page.html"
MOST_PASTED_BACK = 400_000
MOST_NAME = 120
_NONE = -1
_ASIDE = {
    Role.HEADER: "页眉",
    Role.FOOTER: "页脚",
    Role.BOX: "文本框",
    Role.FOOTNOTE: "脚注",
    Role.ENDNOTE: "尾注",
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """A proposal as the page offers it."""

    proposal: Proposal
    scope: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """The places of a template with what was chosen for them."""

    year: int
    spoken: dict[str, str]
    """The words for the scopes."""
    slots: tuple[Slot, ...]
    chosen: dict[int, int]
    unread: int


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def refill(request: HttpRequest) -> HttpResponse:
    """An empty form, or the places of a template with what may stand there."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    words: dict[str, Any] = {"crumbs": [("报告", frame.address.to("reports:index"))], "template": None}
    if request.method != "POST":
        return render_page(request, PAGE, context=words)
    try:
        sent, kept = _template(request)
        found = _found(frame, sent.text, request)
        if kept and request.POST.get("take"):
            content = refilled_docx(sent.word, fillings(sent.text, found.slots, found.chosen))
            return file_response(content, request.POST.get("name", ""))
    except NothingSentError as refused:
        words |= {"refused": refused.message, "pasted": request.POST.get("text", "")[:MOST_PASTED_BACK]}
        return render_page(request, PAGE, context=words, status=422)
    name = request.POST.get("name", "")[:MOST_NAME] if "again" in request.POST else sent.name
    return render_page(request, PAGE, context=words | _words(frame, sent, found) | {"kept": kept, "name": name})


def _template(request: HttpRequest) -> tuple[SentReport, str]:
    """The template, and the name that its file waits under where it is a .docx."""
    kept = request.POST.get("kept", "")
    if kept and not request.FILES:
        return kept_template(request, kept), kept
    sent = sent_report(request, whole=True)
    return sent, keep_template(request, sent) if sent.word else ""


def _found(frame: Frame, template: str, request: HttpRequest) -> _Found:
    actor = cast("Actor", frame.actor)
    year = _year(frame, request.POST.get("year", ""))
    scopes = scopes_of(frame, actor, year)
    report = read_report(readable(template))
    slots = slots_of(template, held_figures(frame, actor, report, year, scopes))
    chosen = {
        number: choice for number, slot in enumerate(slots) if (choice := _chosen(request, number, slot)) != _NONE
    }
    unread = max(0, len(report.figures) - MOST_HELD)
    return _Found(year, {scope.key: scope.word for scope in scopes}, slots, chosen, unread)


def _words(frame: Frame, sent: SentReport, found: _Found) -> dict[str, Any]:
    slots, chosen = found.slots, found.chosen
    return {
        "template": sent.text,
        "year": found.year,
        "rows": [
            (
                slot,
                [_choice(frame, one, found.spoken, chosen.get(number) == at) for at, one in enumerate(slot.proposals)],
                number in chosen,
                _ASIDE.get(sent.role_at(slot.start), ""),
            )
            for number, slot in enumerate(slots)
        ],
        "filled": refilled(sent.text[: sent.body_end], [one for one in slots if one.end <= sent.body_end], chosen),
        "unfillable": unfillable(sent.word) if sent.word else (),
        "left": len(slots) - len(chosen),
        "unread": found.unread,
    }


def _chosen(request: HttpRequest, number: int, slot: Slot) -> int:
    """What was chosen for a place; before anything was, the proposal that needs no choosing."""
    said = request.POST.get(f"slot-{number}")
    if said is None:
        return slot.sure if slot.sure is not None and "again" not in request.POST else _NONE
    known = said.isascii() and said.isdigit() and len(said) == 1 and int(said) < len(slot.proposals)
    return int(said) if known else _NONE


def _choice(frame: Frame, proposal: Proposal, scopes: dict[str, str], is_chosen: bool) -> _Choice:  # noqa: FBT001 (a fact)
    href = frame.address.to("figures:figure", proposal.figures[0]) if len(proposal.figures) == 1 else ""
    return _Choice(proposal, scopes.get(proposal.scope, ""), href, is_chosen)


def _year(frame: Frame, asked: str) -> int:
    known = asked.isascii() and asked.isdigit() and len(asked) == len("2025") and int(asked) in frame.years
    return int(asked) if known else frame.year
