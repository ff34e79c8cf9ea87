"""The matrix as a file: every cell a row, and the grid in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.owed import Matrix, matrix
from taizhang.apps.organizations.access import permitted, require
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.domain.periods import Cycle
from taizhang.faces.web.pages.owed.asking import mark_name
from taizhang.faces.web.shell.downloads import csv_response, workbook_response
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.marks import MARKS
from taizhang.faces.web.shell.scopes import scope_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.formats.cells import Cell
from taizhang.formats.xlsx_out import Sheet

HEADINGS = ("规则", "党组织", "组织编码", "时段", "开始", "截止", "回答", "依据", "待核")
WIDTHS = (34, 24, 12, 10, 12, 12, 12, 40, 8)
GRID = ("规则", "党组织", *(f"{month}月" for month in range(1, 13)))


@require_safe
@signed_in_only
def export(request: HttpRequest) -> HttpResponse:
    """Export the matrix of the scope: a workbook, or with `?form=csv` the cells as one table."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise NotFoundError
    require(frame.actor, Permission.EXPORT, frame.organization.id)
    allowed = permitted(frame.actor, Permission.EXPORT)
    ids = [one for one in scope_of(request).ids if one in allowed]
    answered = matrix(frame.actor, ids, frame.year, frame.as_of, seq=frame.known)
    names = _names(frame, answered)
    title = f"应办矩阵 {frame.organization.name} {frame.year}年 算到{frame.as_of.isoformat()}"
    if request.GET.get("form") == "csv":
        return csv_response(title, HEADINGS, _cells(answered, names))
    return workbook_response(
        title,
        [
            Sheet("矩阵", GRID, list(_grid(answered, names)), (34, 24, *([9] * 12))),
            Sheet("逐格", HEADINGS, list(_cells(answered, names)), WIDTHS),
        ],
    )


def _names(frame: Frame, answered: Matrix) -> dict[int, tuple[str, str]]:
    views = list_organizations([one.id for one in answered.subjects], frame.as_of, frame.known, closed=True)
    return {view.id: (view.code, view.name) for view in views}


def _cells(answered: Matrix, names: dict[int, tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    for row in answered.rows:
        rule = answered.rulebook.rules[row.rule]
        for index, subject in enumerate(answered.subjects):
            if subject.id not in names:
                continue
            code, name = names[subject.id]
            for slot, answer in zip(row.slots, row.of_subject(index), strict=True):
                if not answer or slot.version is None:
                    continue
                source = answered.rulebook.sources.get(slot.version.source)
                yield (
                    rule.zh,
                    name,
                    code,
                    slot.window.zh,
                    slot.window.start,
                    slot.window.end,
                    MARKS[mark_name(answer, slot)].word,
                    f"{source.zh if source else ''}{slot.version.article}",
                    "待核" if slot.version.status != "confirmed" else "",
                )


def _grid(answered: Matrix, names: dict[int, tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    """One row a rule and organisation; a longer window stands in its last month, weeks are in the other sheet."""
    for row in answered.rows:
        rule = answered.rulebook.rules[row.rule]
        for index, subject in enumerate(answered.subjects):
            codes = row.of_subject(index)
            if subject.id not in names or not any(codes):
                continue
            months: list[Cell] = [""] * 12
            for slot, answer in zip(row.slots, codes, strict=True):
                if slot.version is not None and slot.version.window is not Cycle.WEEK:
                    months[slot.window.end.month - 1] = MARKS[mark_name(answer, slot)].word
            yield (rule.zh, names[subject.id][1], *months)
