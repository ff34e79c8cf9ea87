from __future__ import annotations

import pytest

from tests.domain.checking.saying import said

PACK = "congresses"


@pytest.mark.parametrize(
    ("year", "text", "expected"),
    [
        (2023, "学习宣传党的十二大精神", [("garbled", "党的十二大精神")]),
        (2023, "学习党的十二届三中全会以来的历史", []),
        (2023, "党的二大、三大以来的历史", []),
        (2023, "发扬党的三大优良作风，严守党的六大纪律", []),
        (2023, "贯彻省第十二次党代会精神", []),
        (2024, "学习贯彻党的二十届二中、三中全会精神", []),
        (2023, "学习贯彻党的二十届二中、三中全会精神", [("not_yet", "二十届二中、三中全会")]),
        (2026, "学习贯彻党的二十届五中全会精神", []),
        (2025, "学习贯彻党的二十届五中全会精神", [("not_yet", "二十届五中全会")]),
        (2025, "学习贯彻党的二十届八中全会精神", [("impossible", "二十届八中全会")]),
        (2022, "学习贯彻党的十九大和十九届历次全会精神", []),
        (2024, "学习贯彻党的十九大、二十大和二十届三中全会精神", []),
        (2016, "学习贯彻党的十八大和十八届六中全会精神", []),
        (2024, "喜迎二十大", [("awaited", "喜迎二十大")]),
        (2021, "喜迎二十大", []),
        (2023, "迎接二十大道沿线改造", []),
    ],
)
def test_numbers_are_held_against_calendar_and_year(year: int, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(PACK, f"党建工作总结\n{text}。", year) == expected


def test_without_a_year_in_the_text_today_decides() -> None:
    assert said(PACK, "学习贯彻党的二十一大精神。") == [("not_yet", "党的二十一大")]
