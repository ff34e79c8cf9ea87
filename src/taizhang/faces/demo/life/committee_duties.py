"""What committees plan, report and teach: yearly plans, reports upward, lectures, training."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.bodies import PLANNERS, STATED_2023, UNITS, told
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan, item
from taizhang.faces.demo.workdays import CLOCK, workday_between
from taizhang.faces.demo.world.atlas import STORY_BEGINS, atlas, branches, existed
from taizhang.faces.demo.world.posts import committee
from taizhang.faces.demo.world.rolls import roll


def committee_duties() -> Iterator[OccasionPlan]:
    """The plans, reports and courses of every body, year by year."""
    for planner in PLANNERS:
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            yield from _year_of(planner, year, chance("plans", planner, year))
    for year in range(STORY_BEGINS.year, CLOCK.year + 1):
        yield _secretaries_trained(year)
    for unit in UNITS:
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            if not (unit in STATED_2023 and year == STORY_BEGINS.year):
                yield from _training(unit, year, chance("training", unit, year))


def _year_of(planner: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    """Plans in February, a conference in March, a lecture by the secretary, reports upward."""
    yield from _plans(planner, year, stream)
    yield _conference(planner, year, stream)
    if not (planner == "YY" and year == STORY_BEGINS.year) and stream.random() < 0.9:
        yield _lecture(planner, year, stream)
    yield from _yearly_reports(planner, year, stream)
    if stream.random() < 0.8:  # A few forget it.
        part = PartPlan("upward_report", {"field": "ideology", "addressed_to": "青禾区委"})
        day = workday_between(stream, year, 7, 3, 20)
        yield told(planner, day, [part], stream, title=f"{year}年上半年意识形态工作报告")
    for month in (1, 4, 7, 10):
        if stream.random() < 0.85:
            yield _nil_report(planner, year, month, stream)


def _plans(planner: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    day, aspects = workday_between(stream, year, 2, 8, 26), stream.randint(4, 7)
    tasks = [item(f"第{number + 1}方面任务") for number in range(aspects)]
    fields = {"form": "duty_list", "field": "strict_governance", "aspects": aspects, "tasks": tasks}
    yield told(planner, day, [PartPlan("local_plan", fields)], stream, title=f"{year}年度全面从严治党主体责任清单")
    part = PartPlan("local_plan", {"form": "study_plan", "field": "study_group"})
    yield told(planner, day + timedelta(days=7), [part], stream, title=f"{year}年理论学习中心组学习计划")


def _conference(planner: str, year: int, stream: random.Random) -> OccasionPlan:
    return told(
        planner,
        workday_between(stream, year, 3, 3, 20),
        [PartPlan("work_conference", {"field": "integrity", "form": "deployment"})],
        stream,
        title=f"{year}年党风廉政建设工作会议",
        heads={"members": stream.randint(40, 90)},
        place="一楼报告厅",
    )


def _lecture(planner: str, year: int, stream: random.Random) -> OccasionPlan:
    day = workday_between(stream, year, stream.choice((4, 6, 7, 10)), 4, 24)
    fields = {"subject": stream.choice(topics.LECTURES), "form": "special", "audience": "all_members", "hours": 20}
    part = PartPlan("party_lecture", fields, {"speaker": committee(planner, day)[:1]})
    return told(planner, day, [part], stream, heads={"members": stream.randint(40, 160)}, place="一楼报告厅")


def _yearly_reports(planner: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    """On the year before in January, on this year in November."""
    matters = [("strict_governance", "落实全面从严治党主体责任"), ("study_group", "理论学习中心组学习")]
    if atlas()[planner].type == "party_group":
        matters.append(("party_group", "党组工作"))
    for matter, words in matters:
        if stream.random() < 0.92:
            part = PartPlan("upward_report", {"field": matter, "addressed_to": "上级党委"})
            day, title = workday_between(stream, year, 1, 6, 19), f"{year - 1}年度{words}情况报告"
            yield told(planner, day, [part], stream, title=title, year=year - 1)
            day, title = workday_between(stream, year, 11, 17, 27), f"{year}年{words}情况报告"
            yield told(planner, day, [part], stream, title=title)


def _nil_report(planner: str, year: int, month: int, stream: random.Random) -> OccasionPlan:
    """That nothing happened in the quarter before, and how that was checked."""
    ends = date(year, month, 1) - timedelta(days=1)
    begins = date(ends.year, ends.month - 2, 1)
    fields = {
        "matter": "ideology_incident",
        "period_from": begins.isoformat(),
        "period_to": ends.isoformat(),
        "how_checked": "逐一核对网站、公众号、工作群和来信来访登记",
    }
    return told(
        planner,
        workday_between(stream, year, month, 2, 12),
        [PartPlan("nil_report", fields)],
        stream,
        title=f"意识形态事件零报告（{ends.year}年第{ends.month // 3}季度）",
        year=ends.year,
    )


def _secretaries_trained(year: int) -> OccasionPlan:
    """The district trains every branch secretary once a year; a few do not come."""
    stream = chance("secretaries", year)
    day = workday_between(stream, year, 5, 8, 22)
    people = [members[0] for branch in branches() if existed(branch, day) and (members := committee(branch.code, day))]
    came = tuple(Came(person) for person in dict.fromkeys(people) if stream.random() < 0.94)
    return told(
        "QH",
        day,
        [
            PartPlan(
                "training_course",
                {
                    "subject": "全区党支部书记集中轮训",
                    "audience": ["secretary"],
                    "level": "county",
                    "form": "face_to_face",
                    "hours": 240,
                },
            )
        ],
        stream,
        roll=came,
        end_day=day + timedelta(days=2),
        title=f"{year}年全区党支部书记集中轮训",
        place="区委党校",
    )


def _training(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    below = [branch for branch in branches(unit) if existed(branch, date(year, 5, 1))]
    for audience, month, subject in (
        ("committee_member", 4, "支部委员培训"),
        ("party_worker", 6, "党务工作者业务培训"),
        ("member", 9, "党员集中培训"),
        ("activist", 10, "入党积极分子培训班"),
    ):
        day = workday_between(stream, year, month, 5, 22)
        people = tuple(stay.person for branch in below for stay in roll(branch.code, day)[2:7])
        came = tuple(Came(person) for person in dict.fromkeys(people)) if audience != "activist" else ()
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "training_course",
                    {
                        "subject": subject,
                        "audience": [audience],
                        "level": "own",
                        "form": "face_to_face",
                        "hours": 240 if audience == "member" else 160,
                    },
                )
            ],
            stream,
            roll=came,
            heads={} if came else {"staff": stream.randint(15, 40)},
            end_day=day + timedelta(days=2),
            title=f"{year}年{subject}",
            place="区委党校",
        )
