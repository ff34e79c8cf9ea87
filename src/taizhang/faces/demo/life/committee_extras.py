"""What committees answer for beside their meetings: plans, reports, supervision, contact points, talks, training."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.habits import timing
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan, item
from taizhang.faces.demo.workdays import CLOCK, workday_between
from taizhang.faces.demo.world.atlas import STORY_BEGINS, atlas, branches, existed
from taizhang.faces.demo.world.plan import Manner
from taizhang.faces.demo.world.posts import committee
from taizhang.faces.demo.world.rolls import roll

_UNITS = ("JY", "SW", "YY", "WJ", "RM")
"""The five units, by the body below which their branches hang."""
_PLANNERS = ("QH", "QH-GW", "JY-DZ", "JY", "SW-DZ", "YY", "WJ-DZ", "RM")
"""Bodies that plan the year, report upward, and whose secretaries lecture."""
_STATED_2023 = frozenset({"WJ", "YY", "JY"})


def committee_extras() -> Iterator[OccasionPlan]:
    """The other work of the five units' committees, year by year."""
    for planner in _PLANNERS:
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            yield from _plans_and_reports(planner, year, chance("plans", planner, year))
    for year in range(STORY_BEGINS.year, CLOCK.year + 1):
        yield _secretaries_trained(year)
    for unit in _UNITS:
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            stream = chance("duties", unit, year)
            if unit in _STATED_2023 and year == STORY_BEGINS.year:
                continue
            yield from _supervision(unit, year, stream)
            yield from _contact_visits(unit, year, stream)
            yield from _training(unit, year, stream)
            yield from _talks(unit, year, stream)
            yield from _integrity(unit, year, stream)
    yield from _steering_groups()
    yield from _discipline_checks()


def told(
    recorder: str,
    day: date,
    parts: Sequence[PartPlan],
    stream: random.Random,
    *,
    roll: tuple[Came, ...] = (),
    title: str = "",
    place: str = "",
    manner: Manner = Manner.STEADY,
    **more: object,
) -> OccasionPlan:
    """One occasion of a committee, kept as such bodies keep their ledger."""
    held = timing(recorder, manner, day, stream)
    return OccasionPlan(
        recorder,
        day,
        tuple(parts),
        held.recorded_on,
        held.confirmed_on,
        roll=roll,
        title=title,
        place=place,
        **more,  # type: ignore[arg-type]
    )


def _plans_and_reports(planner: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    day = workday_between(stream, year, 2, 8, 26)
    aspects = stream.randint(4, 7)
    yield told(
        planner,
        day,
        [
            PartPlan(
                "local_plan",
                {
                    "form": "duty_list",
                    "field": "strict_governance",
                    "aspects": aspects,
                    "tasks": [item(f"第{number + 1}方面任务") for number in range(aspects)],
                },
            )
        ],
        stream,
        title=f"{year}年度全面从严治党主体责任清单",
    )
    yield told(
        planner,
        day + timedelta(days=7),
        [PartPlan("local_plan", {"form": "study_plan", "field": "study_group"})],
        stream,
        title=f"{year}年理论学习中心组学习计划",
    )
    yield told(
        planner,
        workday_between(stream, year, 3, 3, 20),
        [
            PartPlan(
                "work_conference",
                {
                    "field": "integrity",
                    "form": "deployment",
                },
            )
        ],
        stream,
        title=f"{year}年党风廉政建设工作会议",
        heads={"members": stream.randint(40, 90)},
        place="一楼报告厅",
    )
    yield from _reports(planner, year, stream)
    if not (planner == "YY" and year == STORY_BEGINS.year) and stream.random() < 0.9:
        lectured = workday_between(stream, year, stream.choice((4, 6, 7, 10)), 4, 24)
        yield told(
            planner,
            lectured,
            [
                PartPlan(
                    "party_lecture",
                    {
                        "subject": stream.choice(topics.LECTURES),
                        "form": "special",
                        "audience": "all_members",
                        "hours": 20,
                    },
                    {"speaker": committee(planner, lectured)[:1]},
                )
            ],
            stream,
            heads={"members": stream.randint(40, 160)},
            place="一楼报告厅",
        )


def _reports(planner: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    """What goes upward: on the year before in January, on half a year in July, nil reports each quarter."""
    fields = [("strict_governance", "落实全面从严治党主体责任"), ("study_group", "理论学习中心组学习")]
    if atlas()[planner].type == "party_group":
        fields.append(("party_group", "党组工作"))
    for field, words in fields:
        if stream.random() < 0.92:
            yield told(
                planner,
                workday_between(stream, year, 1, 6, 19),
                [
                    PartPlan(
                        "upward_report",
                        {
                            "field": field,
                            "addressed_to": "上级党委",
                        },
                    )
                ],
                stream,
                title=f"{year - 1}年度{words}情况报告",
                year=year - 1,
            )
            yield told(
                planner,
                workday_between(stream, year, 11, 17, 27),
                [
                    PartPlan(
                        "upward_report",
                        {
                            "field": field,
                            "addressed_to": "上级党委",
                        },
                    )
                ],
                stream,
                title=f"{year}年{words}情况报告",
            )
    if stream.random() < 0.8:
        yield told(
            planner,
            workday_between(stream, year, 7, 3, 20),
            [
                PartPlan(
                    "upward_report",
                    {
                        "field": "ideology",
                        "addressed_to": "青禾区委",
                    },
                )
            ],
            stream,
            title=f"{year}年上半年意识形态工作报告",
        )
    for number, month in enumerate((1, 4, 7, 10), start=1):
        if stream.random() < 0.85:
            quarter_ends = date(year, month, 1) - timedelta(days=1)
            begins = date(quarter_ends.year, quarter_ends.month - 2, 1)
            yield told(
                planner,
                workday_between(stream, year, month, 2, 12),
                [
                    PartPlan(
                        "nil_report",
                        {
                            "matter": "ideology_incident",
                            "period_from": begins.isoformat(),
                            "period_to": quarter_ends.isoformat(),
                            "how_checked": "逐一核对网站、公众号、工作群和来信来访登记",
                        },
                    )
                ],
                stream,
                title=f"意识形态事件零报告（{begins.year}年第{(number + 2) % 4 + 1}季度）",
                year=begins.year,
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


def _supervision(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    below = branches(unit)
    for month in (3, 6, 9, 11):
        day = workday_between(stream, year, month, 10, 27)
        visited = [branch.code for branch in below if existed(branch, day)]
        chosen = stream.sample(visited, min(len(visited), stream.randint(3, 5)))
        findings = [
            item(f"{atlas()[code].short}：{trouble}")
            for code, trouble in zip(
                chosen,
                stream.sample(
                    ("支委会记录不全", "主题党日与业务混开", "补录较多", "签到缺名", "议题过简"), len(chosen)
                ),
                strict=True,
            )
        ]
        leaders = committee(unit, day)
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "party_building_supervision",
                    {"field": "ideology" if month == 9 else "party_building", "visited": chosen, "findings": findings},
                    {"chair": (leaders[0],), "attendee": leaders[1:3]},
                )
            ],
            stream,
            title=f"{(month + 2) // 3}季度督导",
        )


def _contact_visits(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    own = [branch.code for branch in branches(unit) if existed(branch, date(year, 1, 1))]
    for place, leader in enumerate(committee(unit, date(year, 6, 1))[:3]):
        points = own[2 * place : 2 * place + 2] or own[:2]
        for quarter in range(4):
            if stream.random() < (0.95 if place == 0 else 0.7):
                day = workday_between(stream, year, 3 * quarter + stream.randint(1, 3), 3, 26)
                yield told(
                    unit,
                    day,
                    [
                        PartPlan(
                            "contact_visit",
                            {
                                "branch": [stream.choice(points)],
                                "acts": stream.sample(("meeting", "talk", "survey", "help"), 2),
                                "findings": [item("活动阵地偏小")] if stream.random() < 0.3 else [],
                                "solved": stream.randint(0, 2),
                            },
                            {"chair": (leader,)},
                        )
                    ],
                    stream,
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


def _talks(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    for month in stream.sample(range(1, 13), 5):
        day = workday_between(stream, year, month)
        kind = stream.choice(("secretary", "routine", "daily", "new_post"))
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "interview",
                    {
                        "kind": kind,
                        "people": 1,
                        "reason": "履职提醒",
                        "content": "就支部工作台账滞后作了提醒，要求按月补齐。",
                    },
                    {"chair": committee(unit, day)[:1]},
                )
            ],
            stream,
        )


def _integrity(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    for month, form in ((1, "meeting"), (4, "film"), (7, "visit"), (9, "meeting")):
        day = workday_between(stream, year, month, 4, 25)
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "integrity_education",
                    {
                        "form": form,
                        "audience": ["members", "key_posts"],
                        "case_count": stream.randint(1, 5),
                    },
                )
            ],
            stream,
            heads={"members": stream.randint(30, 80), "staff": stream.randint(0, 30)},
            place="一楼报告厅",
        )
    if stream.random() < 0.6:
        yield told(
            unit,
            workday_between(stream, year, 8),
            [
                PartPlan(
                    "honor",
                    {
                        "award": "基层党建创新案例",
                        "level": stream.choice(("county", "city", "province")),
                        "grade": "second",
                        "winner": "unit",
                    },
                )
            ],
            stream,
        )
    for _ in range(stream.randint(2, 5)):
        day = workday_between(stream, year, stream.randint(1, 12))
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "media_report",
                    {
                        "title": stream.choice(
                            ("小支部办好大实事", "红色研学走进课堂", "一条河的治理账", "义诊到家门口")
                        ),
                        "medium": "青禾融媒",
                        "level": stream.choice(("county", "city")),
                    },
                )
            ],
            stream,
        )


def _steering_groups() -> Iterator[OccasionPlan]:
    for code, field in (("JY-LD", "ideology"), ("WJ-LD", "ethnic_unity")):
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            stream = chance("steering", code, year)
            for month in (4, 10):
                day = workday_between(stream, year, month)
                yield told(
                    code,
                    day,
                    [
                        PartPlan(
                            "steering_group_meeting",
                            {
                                "steering_group": atlas()[code].name,
                                "field": field,
                                "agenda": [item("通报上半年情况"), item("部署下一步")],
                                "adjusted": month == 4,
                            },
                        )
                    ],
                    stream,
                    roll=tuple(Came(person) for person in committee(code, day)),
                )


def _discipline_checks() -> Iterator[OccasionPlan]:
    for code in ("SW-JW", "SW-PZ", "YY-JW"):
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            if code == "YY-JW" and year == STORY_BEGINS.year:
                continue
            stream = chance("discipline", code, year)
            for month in stream.sample(range(1, 13), 8):
                day = workday_between(stream, year, month)
                kind = stream.choice(("daily", "daily", "special", "campaign"))
                findings = [item("台账登记不及时")] if stream.random() < 0.4 else []
                yield told(
                    code,
                    day,
                    [
                        PartPlan(
                            "supervision_check",
                            {
                                "kind": kind,
                                "field": stream.choice(("style", "procurement", "vehicles", "projects")),
                                "findings": findings,
                                "rectified": len(findings),
                            },
                            {"chair": committee(code, day)[:1]},
                        )
                    ],
                    stream,
                )
