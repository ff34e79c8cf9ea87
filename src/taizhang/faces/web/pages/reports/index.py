"""The entrance to everything about reports."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.selectors import below
from taizhang.apps.papers.selectors.lists import list_papers
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.owed_reports import owed_lines
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

DOORS = (
    ("reports:drafts", "起草述职报告", "edit", "从台账出稿：成效、问题、打算，每个数都能点到记录。"),
    ("reports:verify", "核验一份报告", "list-check", "读出报告里的数，逐个和台账核对：相符、不符、无记录、说不准。"),
    (
        "reports:review",
        "批量审阅",
        "table",
        "几十份报告并排：部分齐不齐、字数、问题占比、上年问题、相同的段落和数、点评可问。",
    ),
    ("reports:refill", "按模板填数", "clipboard-list", "脱敏模板里的 XX，按前后的字从台账里找数，一处一处选。"),
    ("papers:index", "送审稿", "checklist", "消息、简报、推文、通知、上报材料：三审三校，三个人一级一级看过再发出。"),
    ("checks:index", "审校一段文字", "eye", "错别字、标点、序号、空缺、陈旧年份、固定提法。"),
)
"""Route, word, icon, what it does; a door whose page does not exist is not shown."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way on from here."""

    word: str
    icon: str
    text: str
    href: str
    waiting: int = 0
    """How much there waits for whoever looks."""


@require_safe
@signed_in_only
def index(request: HttpRequest) -> HttpResponse:
    """List the ways on."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return render_page(request, "reports/nothing_page.html")
    waiting = {"papers:index": _papers_waiting(frame.actor, frame.organization.id, frame)}
    doors = [
        Door(word, icon, text, href, waiting.get(route, 0))
        for route, word, icon, text in DOORS
        if (href := link_if(frame.address, route))
    ]
    return render_page(request, "reports/index_page.html", context={"doors": doors, "owed": owed_lines(frame)})


def _papers_waiting(actor: Actor, organization: int, frame: Frame) -> int:
    """How many papers of the year wait for this person's word."""
    under = below(organization, frame.today) or (organization,)
    return sum(row.waits_for_reader for row in list_papers(actor, under, frame.today, frame.year))
