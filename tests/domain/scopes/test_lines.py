"""Who is below or above whom on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.scopes import Lines, Link

DAY = date(2025, 11, 20)
START = date(2020, 1, 1)
LINE = "subordination"


def link(child: int, parent: int, begins_on: date = START, ends_on: date | None = None, kind: str = LINE) -> Link:
    return Link(child, parent, kind, begins_on, ends_on)


def lines(*links: Link) -> Lines:
    return Lines(links, {one: f"{one:03}" for one in range(100)})


def test_those_below_come_level_by_level_in_the_order_of_their_codes() -> None:
    found = lines(link(5, 1), link(2, 1), link(9, 5), link(8, 2), link(7, 2))
    assert found.below(1, DAY, LINE) == (1, 2, 5, 7, 8, 9)
    assert found.below(2, DAY, LINE) == (2, 7, 8)
    assert found.above(7, DAY, LINE) == (2, 1)


@pytest.mark.parametrize(
    ("day", "below"),
    [
        (date(2019, 12, 31), (1,)),
        (date(2020, 1, 1), (1, 2)),
        (date(2024, 6, 30), (1, 2)),
        (date(2024, 7, 1), (1,)),
    ],
)
def test_a_relation_holds_on_its_first_and_its_last_day(day: date, below: tuple[int, ...]) -> None:
    assert lines(link(2, 1, START, date(2024, 6, 30))).below(1, day, LINE) == below


def test_the_lines_are_kept_apart() -> None:
    found = lines(link(2, 1), link(3, 1, kind="guidance"))
    assert found.below(1, DAY, LINE) == (1, 2)
    assert found.below(1, DAY, "guidance") == (1, 3)
    assert found.links_of(1, ["guidance", LINE]) == (link(3, 1, kind="guidance"), link(2, 1))


def test_whoever_does_not_enter_hides_what_is_below() -> None:
    assert lines(link(2, 1), link(3, 2), link(4, 1)).below(1, DAY, LINE, lambda one: one != 2) == (1, 4)


def test_a_circle_ends_the_walk() -> None:
    found = lines(link(2, 1), link(3, 2), link(1, 3))
    assert found.below(1, DAY, LINE) == (1, 2, 3)
    assert found.above(1, DAY, LINE) == (3, 2)


def test_ten_thousand_organisations_in_one_line_are_all_below() -> None:
    found = lines(*[link(one + 1, one) for one in range(1, 10_000)])
    assert len(found.below(1, DAY, LINE)) == 10_000
    assert len(found.above(10_000, DAY, LINE)) == 9_999


@given(st.lists(st.builds(link, st.integers(1, 9), st.integers(1, 9)), max_size=20), st.integers(1, 9))
def test_below_and_above_are_two_ways_of_saying_the_same(links: list[Link], one: int) -> None:
    found = lines(*links)
    below = found.below(one, DAY, LINE)
    assert len(below) == len(set(below))
    assert set(below) == {one} | {other for other in range(1, 10) if one in found.above(other, DAY, LINE)}
