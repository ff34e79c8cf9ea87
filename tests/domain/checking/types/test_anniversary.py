from __future__ import annotations

import pytest

from tests.domain.checking.saying import findings, said

PACK = "stale_years"


@pytest.mark.parametrize(
    ("year", "text", "expected"),
    [
        (2023, "庆祝建党102周年", []),
        (2023, "筹备庆祝建党103周年", []),
        (2023, "庆祝建党101周年", [("anniversary", "建党101周年")]),
        (2024, "纪念新中国成立七十三周年", [("anniversary", "新中国成立七十三周年")]),
        (2024, "学习在庆祝中国共产党成立95周年大会上的讲话精神", [("anniversary", "中国共产党成立95周年")]),
        (2024, "学习《在庆祝中国共产党成立95周年大会上的讲话》", []),
        (2024, "公司成立12周年", []),
        (2024, "庆祝学校成立零周年", []),
    ],
)
def test_the_sum_is_done_from_the_founding(year: int, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(PACK, f"党支部工作总结\n{text}。", year) == expected


def test_the_right_count_is_suggested() -> None:
    [found] = findings(PACK, "庆祝建党101周年。", 2023)
    assert found.suggestions == ("建党102周年",)
