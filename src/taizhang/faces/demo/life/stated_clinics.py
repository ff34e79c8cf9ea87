"""The health commission's 2023 among the people: clinics, volunteers, unity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, paper
from taizhang.faces.demo.life.rows import Row, occasions
from taizhang.faces.demo.workdays import workday_between
from taizhang.faces.demo.world.atlas import branches

_YEAR = 2023
_CLINICS = 33
_SERVICES = 25
_DOCTORS = ("WJ-03", "WJ-05", "WJ-06", "WJ-07", "WJ-08", "WJ-09")
_SPECIALTIES = ("内科、中医", "妇科、儿科", "骨科、康复", "口腔、眼科")
_SQUARES = ("槐荫社区广场", "东渠村文化院", "河湾镇集市", "城关镇敬老院")
_CHORES = (("environment", "清扫卫生死角"), ("community", "清理小广告"), ("elderly", "清理楼道杂物"))
_RELAYED = {"form": "study", "papers": [paper("中央统战工作会议精神学习材料", date(2022, 8, 1))]}
_RULES = {"form": "study", "papers": [paper("中国共产党统一战线工作条例", date(2020, 12, 21))]}
_EVERYBODY = {"members": 60, "staff": 40}
_ROWS = (
    Row("WJ", 6, 14, "united_front_activity", _RELAYED, "传达学习中央统战工作会议精神", {"members": 48}),
    Row("WJ", 8, 22, "united_front_activity", _RULES, "学习统一战线工作条例", {"members": 52}),
    Row("WJ", 5, 12, "ethnic_unity_activity", {"form": "publicity_month", "leaflets": 600}, "政策宣传月", _EVERYBODY),
    Row("WJ", 9, 12, "ethnic_unity_activity", {"form": "law_week", "leaflets": 260}, "法治宣传周", _EVERYBODY),
    Row("WJ", 6, 12, "ethnic_unity_activity", {"form": "test"}, "民族团结知识测试", _EVERYBODY),
    Row("WJ", 8, 16, "study_visit", {"theme": "集体观影", "form": "film", "work": "《山河渡》"}, heads={"members": 70}),
    Row("WJ", 9, 20, "study_visit", {"theme": "看展", "form": "exhibition", "work": "画卷"}, heads={"members": 46}),
)


def stated_clinics() -> Iterator[OccasionPlan]:
    """Clinics and service in numbers, and the unity of all nationalities."""
    for number in range(_CLINICS):
        yield _clinic(number)
    for number in range(_SERVICES):
        yield _service(number)
    yield from occasions(_YEAR, _ROWS)


def _clinic(number: int) -> OccasionPlan:
    """A free clinic of one of the medical branches; now and then another branch came along."""
    stream, branch = chance("health clinic", number), _DOCTORS[number % len(_DOCTORS)]
    day = workday_between(stream, _YEAR, 1 + number % 12, 3, 27)
    served, leaflets = stream.randint(30, 160), stream.randint(50, 300)
    fields = {"specialties": stream.choice(_SPECIALTIES), "served": served, "leaflets": leaflets}
    return told(
        branch,
        day,
        [PartPlan("free_clinic", fields)],
        stream,
        roll=tuple(one for one in attendance(branch, day, stream, 0.5) if one.present),
        place=stream.choice(_SQUARES),
        title="健康义诊",
        joint=("WJ-01",) if number % 11 == 5 else (),
    )


def _service(number: int) -> OccasionPlan:
    """An afternoon of volunteers in the community."""
    stream, own = chance("health volunteers", number), branches("WJ")
    branch = own[number % len(own)].code
    day = workday_between(stream, _YEAR, 1 + number % 12, 3, 27)
    field, title = _CHORES[number % len(_CHORES)]
    return told(
        branch,
        day,
        [PartPlan("volunteer_service", {"field": field, "duration": 20, "served": stream.randint(20, 90)})],
        stream,
        roll=tuple(one for one in attendance(branch, day, stream, 0.4) if one.present),
        place="槐荫社区",
        title=title,
    )
