"""Figures as workbooks: the list, and one figure with its records, months and branches."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.figures import FigureView, figure_view
from taizhang.apps.organizations.access import permitted, require
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.faces.web.pages.figures.period import Period, period_of
from taizhang.faces.web.pages.figures.provenance import MONTHS, branch_rows, entries_of, rows_of
from taizhang.faces.web.pages.figures.telling import groups_of
from taizhang.faces.web.shell.downloads import workbook_response
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.scopes import Scope, scope_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.formats.cells import Cell
from taizhang.formats.xlsx_out import Sheet

LIST = ("类别", "数据", "数", "单位", "上年同期", "其中汇总登记", "算的是什么")
RECORDS = ("日期", "党组织", "名称", "计入", "单位", "归属年度", "汇总登记")


@require_safe
@signed_in_only
def export_index(request: HttpRequest) -> HttpResponse:
    """Export the list of figures that have records."""
    frame, actor, scope, period = _asked(request)
    groups = groups_of(frame, actor, scope, period, everything=request.GET.get("all") == "1")
    rows = [
        (
            group.word,
            row.info.zh,
            _scaled(row.info, row.value),
            row.info.unit,
            _scaled(row.info, row.before),
            _scaled(row.info, row.tallied) if row.tallied else "",
            row.info.definition,
        )
        for group in groups
        for row in (*group.rows, *group.more)
    ]
    title = f"数据 {scope.word} {period.words(frame.as_of)}"
    return workbook_response(title, [Sheet("数据", LIST, rows, (16, 34, 12, 8, 12, 14, 60))])


@require_safe
@signed_in_only
def export_figure(request: HttpRequest, figure: str) -> HttpResponse:
    """Export one figure."""
    frame, actor, scope, period = _asked(request)
    info = figure_catalogue(current_rulebook(frame.known)).get(figure)
    if info is None:
        raise NotFoundError
    view = figure_view(actor, figure, scope.ids, period.window, frame.as_of, seq=frame.known)
    records = rows_of(frame, actor, entries_of(view.figure))
    sheets = [
        Sheet("数据", ("项", "内容"), list(_facts(frame, view, info, scope, period)), (16, 80)),
        Sheet(
            "记录",
            RECORDS,
            [
                (
                    row.day,
                    row.organization,
                    row.title,
                    _scaled(info, row.amount),
                    info.unit,
                    row.year,
                    "是" if row.tally else "",
                )
                for row in records
            ],
            (12, 28, 48, 10, 8, 10, 10),
        ),
        Sheet(
            "按党组织",
            ("党组织", "数", "单位"),
            [(row.name, _scaled(info, row.value), info.unit) for row in branch_rows(frame, view.figure, scope, period)],
            (28, 12, 8),
        ),
    ]
    if view.trend is not None:
        before = view.trend_before.months if view.trend_before else (None,) * 12
        sheets.append(
            Sheet(
                "按月",
                ("月份", f"{view.trend.year}年", f"{view.trend.year - 1}年", "单位"),
                [
                    (word, _scaled(info, now), _scaled(info, then), info.unit)
                    for word, now, then in zip(MONTHS, view.trend.months, before, strict=True)
                ],
                (8, 12, 12, 8),
            )
        )
    return workbook_response(f"{info.zh} {scope.word} {period.words(frame.as_of)}", sheets)


def _asked(request: HttpRequest) -> tuple[Frame, Actor, Scope, Period]:
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise NotFoundError
    require(frame.actor, Permission.EXPORT, frame.organization.id)
    allowed = permitted(frame.actor, Permission.EXPORT)
    scope = scope_of(request)
    mine = Scope(scope.key, scope.word, tuple(one for one in scope.ids if one in allowed), scope.choices, scope.single)
    return frame, frame.actor, mine, period_of(request, frame)


def _facts(
    frame: Frame, view: FigureView, info: FigureInfo, scope: Scope, period: Period
) -> Iterator[tuple[Cell, Cell]]:
    yield "数据", info.zh
    yield "数", _scaled(info, view.figure.value)
    yield "单位", info.unit
    yield "范围", scope.word
    yield "期间", period.words(frame.as_of)
    yield "以哪天为准", frame.as_of
    if frame.known_on:
        yield "按哪天所知", frame.known_on
    yield "算的是什么", info.definition
    if view.figure.tallied:
        yield "其中汇总登记", _scaled(info, view.figure.tallied)
    if view.figure.overlap:
        yield "各党组织合计", _scaled(info, view.figure.value + view.figure.overlap)
        yield "其中重复", _scaled(info, view.figure.overlap)
    if view.figure.is_lower_bound:
        yield "说明", f"有 {view.figure.unnamed} 人次只填人数、没有名单，去重人数是下限。"
    yield "制度版本", view.figure.rulebook[:16]


def _scaled(info: FigureInfo, value: int | None) -> Cell:
    if value is None:
        return ""
    if info.amount is Amount.ONE:
        return value
    return value / (100 if info.amount is Amount.FEN else 10)
