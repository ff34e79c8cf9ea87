from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText


@cache
def checker() -> Checker:
    return Checker(shipped().only("spelling/sure", "spelling/likely"))


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    shown = checker().check(OfficialText(text), Context(today=date(2026, 11, 20)))
    return [(one.excerpt, one.suggestions) for one in shown]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("会议就专项整治工作进行了动员部属。", "动员部署"),
        ("对照检查仍然存在得问题，逐条整改。", "存在的问题"),
        ("深入分析当前经济形式，研究对策。", "经济形势"),
        ("坚持集中学习与自学相结合，严格尊守纪律规定。", "遵守"),
        ("接受群众鉴督检查。", "监督"),
    ],
)
def test_a_word_that_only_sounds_right_is_told_by_the_phrase_around_it(text: str, right: str) -> None:
    assert any(right in suggestion for _, suggestions in found(text) for suggestion in suggestions), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "对已建档的组织逐一核对。",
        "动员部署会后，各支部分头落实。",
        "在县委领导下开展工作。",
        "部属高校参加了会议。",
    ],
)
def test_a_phrase_that_only_sounds_alike_by_chance_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_word_that_is_wrong_is_shown_and_a_common_word_with_what_gives_it_away() -> None:
    assert found("年初布署工作。") == [("布署", ("部署",))]
    assert found("认真旅行职责。") == [("旅行职责", ("履行职责",))]
