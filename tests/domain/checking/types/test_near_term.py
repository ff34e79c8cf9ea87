from __future__ import annotations

import pytest

from tests.domain.checking.saying import said

PACK = "near_terms"


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("习近平新世代中国特色社会主义思想", "习近平新世代中国特色社会主义思想"),
        ("发挥党员先锋模范做用", "党员先锋模范做用"),
        ("培养入党积极份子", "入党积极份子"),
        ("立德树人根本任物", "立德树人根本任物"),
        ("中国特色杜会主义", "中国特色杜会主义"),
        ("召开专题民主活生会", "专题民主活生会"),
        ("党风廉政建设和反败腐斗争", "党风廉政建设和反败腐斗争"),
    ],
)
def test_slips_by_sound_shape_and_place_are_told(text: str, excerpt: str) -> None:
    assert [found for _rule, found in said(PACK, f"认真{text}。")] == [excerpt]


@pytest.mark.parametrize(
    "text",
    [
        "党员学习教育、党员教育管理、党员管理教育、党组织关系和党员组织关系",
        "机关支部、临时支部、基层支部、党组书记、党第一责任人",
        "全面从严治团、从严治检、从严治校主体责任",
        "标准规范化建设和标准化规范建设",
        "支部党员轮流讲课，党组组织开展，党员员工参加，干部部署工作",
        "中国现代化道路，领导干部个人事项，社会治理体系",
    ],
)
def test_ordinary_words_do_not_trip(text: str) -> None:
    assert said(PACK, text) == []
