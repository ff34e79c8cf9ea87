"""Rolls as files: checked line by line before anything is written, exported with the right to, both logged."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.roll_files import COLUMNS, TEMPLATE, exported_roll, rows_of_file
from taizhang.apps.members.services import RollCheck, check_roll, import_roll
from taizhang.apps.members.staging import StagedRoll, forget_roll, stage_roll, staged_roll
from taizhang.apps.organizations.access import permitted, require
from taizhang.faces.web.pages.members.person import crumbs
from taizhang.faces.web.pages.members.rolls import asked_of, chosen, organizations_asked
from taizhang.faces.web.shell.downloads import csv_response, workbook_response
from taizhang.faces.web.shell.form_fields import DayField
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.formats.xlsx_out import Sheet

SHOWN = 200
"""Findings on the page; whoever has more mends these first."""


class RollForm(forms.Form):
    """A file, and the day for lines that do not say theirs."""

    file = forms.FileField(
        label="名册文件",
        help_text=".xlsx 或 .csv，第一行是栏目名。",
        max_length=200,
        error_messages={"required": "还没有选文件。", "empty": "文件是空的。", "max_length": "文件名太长，改短一些。"},
    )
    day = DayField("没写进入支部日期的，按哪天算")


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a file, and see what it would come to; nothing is written."""
    frame, actor, own = _asked(request)
    form = RollForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial={"day": frame.today}
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            content = sent.read()
            rows, first = rows_of_file(sent.name, content)
            check = check_roll(actor, own, rows, form.cleaned_data["day"], first_line=first)
            token = stage_roll(actor, StagedRoll(sent.name[:120], own, form.cleaned_data["day"], content))
        except MemberError as refused:
            form.add_error("file", refused.message)
        else:
            return _page(request, frame, form, check=check, token=token, name=sent.name)
    return _page(request, frame, form, status=422 if form.errors else 200)


@signed_in_only
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Write what was checked: all of it, or the lines without trouble."""
    frame, actor, _ = _asked(request)
    token = request.POST.get("token", "")[:400]
    roll = staged_roll(actor, token)
    rows, first = rows_of_file(roll.name, roll.content)
    done = import_roll(
        actor, roll.organization, rows, roll.day, only_good=request.POST.get("only_good") == "1", first_line=first
    )
    forget_roll(token)
    left = f"，还有{done.bad}行没有导入" if done.bad else ""
    return announce(redirect(frame.address.to("members:index")), f"{len(done.good)}人已列入名册{left}。")


@signed_in_only
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty roll to fill in."""
    _asked(request)
    return workbook_response("空白名册", [Sheet("名册", TEMPLATE, [], [12] * len(TEMPLATE))])


@signed_in_only
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The roll as the page shows it, with the right to take it away."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    if frame.organization is None:
        raise Http404
    require(actor, Permission.EXPORT, frame.organization.id)
    asked = asked_of(request)
    seen = permitted(actor, Permission.EXPORT)
    ids = organizations_asked(frame, asked, seen)
    wanted = {one.code for one in chosen(frame, asked, ids, seen)} if asked.is_narrowed else None
    rows = [row for row in exported_roll(actor, ids, frame.as_of, frame.known) if wanted is None or row[0] in wanted]
    name = f"{frame.organization.name}党员名册{frame.as_of:%Y%m%d}"
    if request.GET.get("form") == "csv":
        return csv_response(name, COLUMNS, rows)
    return workbook_response(name, [Sheet("名册", COLUMNS, rows, [12] * len(COLUMNS))])


def _asked(request: HttpRequest) -> tuple[Frame, Actor, int]:
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    if frame.organization is None:
        raise Http404
    require(actor, Permission.MANAGE_MEMBERS, frame.organization.id)
    return frame, actor, frame.organization.id


def _page(
    request: HttpRequest,
    frame: Frame,
    form: RollForm,
    *,
    check: RollCheck | None = None,
    token: str = "",
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    words: dict[str, Any] = {"form": form, "crumbs": crumbs(frame), "check": check, "token": token, "name": name}
    if check is not None:
        words |= {
            "errors": [one for one in check.findings if one.blocks][:SHOWN],
            "good": len(check.good),
            "hints": [one for one in check.findings if not one.blocks][:SHOWN],
            "sample": check.good[:5],
        }
    return render_page(request, "members/import_page.html", context=words, status=status)
