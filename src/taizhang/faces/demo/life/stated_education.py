"""The education system's 2023: red study in the schools, and what its secretary tells without a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan
from taizhang.faces.demo.workdays import workday_between, workday_from, workday_near
from taizhang.faces.demo.world.atlas import branches, existed
from taizhang.faces.demo.world.posts import committee

_YEAR = 2023
_RED_STUDIES = 124
_FESTIVALS = (("qingming", 4, 3), ("children", 5, 30), ("party", 6, 29), ("none", 10, 16), ("none", 11, 13))
_THEMES = ("清明祭英烈", "红领巾心向党", "七一主题研学", "走进县委旧址", "重走治水老路")


def stated_education() -> Iterator[OccasionPlan]:
    """What the report of 2023 counts, and what it tells."""
    schools = [branch for branch in branches("JY") if branch.code != "JY-01" and existed(branch, date(_YEAR, 4, 1))]
    for number in range(_RED_STUDIES):
        stream = chance("red study", number)
        school = schools[number % len(schools)]
        place = (number // len(schools)) % len(_FESTIVALS)
        festival, month, first = _FESTIVALS[place]
        day = workday_from(date(_YEAR, month, first) + timedelta(days=stream.randint(0, 9)))
        yield told(
            school.code,
            day,
            [
                PartPlan(
                    "study_visit",
                    {
                        "theme": _THEMES[place],
                        "form": "red_study",
                        "festival": festival,
                    },
                )
            ],
            stream,
            heads={"members": stream.randint(4, 9), "public": stream.randint(40, 220)},
            place=stream.choice(("青禾烈士陵园", "县委旧址陈列馆", "治水纪念馆", "校史馆")),
        )
    for month, form, people in ((3, "separated", 1), (5, "secretary", 4), (8, "secretary_replaced", 2)):
        day = workday_near(_YEAR, month, 22)
        yield told(
            "JY-DZ", day, [PartPlan("cadre_selection", {"form": form, "people": people})], chance("selection", month)
        )
    day = workday_near(_YEAR, 5, 17)
    yield told(
        "JY-DZ",
        day,
        [
            PartPlan(
                "ability_test",
                {
                    "subject": "年轻干部综合能力",
                    "taken": 46,
                    "chosen": 8,
                    "chosen_for": "到区教育局机关跟班学习",
                },
            )
        ],
        chance("ability test"),
        title="教育系统年轻干部能力测试",
    )
    yield told(
        "JY-DZ",
        workday_near(_YEAR, 6, 5),
        [
            PartPlan(
                "secondment",
                {
                    "form": "shadowing",
                    "destination": "区教育局机关",
                    "people": 8,
                },
            )
        ],
        chance("secondment"),
    )
    for month in (3, 4, 5, 9, 10, 11):
        stream = chance("campus talk", month)
        day = workday_between(stream, _YEAR, month)
        yield told(
            "JY",
            day,
            [
                PartPlan(
                    "outreach_talk",
                    {
                        "subject": "老少同声颂家国",
                        "team": "veteran",
                        "venue": "campus",
                    },
                )
            ],
            stream,
            heads={"members": 6, "public": 180},
            title="老干部宣讲团进校园",
        )
    for month, audience in ((4, "secretary"), (6, "party_worker"), (9, "ideology_teacher"), (11, "activist")):
        day = workday_near(_YEAR, month, 11)
        yield told(
            "JY",
            day,
            [
                PartPlan(
                    "training_course",
                    {
                        "subject": "教育系统培训",
                        "audience": [audience],
                        "level": "own",
                        "hours": 120,
                    },
                )
            ],
            chance("education training", month),
            heads={"members": 38},
            end_day=day + timedelta(days=2),
        )
    for month in (4, 10):
        day = workday_near(_YEAR, month, 26)
        yield told(
            "JY",
            day,
            [
                PartPlan(
                    "interview",
                    {"kind": "collective", "people": 31, "reason": "师德师风提醒"},
                    {
                        "chair": committee("JY", day)[:1],
                    },
                )
            ],
            chance("collective interview", month),
            title="集体大约谈",
        )
    for month in (6, 11):
        day = workday_near(_YEAR, month, 8)
        yield told(
            "JY",
            day,
            [
                PartPlan(
                    "party_building_supervision",
                    {
                        "field": "ideology",
                        "visited": [school.code for school in schools],
                    },
                    {"chair": committee("JY", day)[:1]},
                )
            ],
            chance("education supervision", month),
            title="意识形态工作大督查",
        )
    yield told(
        "JY",
        workday_near(_YEAR, 12, 13),
        [
            PartPlan(
                "donation",
                {
                    "purpose": "困境学生助学",
                    "raised": 18_640_000,
                    "given": 17_900_000,
                    "recipients": 212,
                },
            )
        ],
        chance("donation"),
        title="助学善款",
    )
