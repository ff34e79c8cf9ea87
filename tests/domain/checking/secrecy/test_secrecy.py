"""Secrets and personal data: what is found, what is shown of it, and what keeps a text in the house."""

from __future__ import annotations

from datetime import date
from functools import cache
from time import process_time

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.secrecy import blocks_release
from taizhang.domain.checking.secrecy.numbers import card_number_holds, identity_number_holds
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText


@cache
def checker() -> Checker:
    packs = shipped()
    return Checker(packs.only(*(rule for rule in packs.rules if rule.startswith("secrecy/"))))


def found(text: str, *, release: bool = False) -> tuple[CheckFinding, ...]:
    return checker().check(OfficialText(text), Context(today=date(2026, 11, 20), release=release))


def test_what_blocks_a_release_only_warns_before() -> None:
    text = "一、基本情况\n联系人电话13800000000。"
    assert [one.severity for one in found(text)] == [Severity.WARNING]
    assert blocks_release(found(text)) == ()
    reasons = blocks_release(found(text, release=True))
    assert reasons == ("第2行：文中有手机号码“138***00”。",)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("身份证号110101199003077838。", "110101199003077838"),
        ("联系人电话13800000000。", "13800000000"),
        ("卡号6222 0200 0000 0000 000", "6222 0200 0000 0000 000"),
        ("给予张卫民党内警告处分。", "张卫民"),
        ("资助贫困学生王小虎。", "王小虎"),
    ],
)
def test_a_finding_never_tells_again_what_must_not_be_told(text: str, secret: str) -> None:
    (one,) = found(text, release=True)
    assert text[one.start : one.end] == secret
    assert secret not in one.message
    assert secret not in one.excerpt
    assert not any(secret in said for said in one.suggestions)


def test_names_in_a_row_are_each_found() -> None:
    text = "确定李强、赵晓敏和周晓山为发展对象。"
    assert [text[one.start : one.end] for one in found(text)] == ["李强", "赵晓敏", "周晓山"]


def test_check_digits_are_verified() -> None:
    assert identity_number_holds("110101199003077838")
    assert identity_number_holds("65900119851212002X") is False
    assert not identity_number_holds("110101199003077831")
    assert card_number_holds("6222020000000000000")
    assert not card_number_holds("6222020000000000001")


@pytest.mark.parametrize(
    "text",
    [
        "保密工作责任制落实到位，全年未发生失泄密事件。",
        "大会以秘密投票方式选举产生新一届委员会。",
        "对3名党员进行诫勉谈话，给予党内警告处分2人。",
        "发展对象培训班学员高度评价培训内容。",
        "群众反映的信访问题全部办结。",
        "帮扶困难党员8户，慰问困难群众126人。",
        "积极分子方面，全年培养12名。",
        "号召党员向雷锋同志学习，做到不违纪不违法。",
        "对张某某立案审查。",
        "总投资13800000000元。",
    ],
)
def test_ordinary_sentences_of_a_report_hold_no_secret(text: str) -> None:
    assert found(text, release=True) == ()


def test_an_earlier_finding_on_the_same_place_does_not_hide_a_secret() -> None:
    everything = Checker(shipped())
    text = OfficialText("联系电话13800000000，微信同号，加微信领取完整版。")
    findings = everything.check(text, Context(today=date(2026, 11, 20), release=True))
    assert any(one.rule == "secrecy/mobile" for one in findings)


@pytest.mark.parametrize("filler", ["1", "6222 ", "a@", "张", "（", "学生张", "密"])
def test_long_texts_of_one_kind_take_linear_time(filler: str) -> None:
    found("学生张三。")
    times = []
    for length in (15_000, 60_000):
        started = process_time()
        found(filler * (length // len(filler)))
        times.append(process_time() - started)
    assert times[1] < 12 * max(times[0], 0.02)
