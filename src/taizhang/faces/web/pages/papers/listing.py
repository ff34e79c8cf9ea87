"""The list of papers: where each stands, whom it waits for; narrowed by state, of the year in the header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.access import may
from taizhang.apps.papers.selectors.lists import MOST_LISTED, PaperRow, list_papers
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

MINE = "mine"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list."""

    key: str
    word: str
    count: int
    is_current: bool


@require_safe
@signed_in_only
def index(request: HttpRequest) -> HttpResponse:
    """The papers of the year, of this organisation and of those below it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "papers/nothing_page.html")
    own = frame.organization.id
    below = organizations.below(own, frame.today) or (own,)
    rows = list_papers(frame.actor, below, frame.today, frame.year)
    choices = choices_of(rows, request.GET.get("state", ""))
    state = next(one.key for one in choices if one.is_current)
    writes = may(frame.actor, Permission.WRITE_REPORTS, own) and not frame.is_past
    words = {
        "page": page_of(request, [row for row in rows if _is_wanted(row, state)]),
        "any": bool(rows),
        "choices": choices,
        "many": len(below) > 1,
        "most": MOST_LISTED if len(rows) >= MOST_LISTED else 0,
        "begin": frame.address.to("papers:begin") if writes else "",
        "levels": link_if(frame.address, "reports:levels"),
        "crumbs": crumbs_of(frame)[:1],
    }
    return render_page(request, "papers/index_page.html", context=words)


def crumbs_of(frame: Frame) -> list[tuple[str, str]]:
    """The way down to a paper."""
    return [("报告", link_if(frame.address, "reports:index")), ("送审稿", frame.address.to("papers:index"))]


def choices_of(rows: Sequence[PaperRow], current: str) -> list[Choice]:
    """What the list can be narrowed to: what waits for the reader, then every state that occurs."""
    counted = Counter(row.state.key for row in rows)
    states = sorted({row.state.key: row.state for row in rows}.values(), key=lambda state: state.order)
    mine = sum(row.waits_for_reader for row in rows)
    found = [Choice(state.key, state.zh, counted[state.key], state.key == current) for state in states]
    if mine or current == MINE:
        found.insert(0, Choice(MINE, "等我审", mine, current == MINE))
    everything = Choice("", "全部", len(rows), not any(one.is_current for one in found))
    return [everything, *found]


def _is_wanted(row: PaperRow, state: str) -> bool:
    return row.waits_for_reader if state == MINE else state in {"", row.state.key}
