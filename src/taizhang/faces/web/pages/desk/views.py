"""The work bench: what is late, what falls due, what waits for me; totals come after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote_plus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.changes import Change, business_days_before, changes_since
from taizhang.apps.ledger.selectors.entries import Filter, Row, list_entries, rows_of
from taizhang.apps.ledger.selectors.owed import answers_among, matrix, owed_of
from taizhang.apps.ledger.selectors.suggesting import kinds_to_suggest
from taizhang.apps.ledger.selectors.tallied import (
    Waiting,
    lines_of,
    newest_entries,
    recorded_days,
    waiting_among,
)
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Cadence, Content, Vote
from taizhang.faces.web.pages.desk.below import Below, below_of
from taizhang.faces.web.pages.desk.month import month_asked, strip_of
from taizhang.faces.web.pages.desk.owing import by_mark, counts_of, grouped, titled
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.kind_choices import KindChoice
from taizhang.faces.web.shell.links import entry_link, link_if
from taizhang.faces.web.shell.owed_reports import owed_lines
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.scopes import Scope, scope_of
from taizhang.faces.web.shell.sign_in import signed_in_only

RECENT = 6
WAITING = 5
CHANGED, BEHIND = 4, 3
"""How many changed numbers, and how many entries behind each."""
LOOKED_BACK = 7
"""Business days after which a changed number is no news any more."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in a side panel."""

    day: date
    title: str
    under: str
    href: str


@require_safe
@signed_in_only
def index(request: HttpRequest) -> HttpResponse:
    """Show the bench of the organisation, and of a committee also what stands below it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return _without_organization(request, frame)
    actor, own, scope = frame.actor, frame.organization, scope_of(request)
    owed = owed_of(actor, own.id, frame.year, frame.as_of, frame.known)
    below = _below(frame, actor, scope)
    legend = _legend(frame, counts_of(owed), below)
    first = month_asked(request.GET.get("month", ""), frame.as_of)
    recorded = recorded_days(actor, scope.ids, Window.of_month(first.year, first.month), frame.known)
    side = _side(frame, actor, scope)
    return render_page(
        request,
        "desk/index_page.html",
        context={
            "groups": grouped(frame, owed),
            "legend": legend,
            "counted": sum(number for _, number, _, _ in legend),
            "below": below,
            "owed_reports": owed_lines(frame),
            "month": strip_of(frame, first, recorded, owed),
            "kinds": _kinds(frame, actor),
            "all_entries": link_if(frame.address, "ledger:index"),
            **side,
        },
    )


@require_safe
@signed_in_only
def day(request: HttpRequest, day: str) -> HttpResponse:
    """List what one day of the strip holds: what was recorded, and what falls due."""
    frame = frame_of(request)
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if frame.actor is None or frame.organization is None:
        raise Http404
    scope = scope_of(request)
    owed = owed_of(frame.actor, frame.organization.id, asked.year, frame.as_of, frame.known)
    found = list_entries(frame.actor, Filter(organizations=scope.ids, start=asked, end=asked, known=frame.known))
    rulebook = current_rulebook(frame.known)
    return render_page(
        request,
        "desk/day_page.html",
        "desk/day.html",
        {
            "title": f"{asked.year}年{asked.month}月{asked.day}日",
            "entries": _lines(frame, rows_of(frame.actor, found[:50])),
            "owed": [(one, titled(rulebook, one)) for one in owed if one.due_on == asked],
            "day": asked,
            "record": frame.address.link(frame.record.partition("?")[0], day=asked)
            if frame.may_record and asked <= frame.today
            else "",
        },
    )


@require_safe
@signed_in_only
def changes(request: HttpRequest) -> HttpResponse:
    """Tell which numbers of past months changed lately; the bench asks for it after it has shown itself."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise Http404
    since = business_days_before(frame.today, LOOKED_BACK)
    found = () if frame.is_past else changes_since(frame.actor, scope_of(request).ids, since, frame.today)
    behind = [row for change in found[:CHANGED] for row in change.entries[:BEHIND]]
    lines = _by_revision(frame, behind)
    told = [
        (change, _opened(frame, change), [lines[row.revision] for row in change.entries[:BEHIND]])
        for change in found[:CHANGED]
    ]
    return render_page(
        request,
        "desk/changes_page.html",
        "desk/changes.html",
        {"changes": told, "since": since, "title": "改动提醒"},
    )


def _without_organization(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Send administrators, who see no business data, to their own page; there is nothing of theirs here."""
    if href := link_if(frame.address, "system:index"):
        return redirect(href)
    return render_page(request, "desk/nothing_page.html")


def _below(frame: Frame, actor: Actor, scope: Scope) -> Below | None:
    if frame.organization is None:
        return None
    own = frame.organization.id
    if scope.is_one:
        return None
    answered = matrix(actor, scope.ids, frame.year, frame.as_of, seq=frame.known)
    apart = Cadence, Content, Vote
    others = answers_among(actor, scope.ids, frame.year, frame.as_of, frame.known, leaving_out=apart)
    return below_of(frame, answered, own, by_mark(others))


def _legend(frame: Frame, own: dict[str, int], below: Below | None) -> list[tuple[str, int, str, bool]]:
    counts = below.counts if below else own
    return [
        (key, number, link_if(frame.address, "owed:list", answer=key), False)
        for key, number in counts.items()
        if number
    ]


def _kinds(frame: Frame, actor: Actor) -> dict[str, object]:
    """What the chooser offers, and the six kinds recorded last for buttons."""
    if frame.organization is None or not frame.may_record:
        return {}
    record = frame.address.link(frame.record.partition("?")[0])
    record += "&kind=" if "?" in record else "?kind="
    suggested = kinds_to_suggest(actor, frame.organization.id, frame.as_of.year, frame.today)
    shown = [
        KindChoice(one.kind, one.zh, " ".join(one.find), one.owed, record + quote_plus(one.kind)) for one in suggested
    ]
    used = sorted((one for one in suggested if one.times), key=lambda one: -one.times) or suggested
    by_key = {row.key: row for row in shown}
    return {"all": shown, "recent": [by_key[one.kind] for one in used[:RECENT]]}


def _waiting(frame: Frame, actor: Actor, scope: Scope) -> tuple[list[Waiting], list[Waiting]]:
    """What waits for me to confirm, and what I recorded that waits for others."""
    if frame.known_on is not None:
        return [], []
    allowed = permitted(actor, Permission.CONFIRM)
    found = waiting_among(actor, scope.ids)
    return (
        [row for row in found if row.organization in allowed and row.account != actor.account],
        [row for row in found if row.account is not None and row.account == actor.account],
    )


def _side(frame: Frame, actor: Actor, scope: Scope) -> dict[str, object]:
    """The panels beside: waiting and recent; titles and names are read once for both."""
    waiting, mine = _waiting(frame, actor, scope)
    recent, total = newest_entries(actor, scope.ids, frame.as_of, RECENT, frame.known)
    first = [one.revision for one in waiting[:WAITING]]
    lines = _by_revision(frame, lines_of(actor, list(dict.fromkeys([*first, *recent])), frame.known))
    return {
        "waiting": {
            "for_me": [lines[one] for one in first if one in lines],
            "for_me_total": len(waiting),
            "of_mine": len(mine),
        },
        "recent": [lines[one] for one in recent if one in lines],
        "recent_total": total,
    }


def _by_revision(frame: Frame, rows: Sequence[Row]) -> dict[int, EntryLine]:
    return dict(zip((row.revision for row in rows), _lines(frame, rows), strict=True))


def _lines(frame: Frame, rows: Sequence[Row]) -> tuple[EntryLine, ...]:
    views = list_organizations({row.organization for row in rows}, frame.as_of, frame.known, closed=True)
    names = {view.id: view.called for view in views}
    own = frame.organization.id if frame.organization else 0
    return tuple(
        EntryLine(
            row.day,
            row.title,
            " · ".join(
                filter(
                    None,
                    (
                        "" if row.organization == own else names.get(row.organization, ""),
                        "补录" if row.is_late else "",
                        row.state.zh,
                    ),
                )
            ),
            entry_link(frame, row.entry),
        )
        for row in rows
    )


def _opened(frame: Frame, change: Change) -> str:
    """The figure over the past months of the year: what the change was worked out from."""
    last = frame.today.replace(day=1) - timedelta(days=1)
    return link_if(
        frame.address, "figures:figure", change.info.id, **{"from": f"{last.year}-01-01", "to": last.isoformat()}
    )
