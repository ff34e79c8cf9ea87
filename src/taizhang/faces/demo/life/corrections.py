"""What was recorded wrongly and told anew, and what was voided, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import CorrectionPlan, OccasionPlan, PartPlan, VoidingPlan, item
from taizhang.faces.demo.workdays import workday_near


def corrections() -> tuple[CorrectionPlan, ...]:
    """Corrections with their reasons; the last one still waits for confirmation."""
    return (
        CorrectionPlan(
            "heads-missed",
            date(2025, 9, 22),
            "人数漏记2人，按签到表改",
            {"heads": {"members": 21, "public": 36}},
            date(2025, 9, 24),
        ),
        CorrectionPlan(
            "wrong-year", date(2025, 4, 10), "归属年度填错，评议的是2024年", {"year": 2024}, date(2025, 4, 11)
        ),
        CorrectionPlan("place-changed", date(2025, 12, 8), "会场临时改在区文化馆，按通知更正", {"place": "区文化馆"}),
    )


def voidings() -> tuple[VoidingPlan, ...]:
    """What was recorded twice, and voided."""
    return (
        VoidingPlan("twice", date(2025, 6, 3), "与5月20日那条重复，两人各登记了一次"),
        VoidingPlan("never-held", date(2024, 12, 5), "活动因大风取消，误把计划登记成记录"),
    )


def to_be_corrected() -> Iterator[OccasionPlan]:
    """What is corrected later, as it was first recorded."""
    yield _heads_missed()
    yield _wrong_year()
    yield _place_changed()


def _heads_missed() -> OccasionPlan:
    part = PartPlan("free_clinic", {"specialties": "内科", "served": 86, "leaflets": 120})
    heads = {"members": 19, "public": 36}
    plan = told("YY-02", date(2025, 9, 16), [part], chance("heads missed"), heads=heads, place="槐荫社区")
    return replace(plan, key="heads-missed", recorded_on=date(2025, 9, 17), confirmed_on=date(2025, 9, 18))


def _wrong_year() -> OccasionPlan:
    day = date(2025, 3, 26)
    came = attendance("SW-04", day, chance("wrong year"), 0.95)
    fields = {
        "theme": "专题组织生活会",
        "occasion": "special",
        "form": "congress",
        "problems": [item("联系服务对象不够")],
        "measures": [item("窗口轮值")],
    }
    part = PartPlan("organization_life_meeting", fields, {"chair": (came[0].person,)})
    plan = told("SW-04", day, [part], chance("wrong year kept"), roll=came)
    return replace(plan, key="wrong-year", recorded_on=date(2025, 3, 27), confirmed_on=date(2025, 4, 2))


def _place_changed() -> OccasionPlan:
    part = PartPlan("expert_lecture", {"subject": "基层卫生改革", "expert": "云川医学院 教授", "hours": 30})
    day = workday_near(2025, 11, 26)
    plan = told("WJ", day, [part], chance("place changed"), heads={"members": 74}, place="一楼报告厅")
    return replace(plan, key="place-changed", recorded_on=date(2025, 11, 27), confirmed_on=date(2025, 12, 2))
