"""Figures in the editor: the ground of the one that was clicked, and figures found by typing their names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import open_for, open_report
from taizhang.apps.reports.selectors.grounds import SCOPE_WORDS, ground_of
from taizhang.apps.reports.selectors.quoted import taken_from
from taizhang.apps.reports.selectors.texts import answered, catalogue
from taizhang.domain.figures.approximate import Wording
from taizhang.domain.figures.printing import printed
from taizhang.domain.reporting import Ask
from taizhang.domain.reporting.elsewhere import is_scope
from taizhang.domain.reporting.rebinding import wordings_true_of
from taizhang.domain.rules.figures import FigureInfo
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.outlines import Speaking
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.whole_numbers import is_number

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Offered:
    """A figure that can be put in, or a way to print the one that is there."""

    word: str
    text: str
    attributes: str
    """JSON for the editor."""


@require_safe
@signed_in_only
def evidence(request: HttpRequest, report_id: int) -> HttpResponse:
    """What a number stands on, with the ways it may print; or the entry behind a name."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_report(actor, report_id)
    entry, taken = request.GET.get("entry", ""), taken_from(actor, request.GET.get("source", ""))
    if request.GET.get("kind") == "quoted":
        return render_page(request, "reports/evidence.html", "reports/evidence.html", {"taken": taken, "quoted": True})
    if request.GET.get("kind") == "named" and is_number(entry):
        words: dict[str, object] = {"entry": int(entry), "text": request.GET.get("text", "")[:100], "taken": taken}
        return render_page(request, "reports/evidence.html", "reports/evidence.html", words)
    ask = _ask(request)
    if ask is None or ask.figure not in catalogue():
        note = "这个数由应办事项数出，在“应办”页看每一项。" if ask else "没有这项数据。"
        return render_page(request, "reports/evidence.html", "reports/evidence.html", {"note": note})
    ground = ground_of(actor, report, ask)
    chinese = request.GET.get("chinese") == "true"
    words = {
        "ground": ground,
        "taken": taken,
        "ask": ask,
        "text": request.GET.get("text", "")[:40],
        "wordings": _wordings(ground.info, ground.figure.value, chinese=chinese),
    }
    return render_page(request, "reports/evidence.html", "reports/evidence.html", words)


@require_safe
@signed_in_only
def find(request: HttpRequest, report_id: int) -> HttpResponse:
    """Figures whose name has the typed words in it, with what they come to; noughts are not offered."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    typed = "".join(request.GET.get("q", "").split())[:30]
    infos = named_like(typed) if typed else []
    since = date(report.year, 1, 1)
    asked = [
        Ask(info.id, scope.value, since, report.until)
        for info in infos[:MOST_FOUND]
        for scope in (Speaking.OWN, Speaking.BELOW)
    ]
    values = answered(actor, report, asked)
    found = [offered(catalogue()[ask.figure], ask, value) for ask, value in values.items() if value]
    return render_page(request, "reports/found.html", "reports/found.html", {"offered": found, "typed": typed})


def named_like(typed: str) -> list[FigureInfo]:
    """The figures whose name has the typed characters in it, in their order; the nearest first."""
    infos = [info for info in catalogue().values() if info.shown and _says(info, typed)]
    return sorted(infos, key=lambda info: (not info.zh.startswith(typed), len(info.zh)))


def _says(info: FigureInfo, typed: str) -> bool:
    at = 0
    for character in typed:
        at = info.zh.find(character, at) + 1
        if not at:
            return False
    return True


def offered(info: FigureInfo, ask: Ask, value: int) -> Offered:
    """A figure as the editor takes it in."""
    text = printed(value, info)
    attributes = {
        "figure": ask.figure,
        "scope": ask.scope,
        "since": ask.since.isoformat(),
        "until": ask.until.isoformat(),
        "value": value,
        "text": text,
        "wording": "",
        "chinese": False,
    }
    return Offered(f"{info.zh}（{SCOPE_WORDS[ask.scope]}）", text, json.dumps(attributes, ensure_ascii=False))


def _wordings(info: FigureInfo, value: int, *, chinese: bool) -> list[Offered]:
    """Only what is true of the value; money and hours print as they are."""
    if info.amount is not Amount.ONE:
        return []
    found = [
        Offered("", text, json.dumps({"wording": wording.value, "chinese": False, "text": text}, ensure_ascii=False))
        for wording, text in wordings_true_of(value, info.unit)
    ]
    spelt = printed(value, info, chinese=True)
    numerals = {"wording": Wording.EXACT.value, "chinese": not chinese, "text": spelt}
    return [*found, Offered("", spelt, json.dumps(numerals, ensure_ascii=False))]


def _ask(request: HttpRequest) -> Ask | None:
    said = request.GET
    scope = said.get("scope", "")
    if not is_scope(scope):
        return None
    try:
        days = date.fromisoformat(said.get("since", "")), date.fromisoformat(said.get("until", ""))
    except ValueError:
        return None
    figure = said.get("figure", "")[:160]
    return Ask(figure, scope, *days) if figure and days[0] <= days[1] else None
