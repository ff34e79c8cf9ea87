"""What clerks have begun to write down and not finished."""

from __future__ import annotations

from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, item


def drafts() -> tuple[OccasionPlan, ...]:
    """A few drafts of the last days; one has a count that cannot be right and so could not be submitted."""
    day = date(2025, 12, 9)
    ballots = {
        "due": 30,
        "present": 26,
        "issued": 26,
        "returned": 27,
        "valid": 27,
        "for": 25,
        "against": 1,
        "abstain": 1,
        "secret": True,
    }
    return (
        _draft(
            "WJ-02", day, PartPlan("theme_day", {"theme": "岁末清单回头看", "forms": ["discussion"]}), "12月主题党日"
        ),
        _draft("WJ-05", date(2025, 12, 8), PartPlan("good_deed", {"need": "候诊区座椅不够"}), "候诊区添置座椅"),
        _draft(
            "YY-06",
            date(2025, 12, 5),
            PartPlan(
                "branch_congress",
                {
                    "agenda": [item("推荐优秀共产党员", "appraisal", form="vote")],
                    "vote": ballots,
                },
            ),
            "推荐优秀共产党员（票数待核）",
        ),
        _draft("JY-02", day, PartPlan("party_lecture", {"subject": "", "form": "ordinary"}), "四季度党课"),
        _draft(
            "RM-01",
            day,
            PartPlan("media_report", {"title": "一条河的治理账", "medium": "青禾融媒", "level": "county"}),
            "",
        ),
    )


def _draft(recorder: str, day: date, part: PartPlan, title: str) -> OccasionPlan:
    came = attendance(recorder, day, chance("draft", recorder), 0.7)
    return OccasionPlan(recorder, day, (part,), day, None, title=title, roll=came)
