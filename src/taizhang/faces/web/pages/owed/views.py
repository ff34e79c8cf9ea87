"""What is owed: the matrix by rule and by branch, one cell with everything, and the list of every type of rule."""

from __future__ import annotations

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.owed import Matrix, matrix, owed_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.obligations import Cadence
from taizhang.faces.web.pages.owed.asking import ANSWERS, BY_BRANCH, BY_RULE, Asked, read_asked
from taizhang.faces.web.pages.owed.board import Board, BoardMaker
from taizhang.faces.web.pages.owed.listing import folded, list_of, rows_of_organization
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.listing import page_number, page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.scopes import scope_of
from taizhang.faces.web.shell.sign_in import signed_in_only

MONTHS = tuple(f"{month}月" for month in range(1, 13))
MOST_PROBLEMS = 60
"""Cells that need a look, listed on a phone before the grid."""


@require_safe
@signed_in_only
def matrix_page(request: HttpRequest) -> HttpResponse:
    """Show the matrix of the year, by rule or by branch."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "owed/nothing_page.html")
    scope = scope_of(request)
    answered = matrix(frame.actor, scope.ids, frame.year, frame.as_of, seq=frame.known)
    asked = read_asked(request, is_one=_speaks_to_one(answered))
    maker = BoardMaker(frame, answered, asked)
    if asked.by == BY_RULE:
        board = maker.by_rule(page_number(request))
        more: dict[str, object] = {"problems": maker.problem_cells(MOST_PROBLEMS)}
    else:
        board, more = _branch(request, frame, frame.actor, maker, answered)
    words = {
        "asked": asked,
        "scope": scope,
        "board": board,
        "legend": _legend(request, frame, asked, board),
        "months": _months(frame),
        "views": _views(request, frame, asked),
        "title": "应办矩阵",
        "under": _under(frame, board),
    }
    return render_page(request, "owed/matrix_page.html", context={**words, **more})


@require_safe
@signed_in_only
def list_page(request: HttpRequest) -> HttpResponse:
    """List what is owed, of every type of rule, filtered by the address."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "owed/nothing_page.html")
    scope = scope_of(request)
    listed = list_of(request, frame, frame.actor, scope)
    return render_page(
        request,
        "owed/list_page.html",
        context={"listed": listed, "page": page_of(request, listed.rows), "scope": scope, "title": "应办事项"},
    )


def _speaks_to_one(answered: Matrix) -> bool:
    """Say whether there is only one organisation to compare."""
    seen = (
        index for index in range(len(answered.subjects)) if any(any(row.of_subject(index)) for row in answered.rows)
    )
    return len(list(islice(seen, 2))) <= 1


def _branch(
    request: HttpRequest, frame: Frame, actor: Actor, maker: BoardMaker, answered: Matrix
) -> tuple[Board, dict[str, object]]:
    """One branch's year: its cadences as a grid, everything else as a list."""
    choices = [
        (code, name, index)
        for index, subject in enumerate(answered.subjects)
        if subject.id in maker.names and any(any(row.of_subject(index)) for row in answered.rows)
        for code, name in (maker.names[subject.id],)
    ]
    asked = request.GET.get("branch", "")
    own = frame.organization.code if frame.organization else ""
    found = next((one for one in choices if one[0] == asked), None) or next(
        (one for one in choices if one[0] == own), choices[0] if choices else None
    )
    if found is None:
        return Board((), dict.fromkeys(ANSWERS, 0), 0, 0), {}
    code, name, index = found
    owed = owed_of(actor, answered.subjects[index].id, frame.year, frame.as_of, frame.known)
    rulebook = current_rulebook(frame.known)
    others = [one for one in owed if not isinstance(rulebook.rules.get(one.rule), Cadence)]
    open_, met = folded(frame, rows_of_organization(frame, others, code, name), code)
    return maker.board_of(index), {
        "lines": maker.by_branch(index),
        "branches": choices,
        "branch": code,
        "branch_name": name,
        "others": open_,
        "met": met,
    }


def _legend(request: HttpRequest, frame: Frame, asked: Asked, board: Board) -> list[tuple[str, int, str, bool]]:
    def filtered(answer: str) -> str:
        return _here(request, frame, answer="" if asked.answer == answer else answer, problems="", page="", open="")

    return [
        (key, number, filtered(key), asked.answer == key)
        for key, number in board.counts.items()
        if number or asked.answer == key
    ]


def _views(request: HttpRequest, frame: Frame, asked: Asked) -> list[tuple[str, str, bool]]:
    dropped = {"page": "", "open": ""}
    return [
        ("按规则", _here(request, frame, by=BY_RULE, branch="", **dropped), asked.by == BY_RULE),
        ("按党组织", _here(request, frame, by=BY_BRANCH, **dropped), asked.by == BY_BRANCH),
    ]


def _here(request: HttpRequest, frame: Frame, **changed: str) -> str:
    """This page with some words of its query changed; empty ones drop out."""
    mine = {
        key: request.GET.get(key, "")[:200] for key in ("by", "answer", "problems", "scope", "branch", "open", "page")
    }
    return frame.address.link(request.path, **{**mine, **changed})


def _months(frame: Frame) -> list[tuple[str, bool]]:
    now = frame.as_of.month if frame.as_of.year == frame.year else 0
    return [(word, place == now) for place, word in enumerate(MONTHS, start=1)]


def _under(frame: Frame, board: Board) -> str:
    day = f"{frame.as_of.month}月{frame.as_of.day}日"
    upto = f"，算到{day}" if frame.as_of.year == frame.year else f"，算到{frame.as_of.year}年{day}"
    return f"{board.organizations} 个党组织 · {board.rules} 条规则 · {frame.year}年{upto}"
