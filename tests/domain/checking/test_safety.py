"""No text stops the checker, and none takes it more than linear work: every family is on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.checking.context import Context, EarlierText
from taizhang.domain.checking.engine import MOST_HITS, Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.house import House
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.secrecy import people
from taizhang.domain.checking.types import particle, spelling
from taizhang.domain.official_text import OfficialText

CONTEXT = Context(
    today=date(2026, 11, 20),
    release=True,
    protected=frozenset({"清河", "张山"}),
    earlier=(EarlierText("去年", OfficialText("支部坚持每月开展主题党日活动，组织党员走访慰问困难群众。")),),
)
ODD = st.sampled_from(
    "\x00\x08\x1b\x85\u200b\u202e\u2066\ufeff\ufffd\ud800\udfff\U0010ffff\r\n\t\u3000\uff38《》“”‘’（）()【】*_#Xx…—"
    "一二是、。，；：.0123456789%〇年月日"
)
GENRE = st.sampled_from([
    "一是", "二是", "（一）", "一、", "1.", "其中", "共", "分别", "%", "2023年", "3月", "XX", "党员",
    "支部", "《中国共产党章程》", "“四个意识”", "约", "余", "次", "名", "万元", "截止目前", "习近平",
])  # fmt: skip


@cache
def checker() -> Checker:
    packs = shipped()
    return Checker(packs, House(switched_on=frozenset(packs.rules), style={"支委会": "支部委员会会议"}))


def check(text: str) -> tuple[CheckFinding, ...]:
    found = checker().check(OfficialText(text), CONTEXT)
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(text[one.start : one.end] == one.excerpt for one in found if not one.rule.startswith("secrecy/"))
    return found


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120) | st.lists(ODD | GENRE | st.characters(), max_size=60).map("".join))
def test_any_text_is_checked(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_that_pass_for_text_are_checked(content: bytes) -> None:
    check(content.decode("utf-8", "surrogateescape"))
    check(content.decode("gb18030", "replace"))


def steps(work: Callable[[], object]) -> int:
    """Count the calls that Python makes, which does not depend on how busy the machine is."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "unit",
    ["一", "X", "。", "《", "“", "（", "1", "#", " ", "\n", "习", "一是", "其中1名", "XX次，", "截止目前", "一、\n"],
)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    def cost(size: int) -> int:
        return steps(lambda: check(unit * (size // len(unit))))

    cost(400)
    small, large = cost(2_000), cost(8_000)
    assert large < 6 * small + 10_000, (small, large)


def test_ten_megabytes_of_one_character_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the families that read all of it; the others stop at a bound (test_reach), here a near one."""
    for family in (spelling, particle, people):
        monkeypatch.setattr(family, "MOST_READ", 10_000)
    assert len(check("党" * 3_500_000)) <= 10 * MOST_HITS
