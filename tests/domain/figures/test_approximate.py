"""Round numbers and Chinese numerals, only as long as they are true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.figures.approximate import Wording, is_true_of, numeral, rounded, worded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (10_000, "一万"),
        (10_005, "一万零五"),
        (10_500, "一万零五百"),
        (15_000, "一万五千"),
        (100_000, "十万"),
        (66_945, "六万六千九百四十五"),
        (1_000_010, "一百万零一十"),
        (100_000_000, "一亿"),
        (-3, "负三"),
    ],
)
def test_numerals_are_spelt_as_in_running_text(value: int, text: str) -> None:
    assert numeral(value) == text


def test_what_is_too_large_to_be_spelt_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        numeral(10**16)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_two_values_are_spelt_alike(one: int, other: int) -> None:
    assert (numeral(one) == numeral(other)) is (one == other)


@pytest.mark.parametrize(
    ("value", "wording", "true"),
    [
        (120, Wording.MORE_ARABIC, False),
        (121, Wording.MORE_ARABIC, True),
        (129, Wording.MORE_ARABIC, True),
        (130, Wording.MORE_ARABIC, False),
        (119, Wording.MORE_ARABIC, False),
        (107, Wording.NEARLY, False),
        (108, Wording.NEARLY, True),
        (119, Wording.NEARLY, True),
        (120, Wording.NEARLY, False),
        (120, Wording.EXACT, True),
        (121, Wording.EXACT, False),
    ],
)
def test_a_round_number_is_true_only_within_its_step(value: int, wording: Wording, *, true: bool) -> None:
    assert is_true_of(value, 120, wording) is true


@pytest.mark.parametrize(
    ("value", "wording", "text"),
    [
        (127, Wording.MORE_ARABIC, "120余次"),
        (105, Wording.MORE, "100多次"),
        (100, Wording.MORE_ARABIC, "100次"),
        (98, Wording.NEARLY, "近100次"),
        (7, Wording.MORE_ARABIC, "7次"),
        (1, Wording.NEARLY, "1次"),
        (0, Wording.NEARLY, "0次"),
    ],
)
def test_a_value_is_worded_or_stays_exact(value: int, wording: Wording, text: str) -> None:
    assert worded(value, "次", wording) == text


def test_words_may_be_chinese() -> None:
    assert worded(127, "次", Wording.MORE_ARABIC, chinese=True) == "一百二十余次"


@given(st.integers(0, 100_000), st.sampled_from(list(Wording)))
def test_whatever_is_found_is_true(value: int, wording: Wording) -> None:
    stated = rounded(value, wording)
    assert stated is None or is_true_of(value, stated, wording)
