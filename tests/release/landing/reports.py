"""Reports of the small world: notices, one issued, one that is being written; own words for the checker."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.services import Decision
from taizhang.apps.checks.services import decide as decide_word
from taizhang.apps.checks.services import withdraw as withdraw_word
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import head_of, self_check
from taizhang.apps.reports.services.beginning import Wanted, begin_report, draft_again, issue_notice
from taizhang.apps.reports.services.deciding import decide, intend, remark
from taizhang.apps.reports.services.issuing import issue
from taizhang.apps.reports.services.noticing import change_notice, withdraw_notice
from taizhang.apps.reports.services.reviewing import review
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.reporting import Choice, Notice
from tests.release.landing.rules import OWN_OUTLINE

CALL = "关于开展2025年度述职的通知"
UNTIL = date(2025, 11, 30)


@dataclass(frozen=True)
class Hands:
    """Who writes and who reviews, level by level, and at which places."""

    clerk: Actor
    secretary: Actor
    owner: Actor
    committee: int
    branch: int


def tell_reports(hands: Hands) -> None:
    """Write them as their owners would."""
    asked = Notice(2025, UNTIL, 3000, least_problems_percent=20)
    notice = issue_notice(hands.owner, hands.committee, CALL, asked, "青组发〔2025〕12号")
    _issued(hands, notice)
    _in_hand(hands)
    _called_otherwise(hands, notice, asked)
    _own_words(hands)


def _own_words(hands: Hands) -> None:
    for kind, word, right in (
        (OwnWordKind.PROTECTED, "巡堤值守点", ""),
        (OwnWordKind.STYLE, "活动站", "活动室"),
    ):
        decide_word(hands.owner, hands.committee, Decision(kind, "镇里的叫法", word=word, right=right))
    mistaken = decide_word(hands.owner, hands.committee, Decision(OwnWordKind.PROTECTED, "村里的叫法", word="歇脚亭"))
    withdraw_word(hands.owner, hands.committee, mistaken)


def _called_otherwise(hands: Hands, notice: int, asked: Notice) -> None:
    """After the first report by it: the notice grows longer, then shorter again; another one is withdrawn."""
    due_on = date(2025, 12, 20)
    for characters, reason in ((4000, "篇幅不够写"), (3500, "上级要求压缩")):
        longer = replace(asked, most_characters=characters, required=("防汛值守",))
        notice = change_notice(hands.owner, notice, CALL, longer, "青组发〔2025〕13号", due_on, reason)
    twice = issue_notice(hands.owner, hands.committee, CALL, asked)
    withdraw_notice(hands.owner, twice, "与前一份重复")


def _issued(hands: Hands, notice: int) -> None:
    wanted = Wanted(hands.branch, OWN_OUTLINE, 2025, UNTIL, notice=notice)
    number, _ = begin_report(hands.clerk, wanted)
    for shortfall, _ in self_check(hands.secretary, number):
        choice = Choice(cause="汛期人手紧", measure="提前排定时间")
        decide(hands.secretary, number, shortfall.rule, choice)
    intend(hands.clerk, number, "上好党课", figure="party_lecture/count", target=12, due_on=date(2026, 11, 30))
    draft_again(hands.clerk, number)
    version = save_version(hands.clerk, number, 2, _without_gaps(hands.clerk, number), note="补齐待补的几处")
    for actor in (hands.clerk, hands.secretary, hands.owner):
        review(actor, number, version, passed=True)
    report = open_report(hands.clerk, number)
    blocking = [one for one in readiness(hands.clerk, report, head_of(report)) if one.blocks]
    assert not blocking, blocking
    issue(hands.clerk, number, version)


def _in_hand(hands: Hands) -> None:
    number, _ = begin_report(hands.clerk, Wanted(hands.branch, "organization_report", 2024, date(2024, 12, 31)))
    remark(hands.secretary, number, "problems", "再写实一点。")
    review(hands.clerk, number, 1, passed=True)
    review(hands.secretary, number, 1, passed=False, remark="问题部分太短。")


def _without_gaps(actor: Actor, number: int) -> dict[str, Any]:
    """The latest text, with words where something was still wanted."""
    content: dict[str, Any] = json.loads(head_of(open_report(actor, number)).content)
    for block in content["blocks"]:
        if any(run["type"] == "gap" for run in block["runs"]):
            block["runs"] = [{"type": "words", "text": "已经安排落实，逐步完善。", "standing": "typed"}]
    return content
