"""The list of entries with filters that the address keeps, the calendar, one's drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.ledger.selectors.entries import Filter, Row, State, list_entries
from taizhang.apps.ledger.selectors.numbers import number_of_entries
from taizhang.apps.ledger.selectors.tallied import lines_of
from taizhang.apps.ledger.services.drafting import delete_draft, list_drafts
from taizhang.apps.organizations.selectors import below, names_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window
from taizhang.faces.web.pages.ledger.calendar_days import calendar_days
from taizhang.faces.web.pages.ledger.filling import day_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

LONGEST_TEXT = 60
MOST_ON_CALENDAR = 600
"""Links on one page; what a large committee has beyond that is read in the list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list says, read once."""

    filter: Filter
    kind: str
    state: str
    text: str
    start: str
    end: str
    late: bool
    own: bool
    """Only the chosen organisation, not those below it."""

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything but the year was asked for."""
        return bool(self.kind or self.state or self.text or self.start or self.end or self.late)


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of entries, newest first."""
    frame = frame_of(request)
    asked = asked_of(request, frame)
    found = list_entries(_actor(frame), asked.filter).values_list("pk", flat=True)
    page = page_of(request, found, total=number_of_entries(_actor(frame), asked.filter))
    rows = lines_of(_actor(frame), page.rows, asked.filter.known)
    return render_page(
        request,
        "ledger/index_page.html",
        "ledger/entry_list.html",
        {
            "page": page,
            "rows": shown_rows(rows, frame),
            "asked": asked,
            "kinds": kind_choices(asked.kind),
            "states": [(state.value, state.zh) for state in State if state is not State.VOIDED],
            "drafts": len(list_drafts(_actor(frame))),
            "tabs": tabs(frame, "list"),
        },
    )


@signed_in_only
@require_safe
def by_month(request: HttpRequest) -> HttpResponse:
    """The calendar of one month."""
    frame = frame_of(request)
    number = request.GET.get("month", "")
    month = int(number) if number in {str(one) for one in range(1, 13)} else _month_of(frame)
    asked = asked_of(request, frame)
    window = Window.of_month(frame.year, month)
    found = list_entries(_actor(frame), replace(asked.filter, start=window.start, end=window.end, year=None))
    first = found.values_list("pk", flat=True)[: MOST_ON_CALENDAR + 1]
    rows = lines_of(_actor(frame), first, asked.filter.known)
    return render_page(
        request,
        "ledger/calendar_page.html",
        "ledger/calendar.html",
        {
            "days": calendar_days(frame, window, rows[:MOST_ON_CALENDAR]),
            "month": month,
            "most": MOST_ON_CALENDAR if len(rows) > MOST_ON_CALENDAR else 0,
            "whole": frame.address.to(
                "ledger:index", **{"from": window.start.isoformat(), "to": window.end.isoformat()}
            ),
            "names": "一二三四五六日",
            "tabs": tabs(frame, "calendar"),
            "before": month - 1 if month > 1 else None,
            "after": month + 1 if month < 12 else None,  # noqa: PLR2004 (December)
        },
    )


@signed_in_only
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """One's own drafts."""
    frame = frame_of(request)
    rulebook = current_rulebook()
    found = list_drafts(_actor(frame))
    names = names_of({one.organization for one in found}, frame.today)
    shown = [
        {
            "draft": one,
            "organization": names.get(one.organization, ""),
            "title": (one.content.get("sent", {}).get("title") or [""])[0]
            or "、".join(
                rulebook.kinds[values[0]].zh
                for name, values in one.content.get("sent", {}).items()
                if name.endswith("-kind") and values and values[0] in rulebook.kinds
            )
            or "还没有选类别",
            "day": (one.content.get("sent", {}).get("day") or [""])[0],
        }
        for one in found
    ]
    return render_page(request, "ledger/drafts_page.html", context={"drafts": shown, "tabs": tabs(frame, "drafts")})


@signed_in_only
@require_POST
def drop_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    frame = frame_of(request)
    delete_draft(_actor(frame), draft_id)
    return announce(redirect(frame.address.to("ledger:drafts")), "草稿已删去。")


def asked_of(request: HttpRequest, frame: Frame) -> Asked:
    """Read the filters; what makes no sense is as if it were not there."""
    query = request.GET
    rulebook = current_rulebook()
    kind = query.get("kind", "")
    state = query.get("state", "")
    own = query.get("own") == "1"
    start, end = day_of(query.get("from", "")), day_of(query.get("to", ""))
    organization = frame.organization
    ids = () if organization is None else ((organization.id,) if own else below(organization.id, frame.as_of))
    wanted = Filter(
        organizations=ids,
        start=start,
        end=end,
        year=None if start or end else frame.year,
        kinds=(kind,) if kind in rulebook.kinds else (),
        state=State(state) if state in set(State) - {State.VOIDED} else None,
        text=query.get("q", "").strip()[:LONGEST_TEXT],
        late=True if query.get("late") == "1" else None,
        known=frame.known,
    )
    return Asked(
        wanted,
        kind if wanted.kinds else "",
        state if wanted.state else "",
        wanted.text,
        start.isoformat() if start else "",
        end.isoformat() if end else "",
        wanted.late is True,
        own,
    )


def shown_rows(rows: list[Row], frame: Frame) -> list[dict[str, Any]]:
    """Rows with the words that a page shows."""
    rulebook = current_rulebook()
    names = names_of({row.organization for row in rows}, frame.as_of)
    people = account_names({row.account for row in rows if row.account})
    return [
        {
            "row": row,
            "organization": names.get(row.organization, ""),
            "who": people.get(row.account or 0, ""),
            "kinds": [rulebook.kinds[kind].zh if kind in rulebook.kinds else kind for kind in row.kinds],
            "is_foreign": frame.organization is not None and row.organization != frame.organization.id,
        }
        for row in rows
    ]


def kind_choices(chosen: str) -> list[tuple[str, str, bool]]:
    """The kinds for a filter, by group."""
    rulebook = current_rulebook()
    order = {name: group.order for name, group in rulebook.groups.items()}
    kinds = sorted(rulebook.kinds.items(), key=lambda one: (order.get(one[1].group, 99), one[0]))
    return [(key, kind.zh, key == chosen) for key, kind in kinds]


def tabs(frame: Frame, current: str) -> list[tuple[str, str, bool]]:
    """The tabs of the ledger."""
    found = [
        ("list", "记录", "ledger:index"),
        ("calendar", "月历", "ledger:calendar"),
        ("batch", "按月确认", "ledger:batch"),
        ("handbook", "打印手册", "ledger:handbook"),
        ("drafts", "草稿", "ledger:drafts"),
    ]
    return [(word, frame.address.to(route), name == current) for name, word, route in found]


def _month_of(frame: Frame) -> int:
    return frame.as_of.month if frame.as_of.year == frame.year else 12


def _actor(frame: Frame) -> Any:
    if frame.actor is None or frame.organization is None:
        raise Http404
    return frame.actor
