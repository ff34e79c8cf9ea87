"""Intentions (打算): what is to be done next year, counted by a figure that is found by its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.intentions import list_intentions
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.texts import answered, catalogue
from taizhang.apps.reports.services import deciding
from taizhang.domain.figures.printing import printed
from taizhang.domain.reporting import Ask
from taizhang.domain.rules.outlines import Speaking
from taizhang.faces.web.pages.reports.figures_in import named_like
from taizhang.faces.web.shell.form_fields import blame
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_OFFERED = 8
OF_WHOM = {Speaking.OWN: "本级", Speaking.BELOW: "所属党组织"}
HINTS = {"目标数": "target", "完成时间": "due_on", "数据": "figure", "事项": "text"}


class IntentionForm(forms.Form):
    """An item of next year's work."""

    text = forms.CharField(
        label="事项",
        max_length=deciding.LONGEST_INTENTION,
        error_messages={"required": "还没有填。", "max_length": f"最多{deciding.LONGEST_INTENTION}个字。"},
    )
    figure = forms.CharField(max_length=180, required=False, widget=forms.HiddenInput)
    target = forms.IntegerField(
        label="目标数",
        required=False,
        min_value=1,
        max_value=1_000_000_000,
        error_messages={
            "invalid": "要填一个整数。",
            "min_value": "目标数要大于 0。",
            "max_value": "太大了，核对一下。",
        },
    )
    due_on = forms.DateField(
        label="完成时间",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日子看不懂。写成 2026-11-30 这样。"},
    )

    def figure_and_scope(self) -> tuple[str, str]:
        """The figure that was chosen, and whose."""
        figure, _, scope = self.cleaned_data["figure"].partition("|")
        return figure, scope if scope in set(Speaking) else Speaking.OWN


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that an intention may be counted by."""

    value: str
    """The figure and whose, as the form sends it."""
    zh: str
    now: str
    """What it comes to this year."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def intentions(request: HttpRequest, report_id: int) -> HttpResponse:
    """The items of a report with their figures and days; a new one, its figure found by name; works without script."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    asked = request.GET
    form = IntentionForm(request.POST if request.method == "POST" else None, initial=_kept(asked))
    if form.is_valid():
        figure, scope = form.figure_and_scope()
        said = form.cleaned_data
        try:
            deciding.intend(
                actor,
                report_id,
                said["text"],
                figure=figure,
                scope=scope,
                target=said["target"],
                due_on=said["due_on"],
            )
        except ReportError as refused:
            blame(form, refused.message, HINTS)
        else:
            back = request.POST.get("back") == "text"
            place = "reports:edit" if back else "reports:intentions"
            done = "已记下打算。重新起草时写进正文，明年起草时再问落实情况。"
            return announce(redirect(frame.address.to(place, report_id)), done)
    typed = "".join((request.POST.get("q") or asked.get("q", "")).split())[:30]
    chosen = str(form["figure"].value() or "")
    context = {
        "report": report,
        "form": form,
        "typed": typed,
        "rows": list_intentions(report),
        "choices": _choices(actor, report_id, typed, chosen),
        "chosen": chosen,
        "crumbs": [
            ("述职报告", frame.address.to("reports:drafts")),
            ("正文", frame.address.to("reports:edit", report_id)),
        ],
    }
    return render_page(request, "reports/intentions_page.html", context=context, status=422 if form.errors else 200)


@require_safe
@signed_in_only
def choose(request: HttpRequest, report_id: int) -> HttpResponse:
    """The figures whose name has the typed words in it, to be chosen from."""
    typed = "".join(request.GET.get("q", "").split())[:30]
    found = _choices(cast("Actor", frame_of(request).actor), report_id, typed, "")
    words = {"choices": found, "typed": typed, "chosen": ""}
    return render_page(request, "reports/choose_figure.html", "reports/choose_figure.html", words)


@require_POST
@signed_in_only
def give_up(request: HttpRequest, report_id: int, intention_id: int) -> HttpResponse:
    """Take an item back."""
    frame = frame_of(request)
    deciding.give_up(cast("Actor", frame.actor), report_id, intention_id)
    back = redirect(frame.address.to("reports:intentions", report_id))
    return announce(back, "已去掉。正文里写了的，重新起草或自己删。")


def _kept(asked: Any) -> dict[str, str]:
    """What was filled in before the figure was looked for."""
    return {key: asked.get(key, "")[:300] for key in ("text", "figure", "target", "due_on") if asked.get(key)}


def _choices(actor: Actor, report_id: int, typed: str, chosen: str) -> list[Choice]:
    """Figures by name with what they come to; the one chosen before stays among them."""
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    known = catalogue()
    infos = named_like(typed)[:MOST_OFFERED] if typed else []
    scopes = [Speaking.OWN, *([Speaking.BELOW] if reach_of(report.organization_id, report.until).below else [])]
    since = date(report.year, 1, 1)
    wanted = [(info.id, scope) for info in infos for scope in scopes]
    figure, _, scope = chosen.partition("|")
    if figure in known and scope in set(Speaking) and (figure, scope) not in wanted:
        wanted.insert(0, (figure, Speaking(scope)))
    asks = [Ask(figure, scope.value, since, report.until) for figure, scope in wanted]
    values = answered(actor, report, asks)
    return [
        Choice(
            f"{ask.figure}|{ask.scope}",
            f"{known[ask.figure].zh}（{OF_WHOM.get(Speaking(ask.scope), '本级')}）",
            printed(values[ask], known[ask.figure]) if values.get(ask) else "还没有",
        )
        for ask in asks
    ]
