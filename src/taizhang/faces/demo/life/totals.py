"""Control totals (对账断言) that people entered from what they hold on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TotalPlan:
    """A figure of an organisation between two days, as somebody else counted it."""

    organization: str
    figure: str
    starts_on: date
    ends_on: date
    amount: int
    source: str
    entered_on: date = date(2024, 1, 16)


_2023 = (date(2023, 1, 1), date(2023, 12, 31))
TOTALS = (
    TotalPlan("WJ", "members_at_end", *_2023, 142, "区委组织部 2023年党员统计"),
    TotalPlan("WJ", "volunteer_service/count", *_2023, 25, "机关党委志愿服务台账"),
    TotalPlan("YY", "integrity_education/meetings", *_2023, 4, "院纪委年度总结"),
    TotalPlan("YY", "supervision_check/count", *_2023, 64, "院纪委综合室 登记簿第3册"),
    # One school's paper register has an event that nobody recorded here; one roll forgot a transfer.
    TotalPlan("JY", "study_visit/red_study", *_2023, 126, "各校上报汇总表"),
    TotalPlan(
        "RM", "members_at_end", date(2025, 1, 1), date(2025, 6, 30), 61, "融媒体中心党员花名册（6月）", date(2025, 7, 3)
    ),
)
