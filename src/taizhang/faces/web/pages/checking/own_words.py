"""What a unit has decided about the checker: words that are right here, rules that are off, wordings let stand."""

from __future__ import annotations

from typing import Any

import yaml
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.checks.errors import CheckError
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.selectors import house_of, list_own_words
from taizhang.apps.checks.services import LONGEST_REASON, LONGEST_WORD, Decision, decide, withdraw
from taizhang.apps.organizations.access import may, require
from taizhang.domain.checking.packs import shipped
from taizhang.faces.web.pages.checking.checking import asked
from taizhang.faces.web.pages.checking.taking_away import attached
from taizhang.faces.web.shell.form_fields import blame, choice_field, line_field
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

FIELDS = {
    OwnWordKind.PROTECTED: ("word", "reason"),
    OwnWordKind.STYLE: ("word", "right", "reason"),
    OwnWordKind.OFF: ("rule", "reason"),
    OwnWordKind.ON: ("rule", "reason"),
}
"""What each kind of decision asks for; a silence is decided beside its finding."""
NOTES = {
    OwnWordKind.PROTECTED: "人名、地名、单位自己的叫法。名册上的人和本组织上下的组织名称已经自动不报，不用再写。",
    OwnWordKind.STYLE: "本单位统一的写法：不要哪个词，改成哪个词。",
    OwnWordKind.OFF: "停用以后，审校和自动改正都不再用这条规则。",
    OwnWordKind.ON: "有的规则平时不用，单位要用才启用。",
}
HINTS = {"理由": "reason", "规则": "rule", "本单位怎么写": "right", "改成的写法": "right", "哪个词": "word"}


class DecisionForm(forms.Form):
    """One decision of a kind, with its reason."""

    rule = choice_field("规则", ())
    word = line_field("词", LONGEST_WORD)
    right = line_field("本单位写成", LONGEST_WORD)
    reason = line_field("理由", LONGEST_REASON, help_text="以后的人看了才知道该不该留着。")

    def __init__(self, *args: Any, kind: OwnWordKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(FIELDS[kind]):
            del self.fields[name]
        rule = self.fields.get("rule")
        if isinstance(rule, forms.ChoiceField):
            rule.choices = _rules(asleep=kind is OwnWordKind.ON)


def _rules(*, asleep: bool) -> list[Any]:
    groups: list[Any] = []
    for pack in shipped().packs.values():
        inside = [(rule.id, rule.zh) for rule in pack.rules.values() if rule.optional is asleep]
        if inside:
            groups.append((pack.zh, [(pack.name, f"{pack.zh}：整组"), *inside]))
    return groups if asleep else [*groups, ("版式", [("layout", "版式：整组")])]


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything that holds here, whoever above decided it."""
    frame, actor, own = asked(request)
    manages = not frame.is_past and may(actor, Permission.ADOPT_RULES, own)
    rows = list_own_words(actor, own, frame.as_of, frame.known)
    packs = shipped()
    names = {name: pack.zh for name, pack in packs.packs.items()} | {key: one.zh for key, one in packs.rules.items()}
    groups = [
        {
            "kind": kind.value,
            "word": kind.label,
            "note": NOTES.get(kind, "在一处发现旁边点“不算错”定下的，以后同样的文字不再报。"),
            "can_add": manages and kind in FIELDS,
            "rows": [
                {"one": one, "name": names.get(one.rule, one.rule), "mine": manages and one.organization == own}
                for one in rows
                if one.kind is kind
            ],
        }
        for kind in OwnWordKind
    ]
    context = {"groups": groups, "crumbs": _crumbs(frame), "tabs": tabs(frame, "own")}
    return render_page(request, "checking/own_page.html", context=context)


@signed_in_only
@require_safe
def as_file(request: HttpRequest) -> HttpResponse:
    """What holds here as the file that the command takes: taizhang check --house."""
    frame, actor, own = asked(request)
    house = house_of(list_own_words(actor, own, frame.as_of, frame.known))
    told = house.model_dump(mode="json", exclude_defaults=True)
    for name in {"protected", "switched_on"} & told.keys():
        told[name] = sorted(told[name])
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=True)
    return attached(text.encode(), "application/yaml; charset=utf-8", "house.yaml")


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def decide_one(request: HttpRequest) -> HttpResponse:
    """Decide one more."""
    frame, actor, own = asked(request)
    require(actor, Permission.ADOPT_RULES, own)
    kind = next((one for one in FIELDS if one.value == request.GET.get("kind")), OwnWordKind.PROTECTED)
    form = DecisionForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            decide(actor, own, Decision(kind, **form.cleaned_data))
        except CheckError as refused:
            blame(form, refused.message, HINTS)
        else:
            return announce(redirect(frame.address.to("checks:own")), f"记下了，“{kind.label}”从现在起有效。")
    context = {
        "form": form,
        "title": kind.label,
        "note": NOTES[kind],
        "crumbs": [*_crumbs(frame), ("本单位用语", frame.address.to("checks:own"))],
        "back": frame.address.to("checks:own"),
    }
    return render_page(request, "checking/decide_page.html", context=context, status=422 if form.errors else 200)


@signed_in_only
@require_POST
def withdraw_one(request: HttpRequest, own_word_id: int) -> HttpResponse:
    """Take one back."""
    frame, actor, own = asked(request)
    withdraw(actor, own, own_word_id)
    return announce(redirect(frame.address.to("checks:own")), "撤回了，从现在起照常检查。")


def tabs(frame: Frame, current: str) -> list[tuple[str, str, bool]]:
    """The pages of the checker."""
    found = [("check", "审一篇", "checks:index"), ("own", "本单位用语", "checks:own")]
    return [(word, frame.address.to(route), key == current) for key, word, route in found]


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [("审校", frame.address.to("checks:index"))]
