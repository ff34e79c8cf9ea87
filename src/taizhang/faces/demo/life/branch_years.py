"""The years of a branch: life meetings and appraisals, talks, admissions and elections voted in a congress."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.habits import attendance, committee_attendance, skips, timing
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan, item
from taizhang.faces.demo.life.topics import PLACES
from taizhang.faces.demo.workdays import CLOCK, workday_between
from taizhang.faces.demo.world.atlas import STORY_BEGINS, existed
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.plan import Manner, OrganizationPlan
from taizhang.faces.demo.world.posts import committee, name_of, secretary
from taizhang.faces.demo.world.rolls import roll

_VOTED = {
    "joined_probationary": ("admission", "接收{}为预备党员"),
    "confirmed": ("confirmation", "{}预备党员转正"),
    "extended": ("confirmation", "延长{}预备期半年"),
}
_TALKS = (
    # month, who with whom, why
    (1, "committee_and_members", "before_meeting"),
    (1, "committee_members", "before_meeting"),
    (6, "members", "yearly"),
    (9, "committee_and_members", "care"),
    (11, "committee_members", "yearly"),
)
_SAID = (
    "谈了近期工作和家里的情况，提出想参加业务培训，已转科室安排。",
    "交换了对支部工作的意见，约定每月碰一次头。",
    "老同志反映活动室台阶不便，已报后勤。",
    "聊了岗位压力，建议调整值班安排，下月落实。",
)


def branch_years(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    """What comes once a year, or when somebody is admitted or a committee elected."""
    for year in range(STORY_BEGINS.year, CLOCK.year + 1):
        stream = chance("yearly", branch.code, year)
        day = workday_between(stream, year, 2 if branch.manner is Manner.DILIGENT else 3, 1, 26)
        if existed(branch, day) and existed(branch, date(year - 1, 12, 31)) and not skips(branch, stream):
            yield _life_meeting(branch, day, stream)
        if existed(branch, date(year, 6, 1)):
            yield from _talks(branch, year, stream)
    yield from _votes_on_people(branch)
    yield from _elections(branch)


def _life_meeting(branch: OrganizationPlan, day: date, stream: random.Random) -> OccasionPlan:
    """The life meeting with the appraisal, held after the year that it is about (归属年度)."""
    came = attendance(branch.code, day, stream, 0.95)
    chair = {"chair": (secretary(branch.code, day) or came[0].person,)}
    meeting = PartPlan("organization_life_meeting", _life_meeting_fields(day.year - 1, stream), chair)
    appraisal = PartPlan("democratic_appraisal", _grades(sum(one.present for one in came), stream), chair)
    held = timing(branch.code, branch.manner, day, stream)
    return OccasionPlan(
        branch.code,
        day,
        (meeting, appraisal),
        held.recorded_on,
        held.confirmed_on,
        year=day.year - 1,
        place=stream.choice(PLACES),
        begins="14:00",
        ends="17:30",
        roll=came,
        summary=f"对照检查{day.year - 1}年度支部工作，逐人评议。",
    )


def _life_meeting_fields(year: int, stream: random.Random) -> dict[str, Any]:
    criticism = [item("联系群众不够经常"), item("学用结合不紧"), item("敢于较真碰硬不足")]
    return {
        "theme": f"{year}年度组织生活会",
        "form": "congress",
        "occasion": "yearly",
        "talks_before": stream.randint(6, 20),
        "opinions": stream.randint(3, 15),
        "criticism": criticism[: stream.randint(2, 3)],
        "problems": [item("党员教育方式单一"), item("支部活动与业务结合不紧")],
        "measures": [item("每月至少到一线两次"), item("年度学习计划按月对账")],
    }


def _grades(appraised: int, stream: random.Random) -> dict[str, Any]:
    """About a quarter excellent; now and then one who only just meets the mark."""
    excellent, basic = max(1, appraised // 4), int(stream.random() < 0.15)
    qualified = appraised - excellent - basic
    return {
        "members_appraised": appraised,
        "steps": ["self", "mutual", "ballot", "decision"],
        "grades": {"excellent": excellent, "qualified": qualified, "basic": basic, "unqualified": 0},
    }


def _talks(branch: OrganizationPlan, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    for month, pair, reason in _TALKS:
        day = workday_between(stream, year, month, 4, 24)
        members = committee(branch.code, day)
        others = [stay.person for stay in roll(branch.code, day) if stay.person not in members]
        if len(members) < 2 or len(others) < 2 or not existed(branch, day) or skips(branch, stream):
            continue
        who = {"committee_members": members[:2], "members": tuple(others[:2])}.get(
            pair, (members[0], stream.choice(others))
        )
        held = timing(branch.code, branch.manner, day, stream)
        yield OccasionPlan(
            branch.code,
            day,
            (
                PartPlan(
                    "heart_to_heart_talk",
                    {"pair": pair, "reason": reason, "content": stream.choice(_SAID)},
                    {"chair": who[:1], "attendee": who[1:]},
                ),
            ),
            held.recorded_on,
            held.confirmed_on,
            place="支部活动室",
        )


def _votes_on_people(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    """A congress for each day on which somebody was taken in, confirmed or had probation extended."""
    by_day: dict[date, list[tuple[str, str]]] = {}
    for person in people().values():
        for happening in person.happenings:
            if happening.organization == branch.code and happening.kind in _VOTED and happening.day >= STORY_BEGINS:
                by_day.setdefault(happening.day, []).append((happening.kind, person.code))
    for day, about in sorted(by_day.items()):
        stream = chance("vote", branch.code, day)
        agenda = [item(_VOTED[kind][1].format(name_of(person)), _VOTED[kind][0], form="vote") for kind, person in about]
        yield _voting_congress(branch, day, agenda, stream, "讨论发展党员和预备党员转正事项")


def _elections(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    for term in branch.terms:
        if STORY_BEGINS <= term.began_on <= CLOCK:
            stream = chance("election", branch.code, term.began_on)
            agenda = [
                item("听取上届支委会工作报告", "party_building", form="hear"),
                item(f"选举新一届支部委员会委员{term.seats}名", "election", form="vote"),
            ]
            yield _voting_congress(branch, term.began_on, agenda, stream, "换届选举")


def _voting_congress(
    branch: OrganizationPlan,
    day: date,
    agenda: list[dict[str, Any]],
    stream: random.Random,
    title: str,
) -> OccasionPlan:
    came = attendance(branch.code, day, stream, 0.94)
    chair = secretary(branch.code, day) or came[0].person
    held = timing(branch.code, Manner.STEADY, day, stream)
    return OccasionPlan(
        branch.code,
        day,
        (
            PartPlan(
                "branch_congress", {"agenda": agenda, "vote": vote(branch.code, day, came, stream)}, {"chair": (chair,)}
            ),
        ),
        held.recorded_on,
        held.confirmed_on,
        title=title,
        place=stream.choice(PLACES),
        begins="15:00",
        ends="16:30",
        roll=came,
        summary=f"{title}，采用无记名投票，监票人、计票人现场唱票。",
    )


def vote(branch: str, day: date, came: tuple[Came, ...], stream: random.Random) -> dict[str, Any]:
    """A secret ballot as counted by hand: every full member who came has a vote."""
    voters = {stay.person for stay in roll(branch, day) if stay.full_from <= day}
    present = sum(1 for one in came if one.present and one.person in voters)
    abstain = int(stream.random() < 0.2 and present > 5)
    return {
        "due": len(voters),
        "present": present,
        "issued": present,
        "returned": present,
        "valid": present,
        "for": present - abstain,
        "against": 0,
        "abstain": abstain,
        "secret": True,
        "scrutineer": "上级党组织派员",
    }


def committee_vote(came: tuple[Came, ...], due: int) -> dict[str, Any]:
    """A ballot in a committee: everybody present in favour."""
    present = sum(one.present for one in came)
    return {
        "due": due,
        "present": present,
        "issued": present,
        "returned": present,
        "valid": present,
        "for": present,
        "against": 0,
        "abstain": 0,
        "secret": True,
        "scrutineer": "纪检委员",
    }


def committee_came(organization: str, day: date, stream: random.Random) -> tuple[Came, ...]:
    """The members of an organisation's committee on that day."""
    return committee_attendance(committee(organization, day), stream)
