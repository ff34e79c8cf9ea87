"""Local profiles (本地做法): chosen for the organisation and all below it, from day to day."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may, require
from taizhang.apps.organizations.selectors import above, names_of
from taizhang.apps.organizations.services.own_rules import choose_profile, end_profile
from taizhang.apps.rulebooks.errors import RulebookError
from taizhang.apps.rulebooks.selectors import profile_choices
from taizhang.faces.web.pages.rules.seeing import Reader, reader_of, tabs
from taizhang.faces.web.shell.form_fields import DayField, blame, choice_field
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

HINTS = {"停用的日期": "ends_on", "已经选用": "begins_on", "本地做法": "profile"}


class ProfileForm(forms.Form):
    """Which profile, from when, perhaps until when."""

    profile = choice_field("本地做法", ())
    begins_on = DayField("从哪天起")
    ends_on = DayField("到哪天为止", required=False, help_text="不填就一直有效。")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["profile"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(key, one.zh) for key, one in reader.rulebook.profiles.items() if reader.sees(key)]


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What counts here, whoever above chose it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    reader = reader_of(actor, frame)
    if frame.organization is None or reader is None:
        raise Http404
    own = frame.organization.id
    lineage = (own, *above(own, frame.as_of, frame.known))
    found = [one for one in profile_choices(frame.known) if one.organization in lineage]
    names = names_of({one.organization for one in found}, frame.as_of, frame.known)
    rules: dict[str, list[tuple[str, str]]] = {}
    for key, rule in reader.rulebook.rules.items():
        if rule.profile and reader.sees(key):
            rules.setdefault(rule.profile, []).append((key, rule.zh))
    rows = [
        {
            "choice": one,
            "profile": reader.rulebook.profiles.get(one.profile),
            "by": names.get(one.organization, ""),
            "rules": rules.get(one.profile, []),
            "holds": one.holds(frame.as_of),
            "may_end": not frame.is_past
            and one.ends_on is None
            and may(actor, Permission.ADOPT_RULES, one.organization),
        }
        for one in found
        if one.profile in reader.rulebook.profiles
    ]
    taken = {one.profile for one in found if one.holds(frame.as_of)}
    others = [
        {"id": key, "profile": one, "rules": rules.get(key, [])}
        for key, one in reader.rulebook.profiles.items()
        if key not in taken and reader.sees(key)
    ]
    return render_page(
        request,
        "rules/profiles_page.html",
        context={
            "rows": sorted(rows, key=lambda row: (not row["holds"], row["choice"].begins_on)),
            "others": others,
            "tabs": tabs(frame, "profiles"),
            "manages": not frame.is_past and may(actor, Permission.ADOPT_RULES, own),
        },
    )


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a profile."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    reader = reader_of(actor, frame)
    if frame.organization is None or reader is None:
        raise Http404
    require(actor, Permission.ADOPT_RULES, frame.organization.id)
    first = {"profile": request.GET.get("profile", "")[:160], "begins_on": frame.today}
    form = ProfileForm(request.POST if request.method == "POST" else None, reader=reader, initial=first)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            choose_profile(actor, frame.organization.id, sent["profile"], sent["begins_on"], sent["ends_on"])
        except RulebookError as refused:
            blame(form, refused.message, HINTS)
        else:
            name = reader.rulebook.profiles[sent["profile"]].zh
            said = f"从{sent['begins_on']}起选用“{name}”，它的要求进了应办事项。"
            return announce(redirect(frame.address.to("rules:profiles")), said)
    return render_page(
        request,
        "rules/form_page.html",
        context={
            "form": form,
            "title": "选用本地做法",
            "under": frame.organization.name,
            "verb": "选用",
            "note": "对本组织和所属的都有效。停用以前的回答不变。",
            "back": frame.address.to("rules:profiles"),
            "crumbs": [("制度", frame.address.to("rules:index")), ("本地做法", frame.address.to("rules:profiles"))],
        },
        status=422 if form.errors else 200,
    )


@signed_in_only
@require_POST
def end(request: HttpRequest, choice_id: int) -> HttpResponse:
    """End a choice."""
    frame = frame_of(request)
    try:
        last = date.fromisoformat(request.POST.get("ends_on", ""))
    except ValueError:
        last = frame.today
    end_profile(cast("Actor", frame.actor), choice_id, last)
    return announce(redirect(frame.address.to("rules:profiles")), f"到{last}为止，之后不再要求。")
