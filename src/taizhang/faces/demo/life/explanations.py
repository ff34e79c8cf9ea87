"""Why something was not done, as clerks said it at the time (说明未开原因)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.faces.demo.workdays import days_in


@dataclass(frozen=True, slots=True)
class ExplanationPlan:
    """Who said why about which month of which rule, and on which day."""

    organization: str
    rule: str
    year: int
    month: int
    text: str
    said_on: date

    @property
    def window(self) -> tuple[date, date]:
        """The month."""
        return date(self.year, self.month, 1), date(self.year, self.month, days_in(self.year, self.month))


EXPLANATIONS = (
    ExplanationPlan(
        "YY-06",
        "branch_committee_monthly",
        2025,
        10,
        "两名委员参加市里急救技能比武，剩下一人，支委会没有开成；11月初合并研究了两个月的事项。",
        date(2025, 11, 4),
    ),
    ExplanationPlan(
        "YY-06", "theme_day_monthly", 2025, 3, "三月流感高峰，科室全员顶岗，原定的主题党日推到四月。", date(2025, 4, 2)
    ),
    ExplanationPlan(
        "YY-02", "theme_day_monthly", 2025, 4, "书记外出进修，副书记轮值夜班，没有排出时间。", date(2025, 5, 6)
    ),
    ExplanationPlan(
        "YY-08", "branch_committee_monthly", 2025, 9, "离退休支部三名委员里两人住院，没有达到人数。", date(2025, 10, 9)
    ),
    ExplanationPlan(
        "RM-02", "branch_committee_monthly", 2025, 7, "机房搬迁，支部党员分三班值守，会议延到八月。", date(2025, 8, 4)
    ),
)
