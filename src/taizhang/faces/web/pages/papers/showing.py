"""The page of a paper: its text by paragraphs, what the checker and people say beside each, and who is next."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.papers.doors import OpenPaper, open_paper, works_on
from taizhang.apps.papers.selectors.checked import check_paper
from taizhang.apps.papers.selectors.texts import head_of, text_of, version_of
from taizhang.apps.papers.selectors.ways import (
    in_the_way,
    issue_of,
    issues_of,
    own_last_word,
    remarks_of,
    standing_of,
    state_now,
    versions_of,
    way_of,
    withdrawal_of,
)
from taizhang.domain.papers.states import Stage
from taizhang.faces.web.pages.papers.listing import crumbs_of
from taizhang.faces.web.pages.papers.rows import rows_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only


@require_safe
@signed_in_only
def show(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The latest version with everything beside it; to a reader only what went out."""
    return page_of_paper(request, paper_id)


def page_of_paper(request: HttpRequest, paper_id: int, refused: str = "") -> HttpResponse:
    """The page; after a refusal with the reason on top, and what was typed still in its fields."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    paper = open_paper(actor, paper_id)
    at_work = works_on(actor, paper.organization_id)
    words = _at_work(frame, actor, paper) if at_work else _issued(paper)
    words |= {
        "paper": paper,
        "at_work": at_work,
        "refused": refused,
        "typed": request.POST if refused else {},
        "issues": issues_of(paper),
        "withdrawal": withdrawal_of(paper),
        "organization_name": names_of([paper.organization_id], frame.today).get(paper.organization_id, ""),
        "crumbs": crumbs_of(frame),
    }
    return render_page(request, "papers/show_page.html", context=words, status=422 if refused else 200)


def _issued(paper: OpenPaper) -> dict[str, Any]:
    issue = issue_of(paper)
    if issue is None:
        raise Http404
    head = version_of(paper, issue.version)
    return {"head": head, "rows": rows_of(text_of(head), (), ()), "issue": issue}


def _at_work(frame: Frame, actor: Actor, paper: OpenPaper) -> dict[str, Any]:
    head = head_of(paper)
    text, state, standing = text_of(head), state_now(paper, head), standing_of(paper, head.number)
    checked, remarks, way = check_paper(actor, paper, text, frame.today), remarks_of(paper), way_of(paper)
    is_open = state.is_open and not frame.is_past
    writes = may(actor, Permission.WRITE_REPORTS, paper.organization_id) and not frame.is_past
    reviews = may(actor, Permission.REVIEW_REPORTS, paper.organization_id) and is_open and not standing.has_passed
    again = reviews and standing.was_passed_by(actor.account)
    issues = writes and state.stage is Stage.PASSED
    obstacles = in_the_way(actor, paper, head, frame.today, checked) if state.stage is Stage.PASSED else ()
    return {
        "head": head,
        "state": state,
        "levels": [
            (number, name, number < standing.level, number == standing.level and is_open)
            for number, name in enumerate(standing.levels)
        ],
        "last": way[-1] if way and not way[-1].passed and way[-1].version == head.number else None,
        "said": [one for one in way if one.version == head.number],
        "rows": rows_of(text, checked.findings, [one for one in remarks if one.is_open]),
        "done_remarks": [one for one in remarks if not one.is_open],
        "counted": checked.counted,
        "checked": checked,
        "writes": writes and state.stage is not Stage.WITHDRAWN,
        "marks": state.stage is not Stage.WITHDRAWN and not frame.is_past,
        "reviews": reviews and not again and (writes or standing.level > 0),
        "passed_before": again,
        "takes_back": not frame.is_past
        and state.stage is not Stage.WITHDRAWN
        and issue_of(paper, head.number) is None
        and own_last_word(actor, paper, head.number) is not None,
        "issues_now": issues and not obstacles,
        "obstacles": obstacles,
        "issue": issue_of(paper, head.number),
        "versions": versions_of(paper)[::-1],
        "own_words": link_if(frame.address, "checks:own"),
    }
