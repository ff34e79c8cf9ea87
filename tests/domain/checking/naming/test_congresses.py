from __future__ import annotations

from itertools import pairwise

import pytest

from taizhang.domain.checking.naming.congresses import in_chinese, shipped_calendar
from taizhang.domain.official_text import chinese_number


def test_the_calendar_is_in_order_and_plenums_lie_between_congresses() -> None:
    congresses = shipped_calendar().congresses
    for earlier, later in pairwise(congresses):
        assert earlier.number + 1 == later.number
        assert earlier.opened_on < later.opened_on
        assert all(earlier.opened_on <= day <= later.opened_on for day in earlier.plenums)
    for congress in congresses:
        assert list(congress.plenums) == sorted(congress.plenums)


@pytest.mark.parametrize(("year", "number"), [(2021, 19), (2022, 20), (2026, 20), (2017, 19), (2016, 18), (1920, 0)])
def test_a_year_looks_to_the_congress_held_before_its_end(year: int, number: int) -> None:
    assert shipped_calendar().current_in(year) == number


@pytest.mark.parametrize(
    ("number", "plenum", "year", "ahead"),
    [(20, 3, 2023, True), (20, 3, 2024, False), (20, 4, 2025, False), (20, 5, 2025, True), (20, 5, 2026, False)],
)
def test_it_says_only_what_is_known_of_the_plenums_to_come(number: int, plenum: int, year: int, ahead: bool) -> None:  # noqa: FBT001
    assert shipped_calendar().plenum_is_ahead(number, plenum, year) is ahead


def test_no_committee_since_the_eighteenth_had_eight_plenums() -> None:
    calendar = shipped_calendar()
    assert calendar.plenum_is_impossible(20, 9)
    assert not calendar.plenum_is_impossible(19, 7)
    assert not calendar.plenum_is_impossible(8, 12)


@pytest.mark.parametrize("number", [*range(1, 40), 99])
def test_a_number_is_spelled_as_it_is_read(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number
