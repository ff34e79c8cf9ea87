"""The hospital's 2023: what a hospital secretary states, entry by entry, and the supervision kept on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, item
from taizhang.faces.demo.life.rows import Row, occasions
from taizhang.faces.demo.workdays import workday_between, workday_near, workdays_after
from taizhang.faces.demo.world.atlas import atlas, branches
from taizhang.faces.demo.world.posts import committee
from taizhang.faces.demo.world.rolls import roll

_YEAR = 2023
_POINTS = ("YY-02", "YY-05")
"""The secretary's two branches of contact."""
_TALKS = 106
_KINDS_OF_TALK = ("routine", "daily", "daily", "new_post")
_SAID = {"people": 1, "reason": "岗位廉政风险提醒", "content": "谈了岗位风险点和家风要求，本人表示明白。"}
CHECKS_ON_PAPER = (14, 17, 16, 17)
"""Daily supervision, special checks and campaigns by quarter: 64 in the year, kept in a paper register."""
_LECTURED = {"form": "special", "audience": "all_members", "hours": 20}
_ALL = {"members": 210, "staff": 60}
_POST_AREAS = ["finance", "procurement", "personnel"]
_ACTIVITIES = [item("“建言献策促发展”活动"), item("“立足岗位作贡献”活动"), item("“学习身边好榜样”活动")]


def _meeting(month: int, title: str, audience: str, cases: int) -> Row:
    fields = {"form": "meeting", "audience": [audience], "case_count": cases}
    return Row(
        "YY", month, 14, "integrity_education", fields, title, {"staff": 30, "outside": 16 + cases}, "行政楼二楼"
    )


_ROWS = (
    Row("YY", 4, 12, "party_lecture", {"subject": "把党建做到病床边", **_LECTURED}, heads=_ALL, leader="speaker"),
    Row("YY", 10, 12, "party_lecture", {"subject": "读原著、学原文", **_LECTURED}, heads=_ALL, leader="speaker"),
    _meeting(3, "建设项目负责人廉洁教育会", "partners", 2),
    _meeting(6, "重点岗位廉洁教育会", "key_posts", 3),
    _meeting(9, "招标代理公司廉洁教育会", "partners", 4),
    _meeting(11, "设备供应商廉洁教育会", "partners", 5),
    Row("YY", 8, 9, "post_rotation", {"areas": _POST_AREAS, "posts": 6, "people": 9}, "重点岗位轮岗竞聘"),
    Row("YY", 5, 24, "integrity_culture", {"form": "quiz"}, "廉洁知识抢答赛", {"staff": 86}),
    Row(
        "YY",
        10,
        24,
        "integrity_culture",
        {"form": "works", "works": 23, "published": 1, "medium": "清廉青禾"},
        "廉洁书法作品征集",
        {"staff": 86},
    ),
    Row("YY", 3, 18, "talent_intake", {"graduates": 2, "doctors": 1, "young_talents": 3}, "春季引进"),
    Row("YY", 9, 18, "talent_intake", {"graduates": 3, "doctors": 0, "young_talents": 3}, "秋季引进"),
    Row("YY", 6, 18, "post_optimization", {"posts_optimized": 10, "people_optimized": 30}, "定岗定编"),
    Row(
        "YY",
        12,
        18,
        "talent_contest",
        {"contest": "“十佳人才”评选", "edition": 3, "chosen": 20},
        "第三届“十佳人才”评选",
    ),
    Row(
        "YY",
        7,
        19,
        "study_visit",
        {"theme": "从千年凝聚的红色基因中汲取力量", "form": "museum"},
        "参观省博物馆",
        {"members": 188},
        "省博物馆",
    ),
    Row("YY", 3, 21, "civilization_creation", {"campaign": "civilized_unit", "actions": 4}, "文明创建专项行动启动"),
    Row("YY", 8, 21, "civilization_creation", {"campaign": "civilized_unit", "actions": 6}, "文明创建专项行动收官"),
    Row(
        "YY",
        4,
        20,
        "local_plan",
        {"form": "task_list", "field": "education_campaign", "tasks": _ACTIVITIES},
        "主题教育重点任务清单",
    ),
)


def stated_hospital() -> Iterator[OccasionPlan]:
    """Everything that the report of 2023 counts."""
    yield from occasions(_YEAR, _ROWS)
    yield from _contact_points()
    yield from _talks()
    yield from _checks_on_paper()
    yield from _pioneers()


def _contact_points() -> Iterator[OccasionPlan]:
    """The secretary goes to both branches each quarter, and lectures once in each."""
    for quarter in range(4):
        for place, point in enumerate(_POINTS):
            stream = chance("hospital contact", quarter, point)
            day = workday_between(stream, _YEAR, 3 * quarter + 1 + place, 4, 26)
            fields = {"branch": [point], "acts": ["meeting", "talk"], "solved": place}
            part = PartPlan("contact_visit", fields, {"chair": committee("YY", day)[:1]})
            yield told("YY", day, [part], stream, title=f"到{atlas()[point].short}指导")
    for month, point in zip((5, 9), _POINTS, strict=True):
        stream = chance("hospital contact lecture", month)
        day = workday_near(_YEAR, month, 19)
        fields = {"subject": "支部怎样融进科室", "form": "ordinary", "audience": "contact_branch", "hours": 15}
        part = PartPlan("party_lecture", fields, {"speaker": committee("YY", day)[:1]})
        yield told("YY", day, [part], stream, roll=attendance(point, day, stream), attending=(point,))


def _talks() -> Iterator[OccasionPlan]:
    everybody = [stay.person for branch in branches("YY") for stay in roll(branch.code, date(_YEAR, 6, 1))]
    for number in range(_TALKS):
        stream = chance("hospital talk", number)
        day = workday_between(stream, _YEAR, 1 + number % 12, 2, 27)
        roles = {"chair": (committee("YY", day)[number % 3],), "attendee": (stream.choice(everybody),)}
        part = PartPlan("interview", {"kind": _KINDS_OF_TALK[number % 4], **_SAID}, roles)
        yield told("YY" if number % 3 else "YY-JW", day, [part], stream)


def _checks_on_paper() -> Iterator[OccasionPlan]:
    """The paper register of the discipline committee: quarterly statements, never typed one by one."""
    for quarter, amount in enumerate(CHECKS_ON_PAPER):
        last = workday_near(_YEAR, 3 * quarter + 3, 28)
        recorded_on = workdays_after(last, 4)
        yield OccasionPlan(
            "YY-JW",
            date(_YEAR, 3 * quarter + 1, 1),
            (),
            recorded_on,
            workdays_after(recorded_on, 2),
            end_day=last,
            title=f"{_YEAR}年第{'一二三四'[quarter]}季度日常监督、专项督查、专项整治（纸质登记簿）",
            tallies=(("supervision_check/count", amount, "院纪委综合室 登记簿第3册"),),
        )


def _pioneers() -> Iterator[OccasionPlan]:
    for place, branch in enumerate(branches("YY")[:6]):
        stream = chance("hospital pioneer", place)
        day = workday_between(stream, _YEAR, 5 + place % 4)
        fields = {"form": "service_team" if place % 2 else "post", "number_set_up": 1, "members": 8}
        came = tuple(one for one in attendance(branch.code, day, stream, 0.3) if one.present)
        yield told(branch.code, day, [PartPlan("pioneer_post", fields)], stream, roll=came)
