"""Who leads what: posts in branches from the first of the roll, posts in committees from the branches below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from taizhang.faces.demo.world.atlas import atlas, branches, committees
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.plan import OrganizationPlan, PostPlan
from taizhang.faces.demo.world.rolls import roll

_BRANCH_TITLES = (
    ("secretary", "主持支部全面工作"),
    ("organization_member", "组织、党费收缴"),
    ("publicity_member", "宣传、意识形态"),
    ("discipline_member", "纪检、作风"),
    ("deputy_secretary", "协助书记，联系工会、共青团、妇联"),
)
_COMMITTEE_TITLES = (
    ("secretary", "主持全面工作"),
    ("deputy_secretary", "党建、干部"),
    ("organization_member", "组织、党员教育"),
    ("publicity_member", "宣传、意识形态"),
    ("discipline_member", "党风廉政"),
    ("committee_member", "统战、群团"),
    ("committee_member", "业务条线“一岗双责”"),
)
_HEADS = {
    "JY-03": "校长",
    "JY-04": "校长",
    "JY-07": "校长",
    "JY-10": "校长",
    "JY-15": "校长",
    "JY-14": "园长",
    "WJ-06": "院长",
}
"""Secretaries who are also the head of their unit."""

REPLACED = (
    ("JY-03", date(2024, 9, 2), "书记、校长分设：原书记只任校长"),
    ("JY-04", date(2024, 3, 1), "原书记调任区教育局"),
    ("YY-05", date(2025, 2, 17), "原书记转任外科支部"),
    ("WJ-04", date(2025, 4, 14), "原书记退居二线"),
    ("RM", date(2024, 11, 4), "区委任命新的党总支书记"),
)
"""Secretaries replaced, and why."""
VACANT = (("RM-02", date(2025, 6, 30)), ("SW-05", date(2025, 9, 30)))
"""Secretaries who left, nobody having been appointed since: the last day of the post."""


@cache
def posts() -> tuple[PostPlan, ...]:
    """Every post of the story, those of branches before those of committees."""
    found = [*_in_branches(), *_in_committees(), *_workers(), *_group_leaders()]
    for organization, on, why in REPLACED:
        found = _replaced(found, organization, on, why)
    for organization, last in VACANT:
        found = [
            replace(post, ends_on=last) if post.organization == organization and post.title == "secretary" else post
            for post in found
        ]
    return tuple(found)


def holders(organization: str, day: date) -> tuple[PostPlan, ...]:
    """The posts held in an organisation on that day, the secretary first."""
    held = (
        post
        for post in _by_organization().get(organization, ())
        if post.begins_on <= day and (post.ends_on is None or day <= post.ends_on)
    )
    return tuple(post for post in held if post.title not in {"party_worker", "part_time_worker", "group_leader"})


def secretary(organization: str, day: date) -> str:
    """The secretary's code, or of whoever stands first where there is none."""
    held = holders(organization, day)
    return next((post.person for post in held if post.title == "secretary"), held[0].person if held else "")


def committee(organization: str, day: date) -> tuple[str, ...]:
    """The members of the committee on that day."""
    return tuple(dict.fromkeys(post.person for post in holders(organization, day)))


@cache
def _by_organization() -> dict[str, tuple[PostPlan, ...]]:
    found: dict[str, list[PostPlan]] = {}
    for post in posts():
        found.setdefault(post.organization, []).append(post)
    return {organization: tuple(those) for organization, those in found.items()}


def _in_branches() -> Iterator[PostPlan]:
    for branch in branches():
        begun = branch.terms[0].began_on if branch.terms else branch.founded_on
        ends_on = branch.closed_on
        names = [stay.person for stay in roll(branch.code, max(begun, branch.founded_on, date(2022, 12, 31)))]
        for (title, duties), person in zip(_BRANCH_TITLES[: branch.terms[0].seats], names, strict=False):
            also = _HEADS.get(branch.code, "") if title == "secretary" else ""
            yield PostPlan(branch.code, person, title, begun, ends_on, duties, also)


def _in_committees() -> Iterator[PostPlan]:
    for body in committees():
        begun = body.terms[-1].began_on if body.terms else max(body.founded_on, date(2021, 8, 1))
        begun = min(begun, date(2022, 12, 30))
        titles = list(_COMMITTEE_TITLES)
        if body.type == "discipline_committee":
            titles[1] = ("deputy_secretary", "监督检查")
        if body.type in {"steering_group", "resident_discipline"}:
            titles = [("secretary", "组长"), ("deputy_secretary", "副组长"), *([("committee_member", "成员")] * 5)]
        for (title, duties), person in zip(titles, _candidates(body), strict=False):
            yield PostPlan(body.code, person, title, begun, None, duties)


def _candidates(body: OrganizationPlan) -> tuple[str, ...]:
    """Whom a committee takes: leaders of the unit from its first branch, then the secretaries below it."""
    rolls = [[stay.person for stay in roll(code, date(2022, 12, 31))] for code in body.leaders_from]
    start = {"discipline_committee": 7, "resident_discipline": 8, "work_committee": 1}.get(body.type, 5)
    leading = rolls[0][start : start + (body.leaders if len(rolls) == 1 else 2)]
    others = [people_of[place] for place in range(3) for people_of in rolls]
    return tuple(dict.fromkeys([*leading, *others]))[: body.leaders]


def _workers() -> Iterator[PostPlan]:
    """One or two party workers in each unit, part-time ones in the larger branches."""
    for body, first in (("JY", "JY-01"), ("YY", "YY-01"), ("WJ", "WJ-01"), ("SW", "SW-01"), ("QH-GW", "QH-01")):
        yield PostPlan(body, roll(first, date(2022, 12, 31))[9].person, "party_worker", date(2022, 6, 1), None, "专职")
    for branch in branches():
        if branch.size >= 30:
            person = roll(branch.code, date(2022, 12, 31))[8].person
            yield PostPlan(branch.code, person, "part_time_worker", date(2022, 9, 1), branch.closed_on, "兼职")


def _group_leaders() -> Iterator[PostPlan]:
    for plan in atlas().values():
        if plan.type == "subgroup":
            roll_of_group = [one for one in roll(plan.parent, date(2022, 12, 31)) if one.group == plan.code]
            yield PostPlan(plan.code, roll_of_group[-1].person, "group_leader", plan.founded_on, None)


def _replaced(found: list[PostPlan], organization: str, on: date, why: str) -> list[PostPlan]:
    """End the secretary's post the day before, and let somebody without a post there succeed."""
    busy = {post.person for post in found if post.organization == organization}
    source = organization if organization in {branch.code for branch in branches()} else "RM-01"
    successor = next(stay.person for stay in roll(source, on)[5:] if stay.person not in busy)
    after: list[PostPlan] = []
    for post in found:
        if post.organization == organization and post.title == "secretary":
            after.append(replace(post, ends_on=on - timedelta(days=1)))
            after.append(PostPlan(organization, successor, "secretary", on, None, f"{post.duties}（{why}）"))
        else:
            after.append(post)
    return after


def name_of(person: str) -> str:
    """The name behind a person's code."""
    return people()[person].name
