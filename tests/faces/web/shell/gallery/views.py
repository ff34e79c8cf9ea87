from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.obligations.answers import Code
from taizhang.faces.web.shell import errors
from taizhang.faces.web.shell.cells import Cell, render_cells
from taizhang.faces.web.shell.charts import MONTHS, bars
from taizhang.faces.web.shell.keys import KEYS
from taizhang.faces.web.shell.listing import order_of, page_of
from taizhang.faces.web.shell.progress import Progress
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.toasts import announce
from tests.faces.web.shell.gallery.checked import checked_panel
from tests.faces.web.shell.gallery.forms import OccasionForm, SignInForm
from tests.faces.web.shell.gallery.invented import (
    GROUPS_OF_PEOPLE,
    KINDS,
    ORGANIZATIONS,
    OWED_REPORTS,
    REASONS,
    TODAY,
    invented_frame,
    two_wordings,
)

View = Callable[..., HttpResponse]
RULES = (("支委会", "一般每月一次 · 支部工作条例（试行）第十二条", 1), ("支部党员大会", "一般每季度一次 · 第十一条", 3))
ANSWERS = (
    Code.MET,
    Code.MET,
    Code.UNMET,
    Code.MET,
    Code.INSUFFICIENT_DATA,
    Code.EXTENDED,
    Code.MET,
    Code.MET,
    Code.MET,
    Code.MET,
    Code.MET,
    Code.NOT_YET_DUE,
)


def framed(view: View) -> View:
    """Give the request its invented frame."""

    @wraps(view)
    def with_frame(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.taizhang_frame = invented_frame(request)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return with_frame


@framed
def components(request: HttpRequest) -> HttpResponse:
    return render_page(request, "gallery/components_page.html", "", _components(request))


def _components(request: HttpRequest) -> Mapping[str, Any]:
    here = reverse("gallery-matrix")
    rows = [(f"2026-{12 - row % 12:02}-{row % 27 + 1:02}", f"第{row + 1}次活动", row % 23) for row in range(120)]
    return {
        "answers": ["met", "unmet", "due", "lack", "na", "ext", "late", "missed", "soon", "held", "wait"],
        "codes": list(Code),
        "owed_reports": OWED_REPORTS,
        "progress": [Progress(9, 10, 8.9), Progress(31, 40, 35.6), Progress(16, 16), Progress(2, 10)],
        "run": {
            "word": "导入",
            "done": 421,
            "total": 1003,
            "stop": reverse("gallery-undo"),
            "kept": "停下时，已读的 421 行也不会留下。",
        },
        "tabs": [("依据", here, True), ("审校", here, False, 3), ("变化", here, False, 0)],
        "crumbs": [("数据", here), ("组织生活", "")],
        "legend": [("met", 517, here, True), ("unmet", 11, here, False), ("lack", 3, here, False)],
        "rows": [("范围", "青禾区水务局党委及所属10个支部"), ("变动", "11月19日补录1条，101次→102次", here)],
        "findings": [
            Finding("f1", "票数多了 1 票", Severity.ERROR, "议程2", "工作细则第二十条", "对照计票单改其中一项。"),
            Finding("f2", "主持人不是书记", Severity.WARNING, rule="支部工作条例第十四条"),
            Finding("f3", "没有附签到表", Severity.HINT),
        ],
        "page": page_of(request, rows),
        "order": order_of(request, ["day", "title"], "-day"),
        "chart": bars(
            MONTHS,
            [10, 8, 10, 10, 9, 11, 10, 9, 9, 10, 6, None],
            name="2026年",
            links=[here] * 12,
            unfinished=10,
            before=[10, 9, 9, 10, 8, 10, 9, 8, 10, 9, 10, 10],
            before_name="2025年",
            expected=10,
            expected_name="应有（每月10次）",
        ),
        "days": [(day, "日一二三四五六"[(day - 1) % 7], day % 7 in (0, 1)) for day in range(1, 31)],
        "today": TODAY,
        "scope": {"choices": (("own", "本组织"), ("below", "本组织及下级")), "key": "below"},
    }


@framed
def matrix(request: HttpRequest) -> HttpResponse:
    blocks = []
    for rule, (word, note, span) in enumerate(RULES):
        rows = []
        for place, organization in enumerate(ORGANIZATIONS[1:]):
            shown = ANSWERS if span == 1 else ANSWERS[::span]
            cells = [
                Cell(
                    answer,
                    reverse("gallery-cell", args=[place + rule * 10, column]),
                    f"{organization.name} {column * span + 1}月 {word}",
                    span,
                    count=2 if column == 5 and rule else 0,
                    is_now=column * span == 10,
                )
                for column, answer in enumerate(shown)
            ]
            rows.append((organization.name, render_cells(cells)))
        blocks.append((word, note, rows))
    return render_page(request, "gallery/matrix_page.html", "", {"blocks": blocks, "months": MONTHS})


@framed
def cell(request: HttpRequest, row: int, column: int) -> HttpResponse:
    answer = ANSWERS[column]
    shown = {
        "organization": ORGANIZATIONS[row % 10 + 1].name,
        "window": f"{column + 1}月",
        "title": "支委会",
        "answer": answer,
        "headline": f"{column + 1}月没有一次能计入的支委会。",
        "reason": "有1条9月28日的记录，到会人数不够，没有计入。",
        "arithmetic": ["9月1日至9月30日　计入 0 次", "应有 1 次"],
        "counted": [],
        "not_counted": [{"href": "#", "title": "9月28日 支委会", "revision": 1, "note": "到会 2 人，须不少于 3 人"}],
        "basis": "《中国共产党支部工作条例（试行）》第十二条",
        "in_force": "2018年10月28日起施行 · 规则第1版",
        "basis_href": "#",
        "unconfirmed": column == 4,
    }
    return render_page(request, "gallery/cell_page.html", "shell/drawer.html", {"cell": shown})


@framed
def entry_form(request: HttpRequest) -> HttpResponse:
    form = OccasionForm(request.POST if request.method == "POST" else None, initial={"members": "23"})
    if request.method == "POST" and form.is_valid():
        return announce(redirect("gallery-form"), "已提交，等书记沈溪确认。", undo=reverse("gallery-undo"))
    context = {
        "form": form,
        "groups": GROUPS_OF_PEOPLE,
        "reasons": REASONS,
        "kinds": KINDS,
        "agenda": [{"text": "学习文件 2 份"}, {"text": "讨论江晚禾同志按期转正"}],
    }
    return render_page(request, "gallery/form_page.html", "", context, status=422 if form.errors else 200)


@framed
def draft(request: HttpRequest) -> HttpResponse:
    if request.POST.get("place") == "refuse":
        return HttpResponse(status=500)
    return JsonResponse({"saved_at": "10:42", "place": request.POST.get("place", "")})


@framed
def done(request: HttpRequest) -> HttpResponse:
    return announce(redirect("desk:index"), "已提交，等书记沈溪确认。", undo=reverse("gallery-undo"))


@framed
def signed_out(request: HttpRequest) -> HttpResponse:
    return announce(redirect("desk:index"), "已撤回，记录回到草稿。")


@framed
def paper(request: HttpRequest) -> HttpResponse:
    return render_page(request, "gallery/paper_page.html", context=two_wordings())


@framed
def checked(request: HttpRequest) -> HttpResponse:
    return render_page(request, "gallery/checked_page.html", context={"panel": checked_panel()})


@framed
def choose_organization(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("find", "")
    address = invented_frame(request).address
    found = [one for one in ORGANIZATIONS if text in one.name]
    fragment = "shell/organization_list.html" if "find" in request.GET else "shell/choose_organization.html"
    return render_page(
        request,
        "shell/choose_page.html",
        fragment,
        {
            "back": "/",
            "text": text,
            "title": "换组织",
            "there_are_more": False,
            "choices": [(one, address.with_organization(one.code).link("/")) for one in found],
        },
    )


@framed
def choose_day(request: HttpRequest) -> HttpResponse:
    context = {"back": "/", "kept": {}, "title": "以某日为准", "today_href": "/"}
    return render_page(request, "shell/choose_page.html", "shell/choose_day.html", context)


@framed
def keys(request: HttpRequest) -> HttpResponse:
    return render_page(request, "shell/choose_page.html", "shell/keys.html", {"keys": KEYS, "title": "快捷键"})


@framed
def more(request: HttpRequest) -> HttpResponse:
    return render_page(request, "shell/choose_page.html", "shell/more.html", {"title": "更多"})


@framed
def late(request: HttpRequest) -> HttpResponse:
    return render_page(request, "shell/late.html", "shell/late.html", {"late": 10})


def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST if request.method == "POST" else None)
    words = {"form": form, "is_demo": "demo" in request.GET, "notice": "登录已到期，重新登录后回到刚才的页面。"}
    return HttpResponse(render_to_string("shell/sign_in_page.html", words, request))


def trouble(request: HttpRequest, status: int) -> HttpResponse:
    answers = {403: errors.forbidden, 404: errors.not_found, 400: errors.bad_request}
    return answers[status](request) if status in answers else errors.broken(request)


class RefusedError(Exception):
    """What an app raises, with any code."""

    __module__ = "taizhang.apps.invented"

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = "这条记录已经作废，不能再更正。要改，先看作废的原因。"


def refused(request: HttpRequest, code: str) -> HttpResponse:
    raise RefusedError(code)


def lost(request: HttpRequest) -> HttpResponse:
    raise Http404
