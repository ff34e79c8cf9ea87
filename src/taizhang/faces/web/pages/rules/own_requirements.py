"""Making and changing a unit's own requirement (多久至少几次), and its own groups of kinds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.own_kinds import unit_slug, usable_kinds
from taizhang.apps.organizations.services.own_rules import save_own_cadence, save_own_group
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, RulebookError
from taizhang.apps.rulebooks.own import OwnCadence, OwnGroup, cadence_form
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Cycle
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.vocabulary import TRAITS
from taizhang.faces.web.pages.rules.own_form import TYPES, WINDOWS
from taizhang.faces.web.pages.rules.own_kinds import asked, crumbs
from taizhang.faces.web.pages.rules.seeing import reader_of
from taizhang.faces.web.shell.form_fields import (
    DayField,
    area_field,
    blame,
    boxes_field,
    choice_field,
    line_field,
    whole_field,
)
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

HINTS = {"周期": "window", "日期": "until", "类型": "types", "类别": "figure"}
MOST_FIGURES = 2


class RequirementForm(forms.Form):
    """At least so many of a kind in each window."""

    zh = line_field("名称", 60, example="党课每季度至少一次")
    figure = choice_field("数什么", ())
    second = choice_field("也算数的", (), required=False, empty="没有")
    window = choice_field("多久", WINDOWS)
    at_least = whole_field("至少几次", 1, 999, required=True)
    types = boxes_field("哪些党组织要做", TYPES)
    since = DayField("从哪天起")
    until = DayField("到哪天为止", required=False)
    when = boxes_field("只对有这些特征的", tuple(TRAITS.items()))
    unless = boxes_field("对有这些特征的不要求", tuple(TRAITS.items()))
    text = area_field("要求怎么说", 500, rows=2, help_text="不填就按上面的自动写。")
    usually = line_field("通常在什么时候", 60, required=False, example="一般在每月第一周")
    document = line_field("哪份文件要求的", 120, required=False, help_text="没有文件、只是惯例的不填。")
    number = line_field("文号", 60, required=False, example="青水党〔2025〕3号")
    article = line_field("第几条", 60, required=False)

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("figure", "second"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
            field.choices = [*([("", "没有")] if name == "second" else []), *figures]

    def clean_types(self) -> list[str]:
        """At least one."""
        if not self.cleaned_data["types"]:
            raise forms.ValidationError("还没有选哪些党组织要做。")
        return list(self.cleaned_data["types"])


class GroupForm(forms.Form):
    """A group of kinds."""

    zh = line_field("名称", 40, example="特色工作")


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A requirement of one's own."""
    return _requirement(request, "")


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, rule_id: str) -> HttpResponse:
    """A new version of a requirement of one's own."""
    return _requirement(request, rule_id)


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest) -> HttpResponse:
    """A group of one's own."""
    frame, actor, own = asked(request)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            save_own_group(actor, own, OwnGroup(form.cleaned_data["zh"]))
        except RulebookError as refused:
            form.add_error("zh", refused.message)
        else:
            said = f"分组“{form.cleaned_data['zh']}”已建好，自定类别时可以选。"
            return announce(redirect(frame.address.to("rules:own")), said)
    return _page(request, frame, form, "自定一个分组", "建好以后，在类别里选它。")


def _requirement(request: HttpRequest, rule_id: str) -> HttpResponse:
    frame, actor, own = asked(request)
    before = None
    if rule_id:
        if rule_id.split("/")[:2] != ["own", unit_slug(own)] or rule_id not in current_rulebook().rules:
            raise Http404
        before = cadence_form(current_rulebook(), rule_id)
        if len(before.figures) > MOST_FIGURES:
            raise Http404
    figures = _figures(actor, frame, own, before)
    first: dict[str, Any] = (
        _initial(before)
        if before
        else {
            "figure": request.GET.get("figure", "")[:160],
            "at_least": 1,
            "since": frame.today,
            "window": "quarter",
        }
    )
    form = RequirementForm(request.POST if request.method == "POST" else None, figures=figures, initial=first)
    faults: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            save_own_cadence(actor, own, _cadence(form.cleaned_data, before))
        except AdoptionRefusedError as refused:
            faults = refused.faults
            form.add_error(None, refused.message)
        except RulebookError as refused:
            blame(form, refused.message, HINTS)
        else:
            said = f"“{form.cleaned_data['zh']}”已保存，从{form.cleaned_data['since']}起进了应办事项。"
            return announce(redirect(frame.address.to("rules:own")), said)
    title = f"改“{before.zh}”" if before else "自定一项要求"
    return _page(request, frame, form, title, "只能比制度严，不能比制度松；对本组织和所属的有效。", faults)


def _page(
    request: HttpRequest, frame: Frame, form: forms.Form, title: str, note: str, faults: Any = ()
) -> HttpResponse:
    return render_page(
        request,
        "rules/form_page.html",
        context={
            "form": form,
            "title": title,
            "note": note,
            "verb": "保存",
            "faults": faults,
            "crumbs": crumbs(frame),
            "under": frame.organization.name if frame.organization else "",
            "back": frame.address.to("rules:own"),
        },
        status=422 if form.errors else 200,
    )


def _figures(actor: Actor, frame: Frame, own: int, before: OwnCadence | None) -> list[tuple[str, str]]:
    """What may be counted: every kind that this unit or its branches record."""
    reader = reader_of(actor, frame)
    if reader is None:
        raise Http404
    usable = set(usable_kinds(reader.rulebook, own, frame.today))
    catalogue = figure_catalogue(reader.rulebook)
    kinds = [
        kind
        for group in sorted(reader.rulebook.groups, key=lambda one: (reader.rulebook.groups[one].order, one))
        for kind in reader.rulebook.kinds_of(group)
        if kind in usable or (reader.sees(kind))
    ]
    found = [(f"{kind}/count", catalogue[f"{kind}/count"].zh) for kind in kinds]
    kept = [(one, catalogue[one].zh) for one in (before.figures if before else ()) if one in catalogue]
    return list(dict([*found, *kept]).items())


def _cadence(sent: dict[str, Any], before: OwnCadence | None) -> OwnCadence:
    return OwnCadence(
        zh=sent["zh"],
        figures=tuple(dict.fromkeys(filter(None, (sent["figure"], sent["second"])))),
        window=Cycle(sent["window"]),
        types=tuple(sent["types"]),
        since=sent["since"],
        name=before.name if before else "",
        at_least=sent["at_least"],
        until=sent["until"],
        when=tuple(sent["when"]),
        unless=tuple(sent["unless"]),
        text=sent["text"],
        usually=sent["usually"],
        document=sent["document"],
        number=sent["number"],
        article=sent["article"],
        profile=before.profile if before else "",
    )


def _initial(before: OwnCadence) -> dict[str, Any]:
    return {
        "zh": before.zh,
        "figure": before.figures[0],
        "second": before.figures[1] if len(before.figures) > 1 else "",
        "window": before.window.value,
        "at_least": before.at_least,
        "types": list(before.types),
        "since": before.since,
        "until": before.until,
        "when": list(before.when),
        "unless": list(before.unless),
        "text": before.text,
        "usually": before.usually,
        "document": before.document,
        "number": before.number,
        "article": before.article,
    }
