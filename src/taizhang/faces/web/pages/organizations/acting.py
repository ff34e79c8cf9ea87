"""Recording a dated change: one page for every kind of change, errors beside the field, nothing half-written."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.errors import MemberError, MemberNotFoundError
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations import services
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.selectors import history_of, organization_view
from taizhang.faces.web.pages.organizations.acts import ACTS, Act
from taizhang.faces.web.pages.organizations.forms import LINES, ActForm, SetUpForm
from taizhang.faces.web.pages.organizations.naming import offered_organizations, offered_people
from taizhang.faces.web.pages.organizations.show import crumbs
from taizhang.faces.web.shell.form_fields import blame
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

SET_UP_HINTS = {
    "代码": "code",
    "名称": "name",
    "太长": "name",
    "类型": "type",
    "特征": "traits",
    "上级": "other",
    "日期": "founded_on",
    "成立": "founded_on",
}


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, organization_id: int, act: str) -> HttpResponse:
    """Ask for a change, and record it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    wanted = ACTS.get(act)
    view = organization_view(organization_id, frame.today)
    if wanted is None or not wanted.fits(view):
        raise Http404
    form = wanted.form(
        request.POST if request.method == "POST" else None,
        actor=actor,
        organization_id=organization_id,
        today=frame.today,
        initial=_asked(request),
    )
    _offer_posts(form, organization_id, frame)
    if request.method == "POST" and form.is_valid():
        said = _done(wanted, form, actor, organization_id)
        if said:
            return announce(redirect(frame.address.to("organizations:show", organization_id)), said)
    words = {
        "form": form,
        "title": wanted.word,
        "under": view.name,
        "note": wanted.note,
        "verb": wanted.word,
        "back": frame.address.to("organizations:show", organization_id),
        "crumbs": [*crumbs(frame), (view.name, frame.address.to("organizations:show", organization_id))],
    }
    return _page(request, actor, organization_id, words, form)


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up an organisation below another."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    own = frame.organization.id if frame.organization else None
    if own is None or not actor.may(Permission.MANAGE_ORGANIZATIONS):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = SetUpForm(sent, actor=actor, organization_id=own, today=frame.today)
    if request.method == "POST" and form.is_valid():
        made = _made(form, actor)
        if made:
            said = f"“{form.cleaned_data['name']}”已设立。接着登记班子，把党员编入名册。"
            return announce(redirect(frame.address.to("organizations:show", made)), said)
    words = {
        "form": form,
        "title": "设立党组织",
        "under": "",
        "note": "从成立之日起算应办事项和数据。",
        "verb": "设立",
        "back": frame.address.to("organizations:index"),
        "crumbs": crumbs(frame),
    }
    return _page(request, actor, own, words, form)


@signed_in_only
@require_POST
def undo(request: HttpRequest, organization_id: int, what: str, row: int) -> HttpResponse:
    """Take back what was recorded by mistake: a post, a term, a shifted window."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    if what == "post":
        if row not in {post.id for post in history_of(organization_id).posts}:
            raise Http404
        services.withdraw_post(actor, row)
    elif what == "term":
        services.withdraw_term(actor, organization_id, row)
    elif what == "shift":
        services.withdraw_shift(actor, row)
    else:
        raise Http404
    return announce(
        redirect(frame.address.to("organizations:history", organization_id)), "已撤回，如同没有登记过；经过留在日志里。"
    )


def _done(wanted: Act, form: ActForm, actor: Actor, organization_id: int) -> str:
    """Record it; a refusal goes beside the field that it is about, and nothing was written."""
    try:
        return wanted.do(actor, organization_id, form.cleaned_data)
    except MemberNotFoundError:
        raise
    except (OrganizationRefusedError, MemberError) as refused:
        blame(form, refused.message, wanted.hints)
        return ""


def _made(form: SetUpForm, actor: Actor) -> int | None:
    sent = form.cleaned_data
    try:
        return services.set_up_organization(
            actor,
            code=sent["code"],
            name=sent["name"],
            type_=sent["type"],
            founded_on=sent["founded_on"],
            parent=sent["other"],
            parents={kind: sent[kind] for kind, _ in LINES if sent.get(kind)},
            short_name=sent["short_name"],
            unit=sent["unit"],
            traits=sent["traits"],
        )
    except OrganizationRefusedError as refused:
        blame(form, refused.message, SET_UP_HINTS)
        return None


def _page(
    request: HttpRequest, actor: Actor, organization_id: int, words: dict[str, Any], form: ActForm
) -> HttpResponse:
    today = frame_of(request).today
    if "person" in form.fields:
        words["people"] = offered_people(actor, organization_id, today)
    if {"other", "others"} & form.fields.keys():
        words["organizations"] = offered_organizations(actor, today)
    return render_page(
        request, "organizations/act_page.html", context=words, status=422 if form.is_bound and form.errors else 200
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    """What a link may fill in before: which post ends."""
    return {key: request.GET[key][:80] for key in ("post", "person") if key in request.GET}


def _offer_posts(form: ActForm, organization_id: int, frame: Frame) -> None:
    field = form.fields.get("post")
    if not isinstance(field, forms.ChoiceField):
        return
    running = [post for post in history_of(organization_id).posts if post.ends_on is None or post.holds(frame.today)]
    names = names_at({post.person for post in running}, frame.today)
    field.choices = [
        (str(post.id), f"{names.get(post.person, post.person)} · {post.title_zh}（{post.begins_on} 起）")
        for post in running
    ]
