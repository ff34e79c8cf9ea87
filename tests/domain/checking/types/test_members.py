from __future__ import annotations

import pytest

from taizhang.domain.checking.naming.enumerations import shipped_members
from tests.domain.checking.saying import findings, said

PACK = "members"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大局意识、政治意识、核心意识、看齐意识", [("order", "大局意识、政治意识、核心意识、看齐意识")]),
        ("增强政治意识、大局意识、服务意识", []),
        ("反对形式主义、官僚主义、享乐主义和奢靡之风", []),
        ("反对官僚主义、形式主义", []),
        ("严守政治纪律、工作纪律", []),
        ("六大纪律（政治纪律、组织纪律、廉洁纪律、群众纪律、工作纪律）", [
            ("missing", "政治纪律、组织纪律、廉洁纪律、群众纪律、工作纪律"),
        ]),
        ("“五位一体”（经济建设、政治建设、社会建设、文化建设、生态文明建设）", [
            ("order", "经济建设、政治建设、社会建设、文化建设、生态文明建设"),
        ]),
        ("抓好经济建设、社会建设", []),
        ("坚持创新、绿色发展", []),
        ("发展党员坚持控制总量、提高质量、优化结构、发挥作用", [
            ("usual_order", "控制总量、提高质量、优化结构、发挥作用"),
        ]),
    ],
)  # fmt: skip
def test_only_what_is_really_enumerated_is_judged(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(PACK, f"要{text}。", 2023) == expected


def test_every_set_is_silent_as_it_stands_and_told_when_its_ends_change_places() -> None:
    for one in shipped_members().values():
        assert said(PACK, f"坚持{one.spelled}。", 2023) == [], one.term
        if not one.ordered:
            continue
        forms = [form[0] for form in one.forms]
        forms[0], forms[-1] = forms[-1], forms[0]
        assert said(PACK, f"坚持{'、'.join(forms)}。", 2023), one.term


def test_the_suggestion_is_the_same_words_in_order() -> None:
    [found] = findings(PACK, "坚定理论自信、道路自信、制度自信和文化自信。", 2023)
    assert found.suggestions == ("道路自信、理论自信、制度自信和文化自信",)
