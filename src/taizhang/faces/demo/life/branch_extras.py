"""What branches do beside the fixed afternoons: study, service, visits, deeds, and much of it together with others."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.habits import attendance, heads_instead, skips, timing
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan
from taizhang.faces.demo.workdays import CLOCK, months, workday_between
from taizhang.faces.demo.world.atlas import STORY_BEGINS, branches, existed
from taizhang.faces.demo.world.plan import OrganizationPlan
from taizhang.faces.demo.world.posts import committee
from taizhang.faces.demo.world.rolls import roll

STATED = frozenset({"WJ", "YY", "JY"})
"""Units whose 2023 is told elsewhere, to the number."""
_PER_YEAR = 28
_Maker = Callable[[OrganizationPlan, date, random.Random], PartPlan]


def branch_extras(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    """The other work of a branch, some of it in each year."""
    for year in range(STORY_BEGINS.year, CLOCK.year + 1):
        if branch.parent in STATED and year == STORY_BEGINS.year:
            continue
        stream = chance("extras", branch.code, year)
        number = stream.randint(_PER_YEAR // 2, _PER_YEAR)
        for _ in range(number):
            day = workday_between(stream, year, stream.randint(1, 12), 2, 27)
            if existed(branch, day) and len(roll(branch.code, day)) > 2:
                yield _occasion(branch, day, stream)


def _occasion(branch: OrganizationPlan, day: date, stream: random.Random) -> OccasionPlan:
    maker, share = stream.choices(tuple(_MAKERS), tuple(_MAKERS.values()))[0], stream.choice((0.35, 0.5, 0.8))
    part = maker(branch, day, stream)
    came = attendance(branch.code, day, stream, share)
    present = tuple(one for one in came if one.present)
    only_heads = heads_instead(branch.manner, stream)
    held = timing(branch.code, branch.manner, day, stream)
    neighbour = _neighbour(branch, day, stream) if part.kind in _JOINT else ""
    return OccasionPlan(
        branch.code,
        day,
        (part,),
        held.recorded_on,
        held.confirmed_on,
        place=stream.choice(topics.PLACES),
        begins="15:00",
        ends="16:40",
        roll=() if only_heads else present,
        heads={"members": len(present), "public": stream.randint(0, 20)} if only_heads else {},
        joint=(neighbour,) if neighbour else (),
        summary=_said(part, day, stream),
    )


_JOINT = frozenset({"study_visit", "partnership_activity", "collective_study"})


def _neighbour(branch: OrganizationPlan, day: date, stream: random.Random) -> str:
    """Another branch of the same unit, now and then, that held it together with this one."""
    others = [one.code for one in branches(branch.parent) if one.code != branch.code and existed(one, day)]
    return stream.choice(others) if others and stream.random() < 0.3 else ""


def _study(_branch: OrganizationPlan, day: date, stream: random.Random) -> PartPlan:
    fields = {
        "subject": stream.choice(topics.STUDIES),
        "papers": topics.papers(day, stream, 2),
        "hours": 20,
        "form": stream.sample(("leader", "member", "group", "test"), 1),
    }
    return PartPlan("collective_study", fields)


def _service(_branch: OrganizationPlan, _day: date, stream: random.Random) -> PartPlan:
    field = stream.choice(("environment", "traffic", "elderly", "children", "community", "culture", "education"))
    return PartPlan(
        "volunteer_service",
        {"field": field, "duration": stream.choice((15, 20, 30)), "served": stream.randint(15, 120)},
    )


def _visit(_branch: OrganizationPlan, _day: date, stream: random.Random) -> PartPlan:
    form, theme, work = stream.choice(
        (
            ("red_study", "重走治水老路", ""),
            ("museum", "县委旧址陈列馆现场学习", ""),
            ("film", "集体观影", "《山河渡》"),
            ("exhibition", "清风廉韵书画展", "清风廉韵"),
            ("story", "榜样就在身边", ""),
        )
    )
    fields = {"theme": theme, "form": form}
    return PartPlan("study_visit", fields | ({"work": work} if work else {}))


def _deed(_branch: OrganizationPlan, day: date, stream: random.Random) -> PartPlan:
    result, need = stream.choice(topics.DEEDS)
    done = day + timedelta(days=stream.randint(3, 40))
    fields: dict[str, object] = {"need": need, "result": result, "beneficiaries": stream.randint(10, 300)}
    if done <= CLOCK:
        fields |= {"done": True, "done_on": done.isoformat()}
    return PartPlan("good_deed", fields)


def _partnership(_branch: OrganizationPlan, _day: date, stream: random.Random) -> PartPlan:
    partner = stream.choice(("槐荫社区", "城关镇东渠村", "青禾区消防救援大队", "云川银行青禾支行", "河湾镇柳林村"))
    return PartPlan(
        "partnership_activity",
        {"partner": partner, "act": stream.choice(("activity", "meeting", "visit")), "projects": stream.randint(0, 2)},
    )


def _warning(_branch: OrganizationPlan, _day: date, stream: random.Random) -> PartPlan:
    fields = {"form": stream.choice(("film", "case_notice", "meeting")), "audience": ["members", "staff"]}
    return PartPlan("integrity_education", fields | {"case_count": stream.randint(1, 4)})


def _risk_check(_branch: OrganizationPlan, _day: date, stream: random.Random) -> PartPlan:
    return PartPlan("ideology_risk_check", {"closed": stream.randint(0, 2)})


def _test(branch: OrganizationPlan, day: date, stream: random.Random) -> PartPlan:
    taken = max(3, int(len(roll(branch.code, day)) * 0.8))
    return PartPlan(
        "knowledge_test",
        {
            "subject": "应知应会",
            "form": stream.choice(("paper", "online")),
            "taken": taken,
            "passed": taken - stream.randint(0, 2),
        },
    )


def _self_study(_branch: OrganizationPlan, day: date, stream: random.Random) -> PartPlan:
    return PartPlan("self_study", {"papers": topics.papers(day, stream, 1), "notes_written": stream.randint(0, 12)})


def _consolation(branch: OrganizationPlan, day: date, stream: random.Random) -> PartPlan:
    chair = (committee(branch.code, day) or (roll(branch.code, day)[0].person,))[0]
    fields = {
        "whom": ["veteran_members"],
        "people": stream.randint(1, 6),
        "money": stream.choice((30000, 50000, 80000)),
    }
    return PartPlan("consolation_visit", fields, {"chair": (chair,)})


_MAKERS: dict[_Maker, int] = {
    _study: 5,
    _service: 4,
    _visit: 2,
    _deed: 3,
    _partnership: 2,
    _warning: 2,
    _risk_check: 3,
    _test: 1,
    _self_study: 2,
    _consolation: 1,
}


def _said(part: PartPlan, day: date, stream: random.Random) -> str:
    what = (
        part.fields.get("subject")
        or part.fields.get("theme")
        or part.fields.get("result")
        or part.fields.get("partner")
    )
    came_of_it = stream.choice(("现场办结", "意见已收集", "参加同志作了交流", "材料已归档"))
    return f"{day.month}月{day.day}日，{what or '按计划开展'}。{came_of_it}。"


def monthly_checks(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    """The risk check that the education system asks of its schools each month, since 2024's autumn."""
    if branch.parent != "JY" and branch.code != "JY":
        return
    for year, month in months():
        if (year, month) < (2024, 9):
            continue
        stream = chance("monthly check", branch.code, year, month)
        day = workday_between(stream, year, month, 20, 27)
        if not existed(branch, day) or skips(branch, stream):
            continue
        members = committee(branch.code, day)
        held = timing(branch.code, branch.manner, day, stream)
        closed = int(stream.random() < 0.1)
        yield OccasionPlan(
            branch.code,
            day,
            (PartPlan("ideology_risk_check", {"closed": closed}, {"chair": members[:1]} if members else {}),),
            held.recorded_on,
            held.confirmed_on,
            title=f"{month}月意识形态风险点排查",
        )
