"""One cell with everything: beside the matrix or as a page, and there why it was not done (说明未开原因)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.selectors.explanations import explanation_of
from taizhang.apps.ledger.selectors.owed import cell
from taizhang.apps.ledger.services.explaining import EXPLAINED, LONGEST, explain, withdraw_explanation
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import organization_by_code, organization_view
from taizhang.domain.obligations.answers import Obligation
from taizhang.domain.periods import Window
from taizhang.faces.web.pages.owed.drawer import drawer_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

LONGEST_RUN = 3700
"""Days of the longest window that a cell may be asked for."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What the drawer says of it: the reason that stands, and where to say or take back one."""

    text: str
    said_on: date | None
    save: str
    withdraw: str
    longest: int = LONGEST
    fault: str = ""


def explained(
    frame: Frame, one: Obligation, organization: int, code: str, *, text: str = "", fault: str = ""
) -> Explained:
    """The reason of one cell, as far as there is or may be one."""
    actor = cast("Actor", frame.actor)
    said = explanation_of(actor, organization, one.rule, one.window, frame.known)
    writable = may(actor, Permission.RECORD, organization) and not frame.is_past
    days = one.window.start.isoformat(), one.window.end.isoformat()
    return Explained(
        text or (said.text if said else ""),
        said.said_on if said else None,
        frame.address.to("owed:explain", code, *days, one.rule) if writable and one.code in EXPLAINED else "",
        frame.address.to("owed:unexplain", said.id) if writable and said else "",
        fault=fault,
    )


def window_of(start: str, end: str) -> Window:
    """The window that an address names."""
    try:
        window = Window(date.fromisoformat(start), date.fromisoformat(end))
    except ValueError:
        raise Http404 from None
    if (window.end - window.start).days > LONGEST_RUN:
        raise Http404
    return window


@require_safe
@signed_in_only
def cell_page(request: HttpRequest, code: str, start: str, end: str, rule: str) -> HttpResponse:
    """Explain one cell."""
    return _shown(request, frame_of(request), code, window_of(start, end), rule)


@require_POST
@signed_in_only
def say(request: HttpRequest, code: str, start: str, end: str, rule: str) -> HttpResponse:
    """Record a reason, and come back to its cell; one that is refused stays in its field."""
    frame, window, text = frame_of(request), window_of(start, end), request.POST.get("text", "")
    actor = cast("Actor", frame.actor)
    try:
        explain(actor, organization_by_code(code), rule, window, text, frame.as_of)
    except LedgerError as error:
        return _shown(request, frame, code, window, rule, text=text, fault=error.message)
    back = frame.address.to("owed:cell", code, window.start.isoformat(), window.end.isoformat(), rule)
    return announce(redirect(back), "原因记下了。回答不变，打开这一格的人都看得到。")


@require_POST
@signed_in_only
def take_back(request: HttpRequest, explanation: int) -> HttpResponse:
    """Withdraw a reason."""
    frame = frame_of(request)
    withdraw_explanation(cast("Actor", frame.actor), explanation)
    return announce(redirect(frame.address.to("owed:matrix")), "说明撤回了。")


def _shown(
    request: HttpRequest, frame: Frame, code: str, window: Window, rule: str, *, text: str = "", fault: str = ""
) -> HttpResponse:
    if frame.actor is None:
        raise Http404
    organization = organization_by_code(code, frame.known)
    obligation = cell(frame.actor, organization, rule, window, frame.as_of, frame.known)
    view = organization_view(organization, min(frame.as_of, window.end), frame.known)
    words = {
        "cell": drawer_of(frame, obligation, view),
        "explained": explained(frame, obligation, organization, code, text=text, fault=fault),
        "crumbs": [("应办矩阵", frame.address.to("owed:matrix"))],
    }
    return render_page(request, "owed/cell_page.html", "owed/cell.html", words, status=422 if fault else 200)
