"""What a thousand branches do in three years: a hundred occasions a branch and year, fifteen people at each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

YEARS = (2023, 2024, 2025)
ROLL = 20
ATTENDEES = 15
WITH_MINUTES = 0.25
"""How many occasions have minutes long enough to be remembered by their signature."""
_WORDS = (
    "学习贯彻全会精神",
    "结合本单位实际",
    "讨论了防汛值守",
    "逐条对照查找差距",
    "明确了责任分工",
    "听取了上月工作情况",
    "研究了困难党员帮扶",
    "安排了志愿服务",
    "通报了党费收缴",
    "对下一步工作提出要求",
    "强调要抓好落实",
    "交流了学习体会",
    "商议了结对共建事项",
    "部署了安全生产检查",
    "梳理了群众反映的问题",
    "同意提交支部大会讨论",
)
_AGENDA = ("party_building", "ideology", "integrity", "masses")
_PLACES = ("三楼会议室", "党员活动室", "社区会堂", "一号楼报告厅", "党群服务中心")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch as the story needs it."""

    number: int
    place: int
    """Its place among all branches."""
    members: tuple[int, ...]
    neighbour: int


# Kind, how often a year, and what its fields say.
_PLAN: tuple[tuple[str, int], ...] = (
    ("branch_congress", 4),
    ("branch_committee_meeting", 12),
    ("theme_day", 12),
    ("party_lecture", 4),
    ("group_meeting", 12),
    ("collective_study", 40),
    ("volunteer_service", 8),
    ("integrity_education", 3),
    ("heart_to_heart_talk", 4),
    ("organization_life_meeting", 1),
)
PER_YEAR = sum(times for _, times in _PLAN)


def month_of(branch: Branch, year: int, month: int) -> Iterator[dict[str, Any]]:
    """The occasions of a branch in one month, as the JSON values that the loader takes."""
    draw = random.Random(f"{branch.place} {year} {month}")
    for kind, times in _PLAN:
        # Spread over the year: the n-th of a kind falls into the month that its share of the year reaches.
        first, last = times * (month - 1) // 12, times * month // 12
        for _ in range(last - first):
            yield _occasion(branch, date(year, month, draw.randint(1, 28)), kind, draw)


def _occasion(branch: Branch, day: date, kind: str, draw: random.Random) -> dict[str, Any]:
    present = draw.sample(branch.members, ATTENDEES)
    content: dict[str, Any] = {
        "recorder": branch.number,
        "day": day.isoformat(),
        "year": day.year,
        "place": draw.choice(_PLACES),
        "title": f"{day.month}月{draw.choice(_WORDS)}",
        "begins": "14:30",
        "ends": "16:00",
        "roll": [{"person": person, "present": True} for person in present],
        "parts": [{"kind": kind, "fields": _fields(kind, draw), "roles": _roles(kind, present)}],
    }
    if draw.random() < WITH_MINUTES:
        content["summary"] = "，".join(draw.sample(_WORDS, 12)) + f"，第{draw.randrange(10**6)}号"
    if kind == "theme_day" and draw.random() < 1 / 6:
        content["organizations"] = [{"organization": branch.neighbour, "how": "joint"}]
    return content


def _fields(kind: str, draw: random.Random) -> Mapping[str, Any]:
    subject = draw.choice(_WORDS)
    agenda = [{"title": draw.choice(_WORDS), "tags": [draw.choice(_AGENDA)], "form": "study"} for _ in range(2)]
    return {
        "branch_congress": {"agenda": agenda},
        "branch_committee_meeting": {"agenda": agenda},
        "theme_day": {"theme": subject, "forms": ["study"]},
        "party_lecture": {"subject": subject, "form": "ordinary", "audience": "own_branch"},
        "collective_study": {"subject": subject, "form": ["group"]},
        "volunteer_service": {"field": "community", "served": draw.randrange(5, 60)},
        "integrity_education": {"form": "film", "audience": ["members"]},
        "heart_to_heart_talk": {"pair": "committee_and_members"},
        "organization_life_meeting": {"theme": subject, "occasion": "yearly"},
    }.get(kind, {})


def _roles(kind: str, present: Sequence[int]) -> Mapping[str, list[int]]:
    if kind == "party_lecture":
        return {"speaker": [present[0]]}
    return {"chair": [present[0]]} if kind != "group_meeting" else {}


def confirmed_on(day: date) -> date:
    """Three days after the occasion, inside the year that the clock has reached."""
    return min(day + timedelta(days=3), date(YEARS[-1], 12, 31))
