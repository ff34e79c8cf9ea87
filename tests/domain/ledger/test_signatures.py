"""Signatures of minutes: copies are found, custom is not taken for copying."""

import random
from datetime import date

import pytest

from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.signatures import (
    BANDS,
    NEAR,
    PLACES,
    as_signed,
    bands_of,
    distance,
    from_signed,
    is_near,
    minutes_of,
    places_for,
    signature_of,
)

MINUTES = (
    "会议由支部书记主持。上午九时在社区广场清扫积雪，下午走访三户老党员，听取对物业和供暖的意见，登记需要办理的事项两件，"
    "约定下周三前由联系人答复。最后商量了月底义务劳动的地点和分工，确定由两个小组轮流带队，工具向街道借用。"
)
OTHER = (
    "会议由支部书记主持。逐条讨论培养联系人提交的考察意见，两名积极分子分别汇报半年来的学习和工作，"
    "支委就值班安排、实验室安全和新教师带教提出建议，决定下月起每周五下午集中备课，并把图书角移到二楼走廊。"
)
FORMULAS = (
    "会议应到十五人，实到十四人，符合规定人数。会议指出，要深入学习贯彻习近平新时代中国特色社会主义思想，增强四个意识、坚定四个自信、"
    "做到两个维护。会议强调，要深刻领悟两个确立的决定性意义。会议要求全面从严治党。与会党员一致认为、一致通过。"
)


def signed(text: str) -> int:
    signature = signature_of(text)
    assert signature is not None
    return signature


def test_equal_texts_have_equal_signatures_whatever_their_spaces_and_days() -> None:
    assert signed(MINUTES) == signed(MINUTES.replace("，", "， ").replace("上午", "\n上午"))
    assert signed(f"11月20日，{MINUTES}") == signed(f"10月5日，{MINUTES}")


@pytest.mark.parametrize(
    ("old", "new"),
    [("三户", "四户"), ("下周三", "下周五"), ("工具向街道借用", "工具向社区借用"), ("登记需要办理的事项两件，", "")],
)
def test_a_copy_with_a_few_words_changed_is_near(old: str, new: str) -> None:
    assert is_near(signed(MINUTES), signed(MINUTES.replace(old, new)))


def test_other_minutes_are_far_even_with_the_same_formulas() -> None:
    assert distance(signed(MINUTES), signed(OTHER)) > 2 * NEAR
    assert distance(signed(FORMULAS + MINUTES), signed(FORMULAS + OTHER)) > 2 * NEAR


def test_formulas_alone_have_no_signature() -> None:
    assert signature_of(FORMULAS) is None


@pytest.mark.parametrize(("length", "is_signed"), [(59, False), (60, True), (61, True)])
def test_short_texts_have_no_signature(length: int, *, is_signed: bool) -> None:
    text = "".join(chr(0x4E00 + 7 * place) for place in range(length))
    assert (signature_of(text) is not None) is is_signed


def test_near_signatures_share_a_band() -> None:
    draw = random.Random(7)  # noqa: S311 (nothing secret)
    for _ in range(500):
        one = draw.getrandbits(64)
        other = one
        for place in draw.sample(range(PLACES), BANDS - 1):
            other ^= draw.randrange(1, 16) << (4 * place)
        assert distance(one, other) == BANDS - 1 > NEAR
        assert set(bands_of(one)) & set(bands_of(other))


def test_equal_bits_at_different_places_are_no_common_band() -> None:
    assert not set(bands_of(0x00000000000000FF)) & set(bands_of(0xFF00000000000000 | 0x00FFFFFFFFFFFF00))


@pytest.mark.parametrize(("percent", "places"), [(100, 1), (90, 3), (80, 5)])
def test_a_share_of_pairs_is_a_number_of_places(percent: int, places: int) -> None:
    assert places_for(percent) == places


@pytest.mark.parametrize("signature", [0, 1, 2**63 - 1, 2**63, 2**64 - 1])
def test_a_database_of_signed_numbers_keeps_it(signature: int) -> None:
    assert -(2**63) <= as_signed(signature) < 2**63
    assert from_signed(as_signed(signature)) == signature


def test_minutes_are_the_summary_and_the_long_fields() -> None:
    fields = {"resolution": MINUTES, "theme": "节水", "agenda": [{"title": "一"}]}
    occasion = Occasion(1, date(2025, 1, 1), 2025, summary="小结", parts=(Part("day", fields),))
    assert minutes_of(occasion) == f"小结\n{MINUTES}"
