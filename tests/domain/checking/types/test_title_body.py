from __future__ import annotations

import pytest

from tests.domain.checking.saying import said

PACK = "title_and_body"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("2023年党支部书记述职报告", "机关党委下设10个党支部。", [("role", "党支部书记")]),
        ("2023年党支部书记述职报告", "约谈党支部书记2次，指导各党支部换届。", [("role", "党支部书记")]),
        ("2023年党支部书记述职报告", "约谈党支部书记2次。", []),
        ("2023年党委书记述职报告", "党委下设10个党支部。", []),
        ("2023年党委书记述职报告", "我支部有党员20名。", [("speaks_as_branch", "我支部")]),
        ("某某小学2023年工作总结", "我局党组高度重视。", [("unit", "我局")]),
        ("某某小学2023年工作总结", "我校党支部高度重视，避免自我局限。", []),
        ("某某中学2023年工作总结", "教育局对我校表示肯定，我市、我县重视。", []),
        ("2023年上半年工作总结", "一年来，成绩明显。", [("period", "一年来")]),
        ("2023年上半年工作总结", "近一年来，成绩明显。", []),
        ("2023年党支部工作总结", "本人始终坚持学习。", [("first_person", "本人")]),
        ("2023年党支部工作总结", "由本人申请，本人签字。", []),
        ("2023年个人工作总结", "本人始终坚持学习。", []),
    ],
)
def test_title_and_text_are_held_together(title: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(PACK, f"{title}\n{text}") == expected


def test_a_text_without_a_title_says_nothing() -> None:
    assert said(PACK, "一年来，我局党组高度重视，党委下设10个党支部。") == []
