"""The monthly batch: everything of a month that waits, confirmed in one go; the handbook of a month on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.entries import State, entry_detail, list_entries, rows_of
from taizhang.apps.ledger.selectors.standing import waits_for_another
from taizhang.apps.ledger.selectors.tallied import waiting_for
from taizhang.apps.ledger.services import confirm_many
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import below
from taizhang.domain.periods import Window
from taizhang.faces.web.pages.ledger.entry import _actor, _context
from taizhang.faces.web.pages.ledger.listing import asked_of, shown_rows, tabs
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import is_number

MOST_SHEETS = 200


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """What waits for confirmation, month by month; confirming the chosen ones."""
    frame = frame_of(request)
    if frame.organization is None:
        raise Http404
    refusals: tuple[Any, ...] = ()
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("revision")[:500] if is_number(one)]
        confirmed, refusals = confirm_many(_actor(frame), chosen, frame.today)
        if not refusals:
            words = f"已确认 {confirmed} 条，从现在起计数。" if confirmed else "没有选记录，什么也没有确认。"
            return announce(redirect(frame.address.to("ledger:batch")), words)
    waiting = waiting_for(_actor(frame), below(frame.organization.id, frame.today))
    others = waits_for_another(_actor(frame), [row.revision for row in waiting])
    months: dict[str, list[dict[str, Any]]] = {}
    for shown in shown_rows(waiting, frame):
        row = shown["row"]
        shown["for_another"] = row.revision in others
        shown["may"] = may(_actor(frame), Permission.CONFIRM, row.organization) and not shown["for_another"]
        months.setdefault(f"{row.day.year}年{row.day.month}月", []).append(shown)
    return render_page(
        request,
        "ledger/batch_page.html",
        context={
            "months": months.items(),
            "refusals": refusals,
            "tabs": tabs(frame, "batch"),
            "count": len(waiting),
            "may": frame.may_record and any(one["may"] for rows in months.values() for one in rows),
        },
        status=409 if refusals else 200,
    )


@signed_in_only
@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    """The confirmed entries of a month in the layout of the paper handbook, one sheet each."""
    frame = frame_of(request)
    text = request.GET.get("month", "")
    month = int(text) if text in {str(one) for one in range(1, 13)} else _month(frame)
    asked = asked_of(request, frame)
    window = Window.of_month(frame.year, month)
    wanted = replace(asked.filter, start=window.start, end=window.end, year=None, state=State.CONFIRMED)
    if frame.organization is None:
        raise Http404
    own = (frame.organization.id,)
    found = rows_of(_actor(frame), list_entries(_actor(frame), replace(wanted, organizations=own))[:MOST_SHEETS])
    sheets = [
        _context(frame, entry_detail(_actor(frame), row.entry, None, frame.known))
        for row in sorted(found, key=lambda one: (one.day, one.entry))
    ]
    return render_page(
        request,
        "ledger/handbook_page.html",
        context={
            "sheets": sheets,
            "month": month,
            "months": range(1, 13),
            "tabs": tabs(frame, "handbook"),
        },
    )


def _month(frame: Frame) -> int:
    return frame.as_of.month if frame.as_of.year == frame.year else 12
