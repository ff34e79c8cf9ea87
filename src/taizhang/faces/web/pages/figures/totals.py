"""Control totals (对账断言): entered once, held against the ledger from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.selectors.assertions import AssertionView, assertions_of
from taizhang.apps.ledger.selectors.titles import titles_for
from taizhang.apps.ledger.services.asserting import assert_total, withdraw_assertion
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.faces.web.pages.figures.forms import TotalForm
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import entry_link
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.scopes import scope_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One control total of the list."""

    view: AssertionView
    unit: str
    period: str
    href: str
    waiting: tuple[tuple[date, str, str], ...]
    may_withdraw: bool

    @property
    def key(self) -> str:
        """Its number, as part of an element's id."""
        return str(self.view.id)


@require_safe
@signed_in_only
def assertions_page(request: HttpRequest) -> HttpResponse:
    """List the control totals, those that fail first, with the form to enter one."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "figures/nothing_page.html")
    form = TotalForm(current_rulebook(frame.known), initial=_initial(request, frame))
    return _page(request, frame, form)


@require_POST
@signed_in_only
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a control total of the organisation that the page is about."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise NotFoundError
    form = TotalForm(current_rulebook(), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            assert_total(
                frame.actor,
                frame.organization.id,
                said["figure"],
                said["starts_on"],
                said["ends_on"],
                said["stated"],
                source=said["source"],
            )
        except LedgerError as error:
            form.add_error(None, error.message)
        else:
            back = redirect(frame.address.to("figures:assertions"))
            return announce(back, "已登记，从现在起每次打开都和台账核对。")
    return _page(request, frame, form, status=422)


@require_POST
@signed_in_only
def withdraw(request: HttpRequest, assertion: int) -> HttpResponse:
    """Withdraw a control total; that it once stood stays known."""
    frame = frame_of(request)
    withdraw_assertion(cast("Actor", frame.actor), assertion)
    return announce(redirect(frame.address.to("figures:assertions")), "已撤回，不再核对。")


def _page(request: HttpRequest, frame: Frame, form: TotalForm, status: int = 200) -> HttpResponse:
    actor = cast("Actor", frame.actor)
    found = assertions_of(actor, scope_of(request).ids, frame.as_of, seq=frame.known)
    rows = [_row(frame, actor, one) for one in found]
    rows.sort(key=lambda row: row.view.holds)
    own = frame.organization.id if frame.organization else 0
    return render_page(
        request,
        "figures/assertions_page.html",
        context={
            "form": form,
            "rows": rows,
            "holding": sum(row.view.holds for row in rows),
            "failing": sum(not row.view.holds for row in rows),
            "may_enter": may(actor, Permission.ASSERT_TOTALS, own) and not frame.is_past,
            "enter": frame.address.to("figures:enter"),
            "crumbs": [("数据", frame.address.to("figures:index"))],
        },
        status=status,
    )


def _row(frame: Frame, actor: Actor, one: AssertionView) -> TotalRow:
    codes = [view.code for view in list_organizations([one.organization], frame.as_of, frame.known, closed=True)]
    titles = titles_for(actor, [record.revision for record in one.pending[:MOST_NAMED]])
    waiting = {
        record.entry: (record.day, titles.get(record.revision, ""), entry_link(frame, record.entry))
        for record in one.pending[:MOST_NAMED]
    }
    href = (
        frame.address.to(
            "figures:figure",
            one.figure,
            org=codes[0] if codes else "",
            **{"from": one.period.start.isoformat(), "to": one.period.end.isoformat()},
        )
        if one.info is not None
        else ""
    )
    start, end = one.period.start, one.period.end
    return TotalRow(
        one,
        one.info.smallest if one.info else "",
        f"{start.year}年{start.month}月{start.day}日—{end.year}年{end.month}月{end.day}日",
        href,
        tuple(waiting.values()),
        may(actor, Permission.ASSERT_TOTALS, one.organization) and not frame.is_past,
    )


def _initial(request: HttpRequest, frame: Frame) -> dict[str, str]:
    """What a link from a figure's page has filled in."""
    return {
        "figure": request.GET.get("figure", "")[:200],
        "starts_on": request.GET.get("from", "")[:10] or f"{frame.year}-01-01",
        "ends_on": request.GET.get("to", "")[:10] or min(frame.as_of, date(frame.year, 12, 31)).isoformat(),
    }
