from __future__ import annotations

import pytest

from tests.domain.checking.saying import said

PACK = "stale_years"
PLANS = "\n一、主要工作\n抓好疫情防控。\n二、下一步打算\n抓好疫情防控和安全生产。"


@pytest.mark.parametrize(
    ("year", "text", "expected"),
    [
        (2023, "开展“三严三实”专题教育", [("campaign", "“三严三实”专题教育")]),
        (2016, "开展“三严三实”专题教育", []),
        (2023, "巩固“三严三实”专题教育成果", []),
        (2023, "2015年开展“三严三实”专题教育", []),
        (2024, "今年以来，开展党史学习教育", [("campaign_near", "党史学习教育")]),
        (2024, "党史学习教育以来，成效明显", []),
        (2022, "开展党纪学习教育", [("campaign_near", "党纪学习教育")]),
        (2023, "以科学发展观为统领", [("guiding_thought", "以科学发展观为统领")]),
        (2012, "以科学发展观为统领", []),
        (2025, "大阪世博会期间", []),
        (2023, "实施“十三五”规划", [("five_year_plan", "“十三五”规划")]),
        (2023, "“十三五”时期以来", []),
    ],
)
def test_the_years_of_a_thing_and_the_words_around_decide(
    year: int, text: str, expected: list[tuple[str, str]]
) -> None:
    assert said(PACK, f"党支部工作总结\n{text}。", year) == expected


def test_what_had_its_time_is_stale_in_the_plans_only() -> None:
    text = f"2023年度述职报告{PLANS}"
    assert said(PACK, text) == [("epidemic_in_plans", "疫情防控")]
    assert said(PACK, text.replace("2023", "2022")) == []


def test_campaigns_need_a_year_in_the_paper() -> None:
    assert said(PACK, "党支部工作总结\n开展“三严三实”专题教育。") == []
