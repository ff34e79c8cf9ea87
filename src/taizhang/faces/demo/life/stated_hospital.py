"""The hospital's 2023: what a hospital secretary states, entry by entry, and the supervision kept on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, item
from taizhang.faces.demo.workdays import workday_between, workday_near, workdays_after
from taizhang.faces.demo.world.atlas import branches
from taizhang.faces.demo.world.posts import committee
from taizhang.faces.demo.world.rolls import roll

_YEAR = 2023
_TALKS = 106
CHECKS_ON_PAPER = (14, 17, 16, 17)
"""Daily supervision, special checks and campaigns by quarter: 64 in the year, kept in a paper register."""


def stated_hospital() -> Iterator[OccasionPlan]:
    """Everything that the report of 2023 counts."""
    yield from _secretary()
    yield from _integrity()
    yield from _talent()
    yield from _life()


def _secretary() -> Iterator[OccasionPlan]:
    """The secretary's own acts: two branches of contact each quarter, two lectures for all, two for those branches."""
    points = ("YY-02", "YY-05")
    for quarter in range(4):
        for number, point in enumerate(points):
            stream = chance("hospital contact", quarter, point)
            day = workday_between(stream, _YEAR, 3 * quarter + 1 + number, 4, 26)
            yield told(
                "YY",
                day,
                [
                    PartPlan(
                        "contact_visit",
                        {"branch": [point], "acts": ["meeting", "talk"], "solved": number},
                        {"chair": committee("YY", day)[:1]},
                    )
                ],
                stream,
                title=f"到{'内科第一' if point == 'YY-02' else '妇儿'}支部指导",
            )
    for month, subject in ((4, "把党建做到病床边"), (10, "读原著、学原文、悟原理")):
        day = workday_near(_YEAR, month, 12)
        yield told(
            "YY",
            day,
            [
                PartPlan(
                    "party_lecture",
                    {
                        "subject": subject,
                        "form": "special",
                        "audience": "all_members",
                        "hours": 20,
                    },
                    {"speaker": committee("YY", day)[:1]},
                )
            ],
            chance("hospital lecture", month),
            heads={"members": 210, "staff": 60},
            place="门诊楼报告厅",
        )
    for month, point in ((5, "YY-02"), (9, "YY-05")):
        day = workday_near(_YEAR, month, 19)
        stream = chance("hospital contact lecture", month)
        yield told(
            "YY",
            day,
            [
                PartPlan(
                    "party_lecture",
                    {
                        "subject": "支部怎样融进科室",
                        "form": "ordinary",
                        "audience": "contact_branch",
                        "hours": 15,
                    },
                    {"speaker": committee("YY", day)[:1]},
                )
            ],
            stream,
            roll=attendance(point, day, stream),
            attending=(point,),
        )


def _integrity() -> Iterator[OccasionPlan]:
    for number, (month, audience) in enumerate(((3, "partners"), (6, "key_posts"), (9, "partners"), (11, "partners"))):
        day = workday_near(_YEAR, month, 14)
        yield told(
            "YY",
            day,
            [
                PartPlan(
                    "integrity_education",
                    {
                        "form": "meeting",
                        "audience": [audience],
                        "case_count": 2 + number,
                    },
                )
            ],
            chance("hospital integrity", number),
            title=("建设项目负责人廉洁教育会", "重点岗位廉洁教育会", "招标代理公司廉洁教育会", "设备供应商廉洁教育会")[
                number
            ],
            heads={"staff": 30, "outside": 18 + number},
            place="行政楼二楼",
        )
    everybody = [stay.person for branch in branches("YY") for stay in roll(branch.code, date(_YEAR, 6, 1))]
    for number in range(_TALKS):
        stream = chance("hospital talk", number)
        day = workday_between(stream, _YEAR, 1 + number % 12, 2, 27)
        kind = ("routine", "daily", "daily", "new_post")[number % 4]
        yield told(
            "YY" if number % 3 else "YY-JW",
            day,
            [
                PartPlan(
                    "interview",
                    {
                        "kind": kind,
                        "people": 1,
                        "reason": "岗位廉政风险提醒",
                        "content": "谈了岗位风险点和家风要求，本人表示明白。",
                    },
                    {"chair": (committee("YY", day)[number % 3],), "attendee": (stream.choice(everybody),)},
                )
            ],
            stream,
        )
    # The paper register of the discipline committee: quarterly statements, never typed one by one.
    for quarter, amount in enumerate(CHECKS_ON_PAPER):
        first, last = date(_YEAR, 3 * quarter + 1, 1), workday_near(_YEAR, 3 * quarter + 3, 28)
        recorded_on = workdays_after(last, 4)
        yield OccasionPlan(
            "YY-JW",
            first,
            (),
            recorded_on,
            workdays_after(recorded_on, 2),
            end_day=last,
            title=f"{_YEAR}年第{'一二三四'[quarter]}季度日常监督、专项督查、专项整治（纸质登记簿）",
            tallies=(("supervision_check/count", amount, "院纪委综合室 登记簿第3册"),),
        )
    day = workday_near(_YEAR, 8, 9)
    yield told(
        "YY",
        day,
        [
            PartPlan(
                "post_rotation",
                {
                    "areas": ["finance", "procurement", "personnel"],
                    "posts": 6,
                    "people": 9,
                },
            )
        ],
        chance("hospital rotation"),
        title="重点岗位轮岗竞聘",
    )
    for month, form, works in ((5, "quiz", 0), (10, "works", 23)):
        day = workday_near(_YEAR, month, 24)
        yield told(
            "YY",
            day,
            [
                PartPlan(
                    "integrity_culture",
                    {
                        "form": form,
                        "works": works,
                        "published": int(bool(works)),
                        "medium": "清廉青禾" if works else "",
                    },
                )
            ],
            chance("hospital culture", month),
            heads={"staff": 86},
        )


def _talent() -> Iterator[OccasionPlan]:
    rows = (
        (
            3,
            PartPlan("talent_intake", {"graduates": 2, "doctors": 1, "young_talents": 3, "way": "recruited"}),
            "春季引进",
        ),
        (
            9,
            PartPlan("talent_intake", {"graduates": 3, "doctors": 0, "young_talents": 3, "way": "recruited"}),
            "秋季引进",
        ),
        (6, PartPlan("post_optimization", {"posts_optimized": 10, "people_optimized": 30}), "定岗定编"),
        (
            12,
            PartPlan("talent_contest", {"contest": "“十佳人才”评选", "edition": 3, "chosen": 20}),
            "第三届“十佳人才”评选",
        ),
    )
    for month, part, title in rows:
        day = workday_near(_YEAR, month, 18)
        yield told("YY", day, [part], chance("hospital talent", month), title=title)


def _life() -> Iterator[OccasionPlan]:
    day = workday_near(_YEAR, 7, 19)
    yield told(
        "YY",
        day,
        [PartPlan("study_visit", {"theme": "从千年凝聚的红色基因中汲取力量", "form": "museum"})],
        chance("hospital museum"),
        heads={"members": 188},
        place="省博物馆",
        title="参观省博物馆",
    )
    for month, actions, act in ((3, 4, "十大专项行动启动"), (8, 6, "十大专项行动收官")):
        day = workday_near(_YEAR, month, 21)
        yield told(
            "YY",
            day,
            [
                PartPlan(
                    "civilization_creation",
                    {
                        "campaign": "civilized_unit",
                        "actions": actions,
                        "act": act,
                    },
                )
            ],
            chance("hospital civilization", month),
            heads={"staff": 50},
        )
    day = workday_near(_YEAR, 4, 20)
    yield told(
        "YY",
        day,
        [
            PartPlan(
                "local_plan",
                {
                    "form": "task_list",
                    "field": "education_campaign",
                    "tasks": [
                        item("“建言献策促发展”活动"),
                        item("“立足岗位作贡献”活动"),
                        item("“学习身边好榜样”活动"),
                    ],
                },
            )
        ],
        chance("hospital campaign"),
        title="主题教育重点任务清单",
    )
    for place, branch in enumerate(branches("YY")[:6]):
        stream = chance("hospital pioneer", place)
        day = workday_between(stream, _YEAR, 5 + place % 4)
        yield told(
            branch.code,
            day,
            [
                PartPlan(
                    "pioneer_post",
                    {
                        "form": "service_team" if place % 2 else "post",
                        "number_set_up": 1,
                        "members": 8,
                    },
                )
            ],
            stream,
            roll=tuple(one for one in attendance(branch.code, day, stream, 0.3) if one.present),
        )
