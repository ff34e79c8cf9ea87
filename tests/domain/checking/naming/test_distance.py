from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.checking.naming.distance import NearestNames, distance

WORDS = st.text(alphabet="党支部工作条例", max_size=8)


@pytest.mark.parametrize(
    ("written", "known", "edits"),
    [
        ("党支部", "党支部", 0),
        ("总党支", "党总支", 1),
        ("党部", "党支部", 1),
        ("党党支部", "党支部", 1),
        ("党支布", "党支部", 1),
        ("条例", "准则", 2),
        ("支部工作条例", "发展党员细则", 3),
    ],
)
def test_it_counts_edits(written: str, known: str, edits: int) -> None:
    assert distance(written, known, 2) == edits


@given(WORDS, WORDS)
def test_it_is_the_same_both_ways_and_nought_only_for_the_same(one: str, other: str) -> None:
    assert distance(one, other, 8) == distance(other, one, 8)
    assert (distance(one, other, 8) == 0) == (one == other)


@given(st.lists(st.text(alphabet="党支部工作条例规定", min_size=4, max_size=12), min_size=1, max_size=6), st.data())
def test_the_index_misses_nothing_that_one_slip_makes(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    at = data.draw(st.integers(0, len(name) - 1))
    written = name[:at] + name[at + 1 :]
    if len(written) < 6:
        return
    assert name in [known for _edits, known in NearestNames(names).near(written, 1)]


@given(WORDS, WORDS, WORDS, WORDS)
def test_what_both_begin_and_end_with_counts_nothing(begin: str, one: str, other: str, end: str) -> None:
    assert distance(begin + one + end, begin + other + end, 30) == distance(one, other, 30)
