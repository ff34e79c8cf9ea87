"""A secretary, a notice and answers for the tests of reports, on the shipped rulebook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from taizhang.domain.reporting import Act, Ask, Facts, Notice, Shortfall, Speaker
from taizhang.domain.reporting.wanting import Plan, asks
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import Speaking
from taizhang.domain.rules.rulebook import shipped

YEAR = 2025
COMMITTEE = Speaker(
    organization="青禾区水务局机关党委",
    code="sw",
    type=OrganizationType.ORGAN_COMMITTEE,
    name="周望野",
    post="书记",
    has_below=True,
)
BRANCH = Speaker(organization="河道管理所党支部", code="sw-03", type=OrganizationType.BRANCH, name="林溪", post="书记")
UNMET = Shortfall(rule="branch_committee_monthly", zh="支部委员会会议每月一次", times=3, organizations=2, among=10)


def plan_of(speaker: Speaker = COMMITTEE, outline: str = "secretary_duty_report", **notice: Any) -> Plan:
    """The shipped outline for that speaker."""
    rulebook = shipped()
    asked = Notice(YEAR, date(YEAR, 12, 31), **notice)
    return Plan(rulebook, rulebook.outlines[outline], speaker, asked)


def facts_of(plan: Plan, values: Mapping[str, int], **more: Any) -> Facts:
    """Answers by "scope figure"; every other question is answered with nought."""
    answers: dict[Ask, int] = dict.fromkeys(asks(plan), 0)
    for key, value in values.items():
        scope, figure = key.split()
        answers[plan.ask(figure, Speaking(scope))] = value
    return Facts(values=answers, **more)


def act(kind: str, title: str, day: date, scope: str = "own", place: str = "活动室", entry: int = 1) -> Act:
    """A single act."""
    return Act(entry, entry, kind, scope, day, title, place)
