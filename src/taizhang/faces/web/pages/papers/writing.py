"""Sending a text on its way, and writing its next version: pasted, or a file that is read first and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import require
from taizhang.apps.papers.doors import open_for
from taizhang.apps.papers.errors import MergeNeededError, PaperError, UnchangedError
from taizhang.apps.papers.selectors.texts import destinations_of, open_text
from taizhang.apps.papers.services.writing import (
    LONGEST_DESTINATION,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_CHARACTERS,
    Typed,
    begin_paper,
    save_version,
)
from taizhang.domain.official_text import OfficialText
from taizhang.domain.papers.paper_text import PaperText
from taizhang.faces.web.pages.papers.listing import crumbs_of
from taizhang.faces.web.shell.form_fields import DayField, area_field, blame, line_field
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sent_text import NothingSentError, sent_report
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import counted

CHOICE = "choice-"
"""Before the paragraph's identity, in the name of a field that decides about it."""
HINTS = {"标题": "title", "去向": "destination", "正文": "text"}


class PaperForm(forms.Form):
    """A paper as somebody types it."""

    title = line_field("标题", LONGEST_TITLE)
    destination = line_field(
        "去向", LONGEST_DESTINATION, example="机关网站、党务简报、报上级党委", choices="destinations"
    )
    goes_out_on = DayField("拟发日期", required=False)
    text = area_field("正文", MOST_CHARACTERS, required=True, rows=20)
    note = line_field("这一稿说明", LONGEST_NOTE, required=False, example="按科室负责人意见改了第二段")

    def __init__(self, *args: Any, begins: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if begins:
            del self.fields["note"]

    def typed(self) -> Typed:
        """What was typed."""
        said = self.cleaned_data
        return Typed(said["title"], said["destination"], said["text"], said["goes_out_on"], said.get("note", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def begin(request: HttpRequest) -> HttpResponse:
    """Type or paste a text, or bring one from the checker, and send it on its way."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "papers/nothing_page.html")
    require(frame.actor, Permission.WRITE_REPORTS, frame.organization.id)
    if request.method != "POST":
        return _page(request, frame, PaperForm(begins=True))
    read = _read(request)
    if read is not None:
        return _looked_at(request, frame, read)
    form = PaperForm(request.POST, begins=True)
    if form.is_valid():
        try:
            number = begin_paper(frame.actor, frame.organization.id, form.typed())
        except PaperError as refused:
            blame(form, refused.message, HINTS)
        else:
            said = "已送审。先自己看一遍审校意见，改好了通过第一级。"
            return announce(redirect(frame.address.to("papers:show", number)), said)
    return _page(request, frame, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def edit(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Write the next version; what somebody else saved meanwhile is put together with it, or asked about."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    paper = open_for(actor, paper_id, Permission.WRITE_REPORTS)
    _, head, text = open_text(actor, paper_id)
    at: dict[str, Any] = {"paper": paper, "organization": paper.organization_id, "based_on": head.number}
    if request.method != "POST":
        return _page(request, frame, PaperForm(begins=False, initial=_initial(text)), **at)
    at["based_on"] = counted(request.POST.get("based_on", "")) or head.number
    read = _read(request)
    if read is not None:
        return _looked_at(request, frame, read, **at)
    form = PaperForm(request.POST, begins=False)
    if form.is_valid():
        try:
            number = save_version(actor, paper_id, at["based_on"], form.typed(), _choices(request))
        except MergeNeededError as asked:
            return _ask(request, frame, form, asked, **at)
        except UnchangedError as refused:
            return announce(redirect(frame.address.to("papers:show", paper_id)), refused.message)
        except PaperError as refused:
            if refused.code == "not_found":
                raise
            blame(form, refused.message, HINTS)
        else:
            said = f"已存第{number}稿，从第一级重新走。"
            return announce(redirect(frame.address.to("papers:show", paper_id)), said)
    return _page(request, frame, form, status=422, **at)


class _Read:
    """A text that came in a file or from the checker, before anybody looked at it in the form."""

    def __init__(self, request: HttpRequest, text: str, warnings: tuple[str, ...] = (), refused: str = "") -> None:
        """Keep what was typed beside it; without a typed title the first line is one, if it looks like one."""
        said = request.POST
        title, body = said.get("title", "").strip(), text
        first = OfficialText(text).title
        if first is not None and title in {"", first.text}:
            title, body = first.text, text[first.end :]
        self.initial = {"title": title, "text": body.strip()} | {
            name: said.get(name, "") for name in ("destination", "goes_out_on", "note")
        }
        self.warnings = warnings
        self.refused = refused


def _read(request: HttpRequest) -> _Read | None:
    """Read the file, or what the checker carried over; None where neither came."""
    if request.GET.get("carried"):
        return _Read(request, request.POST.get("text", "").replace("\r\n", "\n"))
    if "file" not in request.FILES:
        return None
    try:
        sent = sent_report(request)
    except NothingSentError as refused:
        return _Read(request, request.POST.get("text", ""), refused=refused.message)
    return _Read(request, sent.text, sent.warnings)


def _looked_at(request: HttpRequest, frame: Frame, read: _Read, **at: Any) -> HttpResponse:
    """Show what was read, so that somebody looks at it before it is sent."""
    form = PaperForm(begins="paper" not in at, initial=read.initial)
    words = {"warnings": read.warnings, "refused": read.refused, "was_read": not read.refused}
    return _page(request, frame, form, status=422 if read.refused else 200, **at, **words)


def _page(request: HttpRequest, frame: Frame, form: PaperForm, status: int = 200, **at: Any) -> HttpResponse:
    if frame.organization is None:
        raise Http404
    paper = at.get("paper")
    crumbs = crumbs_of(frame)
    if paper is not None:
        crumbs.append(("正文", frame.address.to("papers:show", paper.pk)))
    words = at | {
        "form": form,
        "destinations": destinations_of(at.get("organization", frame.organization.id)),
        "crumbs": crumbs,
    }
    return render_page(request, "papers/form_page.html", context=words, status=status)


def _ask(request: HttpRequest, frame: Frame, form: PaperForm, asked: MergeNeededError, **at: Any) -> HttpResponse:
    """Both texts side by side, with what was typed carried along; nothing is saved yet."""
    words = at | {
        "form": form,
        "asked": asked,
        "conflicts": asked.merged.conflicts,
        "prefix": CHOICE,
        "crumbs": [*crumbs_of(frame), ("正文", frame.address.to("papers:show", at["paper"].pk))],
    }
    return render_page(request, "papers/merge_page.html", context=words, status=409)


def _choices(request: HttpRequest) -> Mapping[str, str]:
    found = ((name.removeprefix(CHOICE), value) for name, value in request.POST.items() if name.startswith(CHOICE))
    return {name: value for name, value in found if value in {"mine", "theirs", "both"}}


def _initial(text: PaperText) -> dict[str, Any]:
    return {
        "title": text.title,
        "destination": text.destination,
        "goes_out_on": text.goes_out_on,
        "text": text.body,
    }
