"""The health commission's 2023 among the people: clinics, volunteers, unity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, paper
from taizhang.faces.demo.workdays import workday_between, workday_near
from taizhang.faces.demo.world.atlas import branches

_YEAR = 2023
_CLINICS = 33
_SERVICES = 25


def stated_clinics() -> Iterator[OccasionPlan]:
    """Clinics and service in numbers, and the unity of all nationalities."""
    yield from _service()
    yield from _unity()


def _service() -> Iterator[OccasionPlan]:
    own = branches("WJ")
    for number in range(_CLINICS):
        stream = chance("health clinic", number)
        branch = own[(2, 4, 5, 6, 7, 8)[number % 6]]
        day = workday_between(stream, _YEAR, 1 + number % 12, 3, 27)
        came = tuple(one for one in attendance(branch.code, day, stream, 0.5) if one.present)
        yield told(
            branch.code,
            day,
            [
                PartPlan(
                    "free_clinic",
                    {
                        "specialties": stream.choice(("内科、中医", "妇科、儿科", "骨科、康复", "口腔、眼科")),
                        "served": stream.randint(30, 160),
                        "leaflets": stream.randint(50, 300),
                    },
                )
            ],
            stream,
            roll=came,
            place=stream.choice(("槐荫社区广场", "东渠村文化院", "河湾镇集市", "城关镇敬老院")),
            title="世界家庭医生日义诊" if number == 16 else "健康义诊",
            joint=(own[0].code,) if number % 11 == 5 else (),
        )
    for number in range(_SERVICES):
        stream = chance("health volunteers", number)
        branch = own[number % len(own)]
        day = workday_between(stream, _YEAR, 1 + number % 12, 3, 27)
        came = tuple(one for one in attendance(branch.code, day, stream, 0.4) if one.present)
        yield told(
            branch.code,
            day,
            [
                PartPlan(
                    "volunteer_service",
                    {
                        "field": ("environment", "community", "elderly")[number % 3],
                        "duration": 20,
                        "served": stream.randint(20, 90),
                    },
                )
            ],
            stream,
            roll=came,
            place="槐荫社区",
            title=("清扫卫生死角", "清理小广告", "清理楼道杂物")[number % 3],
        )
    day = workday_near(_YEAR, 8, 16)
    yield told(
        "WJ-01",
        day,
        [PartPlan("study_visit", {"theme": "观看红色电影", "form": "film", "work": "《山河渡》"})],
        chance("health film"),
        roll=attendance("WJ-01", day, chance("health film roll"), 0.8),
        place="区影剧院",
    )
    day = workday_near(_YEAR, 9, 20)
    yield told(
        "WJ",
        day,
        [PartPlan("study_visit", {"theme": "我们心中的模样", "form": "exhibition", "work": "时代画卷展"})],
        chance("health exhibition"),
        heads={"members": 46},
        place="区文化馆",
    )


def _unity() -> Iterator[OccasionPlan]:
    day = workday_near(_YEAR, 6, 14)
    yield told(
        "WJ",
        day,
        [
            PartPlan(
                "united_front_activity",
                {
                    "form": "study",
                    "papers": [paper("中央统战工作会议精神学习材料", date(2022, 8, 1))],
                },
            )
        ],
        chance("health united front"),
        heads={"members": 48},
        title="传达学习中央统战工作会议精神",
    )
    day = workday_near(_YEAR, 8, 22)
    yield told(
        "WJ",
        day,
        [
            PartPlan(
                "united_front_activity",
                {
                    "form": "study",
                    "papers": [paper("中国共产党统一战线工作条例", date(2020, 12, 21))],
                },
            )
        ],
        chance("health united front rules"),
        heads={"members": 52},
        title="学习统一战线工作条例",
    )
    for month, form, leaflets in ((5, "publicity_month", 600), (9, "law_week", 260), (6, "test", 0)):
        day = workday_near(_YEAR, month, 12)
        yield told(
            "WJ",
            day,
            [PartPlan("ethnic_unity_activity", {"form": form, "leaflets": leaflets})],
            chance("health unity", month),
            heads={"members": 60, "staff": 40},
            title="民族团结进步创建",
        )
