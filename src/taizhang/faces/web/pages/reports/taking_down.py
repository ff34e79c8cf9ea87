"""What a foreign report states, taken down as a draft with the passage it comes from; only its maker sees it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from taizhang.apps.ledger.services.drafting import save_draft
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.figures import Nature, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import is_number

_LONGEST_PASSAGE = 200
_LONGEST_TITLE = 60


@require_POST
@signed_in_only
def take_down(request: HttpRequest) -> HttpResponse:
    """Make a draft of a stated count (汇总登记) or of an act with its day, and open it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise Http404
    sent = _tally(request, frame) if request.POST.get("figure") else _act(request)
    sent["summary"] = [_source(request)]
    kept = save_draft(frame.actor, frame.organization.id, {"sent": sent})
    return announce(redirect(frame.address.to("ledger:record", draft=kept.id)), "已存成草稿，核对以后再提交登记。")


def _tally(request: HttpRequest, frame: Frame) -> dict[str, list[str]]:
    """A count that was stated in sum, over the days it speaks of and no further than today."""
    info = figure_catalogue(current_rulebook()).get(request.POST["figure"])
    amount = request.POST.get("amount", "")
    start, end = _day(request, "from"), _day(request, "to")
    counts = info is not None and info.kind is not None and info.nature is Nature.FLOW and info.amount is Amount.ONE
    if info is None or not counts or not is_number(amount) or start is None or end is None:
        raise Http404
    return {
        "day": [start.isoformat()],
        "end_day": [max(start, min(end, frame.today)).isoformat()],
        "title": [f"{info.zh}（取自报告）"],
        "tally-0-figure": [info.id],
        "tally-0-amount": [amount],
        # Who keeps the paper register is for the clerk to say: a report is no register.
        "tally-0-keeper": [""],
    }


def _act(request: HttpRequest) -> dict[str, list[str]]:
    """An act with its day, and with its kind where the words name one."""
    day = _day(request, "day")
    if day is None:
        raise Http404
    kind = request.POST.get("kind", "")
    sent = {
        "day": [day.isoformat()],
        "place": [request.POST.get("place", "").strip()[:_LONGEST_TITLE]],
        "title": [request.POST.get("title", "").strip()[:_LONGEST_TITLE]],
    }
    return sent | ({"part-0-kind": [kind]} if kind in current_rulebook().kinds else {})


def _source(request: HttpRequest) -> str:
    name = request.POST.get("name", "").strip()[:_LONGEST_TITLE]
    passage = " ".join(request.POST.get("passage", "").split())[:_LONGEST_PASSAGE]
    return f"取自“{name}”：{passage}"


def _day(request: HttpRequest, field: str) -> date | None:
    try:
        return date.fromisoformat(request.POST.get(field, ""))
    except ValueError:
        return None
