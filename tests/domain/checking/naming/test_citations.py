from __future__ import annotations

import pytest

from taizhang.domain.checking.naming.citations import citations, spelled
from taizhang.domain.official_text import OfficialText


def read(text: str) -> list[tuple[str, bool]]:
    return [(one.name, one.nested) for one in citations(OfficialText(text))]


def test_a_name_that_wraps_another_gives_both() -> None:
    assert read("根据《关于印发〈组织生活会方案〉的通知》") == [
        ("关于印发〈组织生活会方案〉的通知", False),
        ("组织生活会方案", True),
    ]


def test_the_place_holds_the_marks() -> None:
    text = "学习《党章》和《准则》"
    assert [text[one.start : one.end] for one in citations(OfficialText(text))] == ["《党章》", "《准则》"]


def test_an_open_mark_reads_no_further_than_its_line() -> None:
    assert read("学习《党章\n和别的文件》") == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("支部工作条例(试行)", "支部工作条例（试行）"),
        ("中国共产党 章程", "中国共产党章程"),
        ("纪律处分条例（2023年修订）", "纪律处分条例"),
        ('关于"不忘初心"论述摘编', "关于“不忘初心”论述摘编"),
    ],
)
def test_a_name_is_spelled_as_printed(written: str, right: str) -> None:
    assert spelled(written) == right
