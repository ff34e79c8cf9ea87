"""Reports of the story: a notice, branches that are ready, a committee half reviewed, another that has just begun."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.selectors.gathering import secretary_of
from taizhang.apps.reports.selectors.texts import head_of, self_check
from taizhang.apps.reports.services.beginning import Wanted, begin_report, draft_again, issue_notice
from taizhang.apps.reports.services.deciding import decide, intend, remark
from taizhang.apps.reports.services.reviewing import review
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.reporting import Choice, Notice
from taizhang.faces.demo.chronicle import Act, Chapter, World

NOTICE_ON, HOSPITAL_ON, EDUCATION_ON = date(2025, 11, 21), date(2025, 12, 4), date(2025, 12, 8)
BRANCHES_ON = date(2025, 12, 2)
NEWS_ON = date(2024, 12, 27)
_UNTIL, _DUE_ON = date(2025, 11, 30), date(2025, 12, 15)
_CAUSES = {
    "theme_day_monthly": ("医疗任务重的月份没有提前调整时间", "年初排定各支部主题党日，错开门诊高峰"),
    "branch_committee_monthly": ("支部委员外出进修较多，人难到齐", "支委会改在每月第一周召开，请假的书面提意见"),
}
_FILLED = {
    "last_year": "上年度查摆的学习方式单一问题，已通过“四个一”学习落实整改",
    "problems": "对支部工作具体指导不够，培训不够经常",
    "plans": "开展记录质量检查，年内办好党务培训",
}
"""What the authors wrote where the draft waited for them; in the problems it waits for the causes."""
_READY = ("YY-02", "YY-05")
"""Branches whose reports are ready before the committee writes its own."""


def report_acts() -> Iterator[Act]:
    """What is written, each on its day, after the day's entries."""
    yield Act(NEWS_ON, Chapter.REPORTS, _news)
    yield Act(NOTICE_ON, Chapter.REPORTS, _notice)
    yield Act(BRANCHES_ON, Chapter.REPORTS, _branches)
    yield Act(HOSPITAL_ON, Chapter.REPORTS, _hospital)
    yield Act(EDUCATION_ON, Chapter.REPORTS, _education)


def _notice(world: World) -> None:
    asked = Notice(2025, _UNTIL, 3000, least_problems_percent=20)
    title = "关于开展2025年度党组织书记抓基层党建工作述职评议考核的通知"
    world.notice = issue_notice(
        world.hands.actors["district.clerk"], world.organizations["QH"], title, asked, "青组通〔2025〕41号", _DUE_ON
    )


def _hospital(world: World) -> None:
    clerk, secretary = world.hands.clerk("YY"), world.hands.secretary("YY")
    organization = world.organizations["YY"]
    number, _ = begin_report(
        clerk,
        Wanted(
            organization,
            "secretary_duty_report",
            2025,
            _UNTIL,
            person=secretary_of(organization, _UNTIL),
            notice=world.notice,
            most_characters=3000,
        ),
    )
    for one, _ in self_check(secretary, number):
        if one.rule in _CAUSES:
            cause, measure = _CAUSES[one.rule]
            decide(secretary, number, one.rule, Choice(cause=cause, measure=measure))
    due_on = date(2026, 11, 30)
    intend(clerk, number, "党委书记到联系点讲党课", figure="party_lecture/by_secretary", target=4, due_on=due_on)
    draft_again(clerk, number)
    review(clerk, number, 2, passed=True)
    remark(secretary, number, "problems", "第一条再写实一点，点到具体科室的做法。")


def _education(world: World) -> None:
    wanted = Wanted(world.organizations["JY"], "organization_report", 2025, _UNTIL, notice=world.notice)
    begin_report(world.hands.clerk("JY"), wanted)


def _branches(world: World) -> None:
    for code in _READY:
        organization = world.organizations[code]
        person = secretary_of(organization, _UNTIL)
        wanted = Wanted(organization, "branch_secretary_duty_report", 2025, _UNTIL, person=person, notice=world.notice)
        _made_ready(world, world.hands.clerk(code), world.hands.secretary(code), wanted)


def _news(world: World) -> None:
    wanted = Wanted(world.organizations["RM"], "organization_report", 2024, date(2024, 12, 25), most_characters=2500)
    _made_ready(world, world.hands.clerk("RM"), world.hands.secretary("RM"), wanted)


def _made_ready(world: World, clerk: Actor, secretary: Actor, wanted: Wanted) -> None:
    """Drafted, completed where it waited, and passed at every level."""
    number, _ = begin_report(clerk, wanted)
    version = save_version(clerk, number, 1, _without_gaps(clerk, number), note="补齐待补的几处")
    for actor in (clerk, secretary, world.hands.actors["district.viewer"]):
        review(actor, number, version, passed=True)


def _without_gaps(actor: Actor, number: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(head_of(open_report(actor, number)).content)
    for block in content["blocks"]:
        stop = "。" if len(block["runs"]) == 1 else ""
        said = {"type": "words", "text": _FILLED.get(block["part"], "已安排落实") + stop, "standing": "typed"}
        block["runs"] = [said if run["type"] == "gap" else run for run in block["runs"]]
    return content
