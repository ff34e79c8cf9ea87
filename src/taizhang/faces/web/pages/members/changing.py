"""Putting somebody on the roll, and recording, correcting and taking back what happened to him."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.courses import Course, EventView, course
from taizhang.apps.members.errors import MemberError, MemberNotFoundError
from taizhang.apps.members.sealing import Sensitive, seal_field
from taizhang.apps.members.services import (
    Newcomer,
    add_member,
    correct_event,
    describe,
    record_event,
    withdraw_event,
)
from taizhang.apps.organizations.access import may, require
from taizhang.apps.organizations.errors import NotAllowedError
from taizhang.faces.web.pages.members.forms import (
    CorrectionForm,
    DescribeForm,
    EventForm,
    NewcomerForm,
    SealedForm,
    places,
)
from taizhang.faces.web.pages.members.person import crumbs
from taizhang.faces.web.shell.form_fields import blame
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

HINTS = {
    "姓名": "name",
    "编号": "code",
    "性别": "sex",
    "出生年份": "born_in",
    "入党日期": "joined_on",
    "转正日期": "full_since",
    "正式党员还是": "full",
    "党小组": "group",
    "党支部": "organization",
    "不成立": "day",
    "日期": "day",
}
SEALED_HINTS = {"身份证号": "value", "电话": "value"}


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody on the roll."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    if frame.organization is None:
        raise Http404
    require(actor, Permission.MANAGE_MEMBERS, frame.organization.id)
    offered = places(actor, frame.organization.id, frame.today)
    first = {"day": frame.today, "organization": offered["branches"][0][0] if len(offered["branches"]) == 1 else ""}
    form = NewcomerForm(request.POST if request.method == "POST" else None, initial=first, **offered)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        known = {
            key: sent[key]
            for key in (
                "name",
                "day",
                "kind",
                "code",
                "sex",
                "nation",
                "education",
                "born_in",
                "occupation",
                "joined_on",
                "full_since",
                "note",
            )
        }
        try:
            made = add_member(
                actor,
                Newcomer(
                    organization=form.number("organization") or 0,
                    group=form.number("group"),
                    full=form.is_full() or False,
                    **known,
                ),
            )
        except MemberError as refused:
            blame(form, refused.message, HINTS)
        else:
            return announce(redirect(frame.address.to("members:member", made)), f"{sent['name']}已列入名册。")
    return _page(
        request,
        form,
        "列入名册",
        "从进入支部之日起算在册。身份证号、电话在下一页填，单独加密。",
        "列入名册",
        None,
        frame,
    )


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, member_id: int) -> HttpResponse:
    """Record what happened."""
    frame, found, actor = _asked(request, member_id)
    form = EventForm(
        request.POST if request.method == "POST" else None, initial={"day": frame.today}, **_places(frame, actor)
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            record_event(
                actor,
                member_id,
                sent["kind"],
                sent["day"],
                organization=form.number("organization"),
                group=form.number("group"),
                full=form.is_full(),
                note=sent["note"],
            )
        except (MemberError, NotAllowedError) as refused:
            _refuse(form, refused)
        else:
            return _back(frame, member_id, f"已登记，{sent['day']}起的名册和数据随着变。")
    return _page(request, form, "登记变动", "从这天起有效，之前的名册不变。", "登记", found, frame)


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, member_id: int, event_id: int) -> HttpResponse:
    """Write an event anew in place of a wrong one."""
    frame, found, actor = _asked(request, member_id)
    old = _event(found, event_id)
    first = {
        "day": old.day,
        "organization": str(old.organization or "") if old.asks_branch else "",
        "group": str(old.group or "") if old.asks_branch else "",
        "full": {True: "1", False: "0"}.get(old.full, "") if old.full is not None else "",
        "note": old.note,
    }
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=first, **_places(frame, actor))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            correct_event(
                actor,
                event_id,
                day=sent["day"],
                organization=form.number("organization"),
                group=form.number("group"),
                full=form.is_full(),
                note=sent["note"],
            )
        except (MemberError, NotAllowedError) as refused:
            _refuse(form, refused)
        else:
            return _back(frame, member_id, f"“{old.kind_zh}”已更正，原来登记的留在经过里。")
    return _page(request, form, f"更正“{old.kind_zh}”", "按更正后的算；以前某天所知的样子不变。", "更正", found, frame)


@signed_in_only
@require_POST
def withdraw(request: HttpRequest, member_id: int, event_id: int) -> HttpResponse:
    """Take back an event that never happened."""
    frame, found, actor = _asked(request, member_id)
    old = _event(found, event_id)
    withdraw_event(actor, event_id)
    return _back(frame, member_id, f"“{old.kind_zh}”已撤回，如同没有登记过。")


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def describe_person(request: HttpRequest, member_id: int) -> HttpResponse:
    """Change or correct what the roll says."""
    frame, found, actor = _asked(request, member_id)
    said = found.described
    names = ("name", "sex", "nation", "education", "born_in", "occupation", "joined_on", "full_since")
    first = {name: getattr(said, name) for name in names} | {"day": frame.today}
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        correcting = sent["how"] == "correct"
        try:
            describe(
                actor,
                member_id,
                frame.today if correcting else sent["day"],
                correcting=correcting,
                **{name: sent[name] for name in names},
            )
        except MemberError as refused:
            _refuse(form, refused)
        else:
            return _back(frame, member_id, "名册上的内容已更正。" if correcting else f"从{sent['day']}起按新的内容。")
    return _page(request, form, "改名册内容", "变了的从那天起改；写错的更正，连以前的一起改。", "保存", found, frame)


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def sealed(request: HttpRequest, member_id: int) -> HttpResponse:
    """Seal a value."""
    frame, found, actor = _asked(request, member_id)
    asked = request.GET.get("field", "")
    first = {"field": asked if asked in set(Sensitive) else Sensitive.ID_NUMBER.value}
    form = SealedForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        field = Sensitive(form.cleaned_data["field"])
        try:
            seal_field(actor, member_id, field, form.cleaned_data["value"])
        except MemberNotFoundError:
            raise
        except MemberError as refused:
            blame(form, refused.message, SEALED_HINTS)
        else:
            return _back(frame, member_id, f"{field.zh}已加密存下。")
    return _page(request, form, "填加密的内容", "替换原来的；页面上只显示后四位。", "加密存下", found, frame)


def _asked(request: HttpRequest, member_id: int) -> tuple[Frame, Course, Actor]:
    """The person, where the actor manages his roll; who may only look is refused, for others he is not there."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    found = course(actor, member_id, frame.today)
    where = found.view.organization
    if not found.is_here or where is None or not may(actor, Permission.MANAGE_MEMBERS, where):
        raise NotAllowedError("管理党员名册")
    return frame, found, actor


def _event(found: Course, event_id: int) -> EventView:
    for one in found.events:
        if one.id == event_id:
            return one
    raise MemberNotFoundError


def _places(frame: Frame, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    return places(actor, frame.organization.id, frame.today) if frame.organization else {"branches": [], "groups": []}


def _refuse(form: forms.Form, refused: MemberError | NotAllowedError) -> None:
    if isinstance(refused, MemberNotFoundError):
        raise refused
    blame(form, refused.message, HINTS)


def _back(frame: Frame, member_id: int, said: str) -> HttpResponse:
    return announce(redirect(frame.address.to("members:member", member_id)), said)


def _page(  # noqa: PLR0917 (what stands on the page, from top to bottom)
    request: HttpRequest, form: forms.Form, title: str, note: str, verb: str, found: Course | None, frame: Frame
) -> HttpResponse:
    back = frame.address.to("members:member", found.view.id) if found else frame.address.to("members:index")
    words: dict[str, Any] = {
        "form": form,
        "title": title,
        "note": note,
        "verb": verb,
        "back": back,
        "under": found.view.name if found else frame.organization.name if frame.organization else "",
        "crumbs": [*crumbs(frame), (found.view.name, back)] if found else crumbs(frame),
    }
    return render_page(request, "members/form_page.html", context=words, status=422 if form.errors else 200)
