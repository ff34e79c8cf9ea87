"""What a person should look at in the fields of a part."""

from typing import Any

import pytest

from tests.domain.ledger.occasions import found, one, with_fields


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("theme", 3, "文字"),
        ("theme", "水" * 301, "最多 300"),
        ("minutes", "水" * 20_001, "最多 20000"),
        ("done_on", "2025-11-31", "不是日期"),
        ("people", 0, "最少 1 人"),
        ("people", 51, "最多 50 人"),
        ("people", "3", "不是数"),
        ("people", True, "不是数"),
        ("money", -1, "最少 0.00 元"),
        ("hours", 81, "最多 8.0"),
        ("form", "song", "观影、宣讲"),
        ("audience", ["a", "c"], "甲、乙"),
        ("audience", "a", "应是"),
        ("open", "yes", "“是”或“否”"),
        ("agenda", [{"title": " "}], "第 1 行没有写名称"),
        ("agenda", [{"title": "一", "tags": ["x"]}], "没有“x”这个标签"),
        ("agenda", [{"title": "一", "form": "x"}], "没有“x”这种形式"),
        ("agenda", [{"title": "一", "who": 3}], "不认识的项：who"),
        ("agenda", "一", "逐行"),
        ("agenda", ["一"], "读不出来"),
        ("agenda", [{"title": "一"}] * 501, "最多 500 行"),
        ("papers", [{"title": "一", "published_on": "去年"}], "公布日期"),
        ("helpers", ["甲"], "花名册"),
        ("helpers", [3, 3], "两次"),
        ("given", [{"person": 3, "amount": -1}], "不小于"),
        ("given", [{"amount": 1}], "没有选人"),
        ("given", [{"person": 3, "amount": 1}] * 2, "合成一行"),
        ("grades", {"bad": 1}, "没有“bad”"),
        ("grades", [1], "档次"),
        ("grades", {"good": -1}, "“好”应是"),
        ("vote", {"yes": 3}, "不认识的项"),
        ("vote", {"for": -1}, "“赞成”应是"),
        ("vote", [3], "计票顺序"),
        ("vote", {"for": 3, "secret": 3}, "无记名"),
        ("partners", [{}], "外单位"),
    ],
)
def test_a_field_that_is_filled_in_wrongly_says_so_beside_it(field: str, value: Any, words: str) -> None:
    finding = one(with_fields(**{field: value}), "field")
    assert words in finding.message
    assert finding.place == f"parts.0.fields.{field}"
    assert finding.blocks


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "水" * 300),
        ("people", 1),
        ("people", 50),
        ("money", 0),
        ("hours", 80),
        ("form", "film"),
        ("open", False),
        ("audience", ["a", "b"]),
        ("agenda", [{"title": "一", "tags": ["internal"], "form": "vote"}]),
        ("helpers", [3, 4]),
        ("papers", [{"title": "一", "published_on": "2025-11-20"}]),
        ("given", [{"person": 3, "amount": 0}]),
        ("grades", {"good": 0}),
        ("partners", [7, "青禾小学"]),
        ("done_on", "2025-11-30"),
        ("vote", {"for": 3, "secret": True, "scrutineer": "秦立夏"}),
    ],
)
def test_a_field_that_is_filled_in_well_is_silent(field: str, value: Any) -> None:
    assert found(with_fields(**{field: value})) == ()
