from __future__ import annotations

import pytest

from tests.domain.checking.saying import findings, said

PACK = "stale_years"
AMOUNT = "2022年共收缴党费6000元"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("2023年度述职报告", f"{AMOUNT}，账目清楚。", [("last_years_amount", AMOUNT)]),
        ("2022年度述职报告", f"{AMOUNT}，账目清楚。", []),
        ("2025年度述职报告", f"支部{AMOUNT}。", [("last_years_amount", AMOUNT)]),
        ("2029年度述职报告", f"{AMOUNT}。", []),
        ("2023年度述职报告", f"老旧小区{AMOUNT}。", []),
        ("2023年工作总结和2024年工作计划", f"{AMOUNT}。", [("last_years_amount", AMOUNT)]),
        ("2023年工作计划", f"{AMOUNT}。", []),
        ("2023年度述职报告", "针对2022年查摆的问题，完成整改12项。", []),
        ("2023年度述职报告", "比2022年增加3次，较2022年增长5%。", []),
        ("2023年度述职报告", "2023年工作有成效。2022年以来，累计开展培训12次。", []),
        ("2023年度述职报告", "2022年获评先进支部3个。", []),
        ("2023年度述职报告", "2022年，完成培训12次；2023年，完成培训15次。", []),
        ("2023年度述职报告", "2022年6月召开党员大会1次。", [("last_years_act", "2022年6月召开党员大会1次")]),
        ("2023年第一季度工作总结", "2022年12月召开组织生活会。", []),
        ("2023年度述职报告", "2022年6月成立党支部，2019年6月参加工作。", []),
        ("党支部工作总结", f"{AMOUNT}。", []),
        ("关于2022年度考核反馈问题整改情况的报告", "2021年共召开会议3次。", []),
        ("2022—2023学年工作总结", "2022年9月召开支部大会。", []),
    ],
)
def test_the_governing_verb_decides(title: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(PACK, f"{title}\n{text}") == expected


def test_a_last_years_amount_is_a_suggestion_and_no_error() -> None:
    [found] = findings(PACK, f"2023年度述职报告\n{AMOUNT}。")
    assert (str(found.severity), str(found.confidence)) == ("hint", "medium")
    assert "是否应为本年" in found.message


def test_a_title_of_another_year_is_told_once_and_then_the_text_is_believed() -> None:
    text = "2023年工作总结\n现将2022年度工作汇报如下：\n一、2022年工作完成情况\n2022年共收缴党费6000元。"
    assert said(PACK, text) == [("title_year", "2023年工作总结")]


def test_the_first_words_may_speak_against_the_title() -> None:
    assert said(PACK, "2025年工作总结\n2022年，支部认真履职。") == [("title_year", "2022年")]
