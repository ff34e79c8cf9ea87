"""A small rulebook with one good record, to be changed by a test."""

from dataclasses import replace
from datetime import date
from typing import Any

from taizhang.domain.findings import Finding
from taizhang.domain.ledger.occasion import Occasion, Part, Participant
from taizhang.domain.ledger.surroundings import Surroundings
from taizhang.domain.ledger.validation import validate
from tests.domain.worlds import rulebook_of

TODAY = date(2025, 11, 21)


DAY = date(2025, 11, 20)


FIELDS: dict[str, Any] = {
    "theme": {"zh": "主题", "type": "text", "required": True},
    "minutes": {"zh": "纪要", "type": "long_text"},
    "done_on": {"zh": "完成日期", "type": "date"},
    "people": {"zh": "人数", "type": "integer", "least": 1, "most": 50, "unit": "人"},
    "money": {"zh": "金额", "type": "money"},
    "hours": {"zh": "学时", "type": "hours", "most": 80},
    "form": {"zh": "形式", "type": "choice", "options": {"film": "观影", "talk": "宣讲"}},
    "audience": {"zh": "对象", "type": "choices", "options": {"a": "甲", "b": "乙"}},
    "open": {"zh": "公开", "type": "yes_no"},
    "agenda": {"zh": "议题", "type": "items", "tags": {"internal": "内部"}, "options": {"vote": "表决"}},
    "papers": {"zh": "学习材料", "type": "papers"},
    "helpers": {"zh": "帮扶人", "type": "persons"},
    "given": {"zh": "捐款", "type": "amounts"},
    "grades": {"zh": "等次", "type": "grades", "options": {"good": "好"}},
    "vote": {"zh": "表决情况", "type": "vote"},
    "partners": {"zh": "共建单位", "type": "organizations"},
}


KINDS: dict[str, dict[str, Any]] = {
    "day": {"zh": "主题党日", "fields": FIELDS, "recorded_by": ["branch"]},
    "meeting": {
        "zh": "支委会",
        "posts": {"q": {"zh": "够数", "named": "quorum", "with": {"base": "voters", "share": 1, "of": 2}}},
        "fields": {"vote": {"zh": "表决情况", "type": "vote"}},
    },
}


RULES: dict[str, dict[str, Any]] = {
    "vote": {"type": "vote", "version": {"kinds": ["meeting"], "quorum": {"share": 1, "of": 2}}},
    "papers": {"type": "plausibility", "version": {"check": "studied_before_published", "kinds": ["day"]}},
    "roll": {"type": "plausibility", "version": {"check": "attendance_above_roll", "status": "unconfirmed"}},
}


BOOK = rulebook_of(KINDS, RULES)


GOOD = Occasion(
    recorder=1,
    day=DAY,
    year=2025,
    title="节水行动",
    begins="14:00",
    ends="16:00",
    place="三楼会议室",
    roll=(Participant(11, present=True), Participant(12, present=False, reason="出差")),
    parts=(Part("day", {"theme": "节水"}, {"chair": (11,)}),),
)


def found(occasion: Occasion, **around: Any) -> tuple[Finding, ...]:
    return validate(occasion, BOOK, TODAY, Surroundings(**around))


def one(occasion: Occasion, code: str, **around: Any) -> Finding:
    (finding,) = [finding for finding in found(occasion, **around) if finding.code == code]
    return finding


def with_fields(**fields: Any) -> Occasion:
    return replace(GOOD, parts=(Part("day", {"theme": "节水", **fields}),))
