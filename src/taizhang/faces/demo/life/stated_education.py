"""The education system's 2023: red study in the schools, and what its secretary tells without a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan
from taizhang.faces.demo.life.rows import Row, occasions
from taizhang.faces.demo.workdays import workday_from, workday_near
from taizhang.faces.demo.world.atlas import branches, existed
from taizhang.faces.demo.world.plan import OrganizationPlan
from taizhang.faces.demo.world.posts import committee

_YEAR = 2023
_RED_STUDIES = 124
_FESTIVALS = (("qingming", 4, 3), ("children", 5, 30), ("party", 6, 29), ("none", 10, 16), ("none", 11, 13))
_THEMES = ("清明祭英烈", "红领巾心向党", "七一主题研学", "走进县委旧址", "重走治水老路")
_PLACES = ("青禾烈士陵园", "县委旧址陈列馆", "治水纪念馆", "校史馆")
_VETERANS = {"subject": "老少同声颂家国", "team": "veteran", "venue": "campus"}
_REMINDED = {"kind": "collective", "people": 31, "reason": "师德师风提醒"}
_ROWS = (
    Row("JY-DZ", 3, 22, "cadre_selection", {"form": "separated", "people": 1}, "书记、校长分设"),
    Row("JY-DZ", 5, 22, "cadre_selection", {"form": "secretary", "people": 4}, "选配学校党组织书记"),
    Row("JY-DZ", 8, 22, "cadre_selection", {"form": "secretary_replaced", "people": 2}, "更换学校党组织书记"),
    Row(
        "JY-DZ",
        5,
        17,
        "ability_test",
        {"subject": "年轻干部综合能力", "taken": 46, "chosen": 8, "chosen_for": "到区教育局机关跟班学习"},
        "教育系统年轻干部能力测试",
    ),
    Row("JY-DZ", 6, 5, "secondment", {"form": "shadowing", "destination": "区教育局机关", "people": 8}, "跟班学习"),
    *(
        Row("JY", month, 4 + 2 * month, "outreach_talk", _VETERANS, "老干部宣讲团进校园", {"members": 6, "public": 180})
        for month in (3, 4, 5, 9, 10, 11)
    ),
    *(
        Row(
            "JY",
            month,
            11,
            "training_course",
            {"subject": "教育系统培训", "audience": [audience], "level": "own", "hours": 120},
            heads={"members": 38},
            days=3,
        )
        for month, audience in ((4, "secretary"), (6, "party_worker"), (9, "ideology_teacher"), (11, "activist"))
    ),
    Row("JY", 4, 26, "interview", _REMINDED, "集体大约谈", leader="chair"),
    Row("JY", 10, 26, "interview", _REMINDED, "集体大约谈", leader="chair"),
    Row(
        "JY",
        12,
        13,
        "donation",
        {"purpose": "困境学生助学", "raised": 18_640_000, "given": 17_900_000, "recipients": 212},
        "助学善款",
    ),
)


def stated_education() -> Iterator[OccasionPlan]:
    """What the report of 2023 counts, and what it tells."""
    schools = [branch for branch in branches("JY") if branch.code != "JY-01" and existed(branch, date(_YEAR, 4, 1))]
    for number in range(_RED_STUDIES):
        yield _red_study(schools[number % len(schools)], number, (number // len(schools)) % len(_FESTIVALS))
    for month in (6, 11):
        day = workday_near(_YEAR, month, 8)
        inspected = {"field": "ideology", "visited": [school.code for school in schools]}
        yield told(
            "JY",
            day,
            [PartPlan("party_building_supervision", inspected, {"chair": committee("JY", day)[:1]})],
            chance("education supervision", month),
            title="意识形态工作大督查",
        )
    yield from occasions(_YEAR, _ROWS)


def _red_study(school: OrganizationPlan, number: int, place: int) -> OccasionPlan:
    """One event of one school, near one of the festivals."""
    stream = chance("red study", number)
    festival, month, first = _FESTIVALS[place]
    return told(
        school.code,
        workday_from(date(_YEAR, month, first) + timedelta(days=stream.randint(0, 9))),
        [PartPlan("study_visit", {"theme": _THEMES[place], "form": "red_study", "festival": festival})],
        stream,
        heads={"members": stream.randint(4, 9), "public": stream.randint(40, 220)},
        place=stream.choice(_PLACES),
    )
