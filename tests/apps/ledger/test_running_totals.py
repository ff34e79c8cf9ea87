"""Totals that take one changed share after another equal totals put together from nothing."""

from array import array
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.apps.ledger.selectors.counted_once import DistinctFew, DistinctNumbers
from taizhang.apps.ledger.selectors.extent import Extent
from taizhang.apps.ledger.selectors.shares import Heads, Joint, Share, Stated
from taizhang.apps.ledger.selectors.totals import Totals
from taizhang.apps.ledger.selectors.touched import Posted, Touched
from taizhang.domain.figures.measure import Ground, Measure
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, Nature
from taizhang.domain.rules.kinds import Amount

DAY = date(2025, 3, 5)
FIGURES = ("a", "b", "c")
ORGANIZATIONS = (1, 2, 3)
READS = (("a",), ("b", "c"), ("a", "b", "c"))


def _measure(ground: Ground, read: tuple[str, ...]) -> Measure:
    info = FigureInfo(f"{ground}/{'+'.join(read)}", "项", "次", Amount.ONE, Nature.DISTINCT, "", None, "")
    return Measure(info, ground, read)


MEASURES = [_measure(ground, read) for ground in Ground if ground is not Ground.STOCK for read in READS]

figures = st.sampled_from(FIGURES)
small = st.integers(1, 5)
# Far apart, so that they lie in different pages; few, so that they meet.
numbers = st.lists(st.sampled_from([1, 2, 1023, 1024, 5_000_000_000]), unique=True, min_size=1)
lists = st.dictionaries(figures, numbers.map(lambda those: array("q", sorted(those))))
places = st.dictionaries(
    figures, st.lists(st.sampled_from(["甲", "乙"]), unique=True, min_size=1).map(lambda those: tuple(sorted(those)))
)
joints = st.lists(
    st.builds(Joint, figures, small, st.just(0), small, st.frozensets(st.sampled_from(ORGANIZATIONS))), max_size=4
)
heads = st.lists(
    st.builds(Heads, st.just(DAY), small, st.just(0), st.sampled_from(ORGANIZATIONS), figures, small, small), max_size=3
)
shares = st.builds(
    Share,
    sums=st.dictionaries(figures, st.integers(-3, 9)),
    people=lists,
    entries=lists,
    places=places,
    heads=heads.map(lambda those: tuple(sorted(those))),
    joint=joints.map(tuple),
    stated=st.dictionaries(figures, st.builds(Stated, small, small, small)),
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.tuples(*[shares] * len(ORGANIZATIONS)), changes=st.lists(st.tuples(st.integers(0, 2), shares)))
def test_shares_that_come_and_go_leave_what_the_last_ones_give(
    first: tuple[Share, ...], changes: list[tuple[int, Share]]
) -> None:
    extent = Extent(Window.of_year(2025), date(2025, 12, 31))
    running, now = Totals(extent, MEASURES), dict(zip(ORGANIZATIONS, first, strict=True))
    running.take(now)
    for place, share in changes:
        now[ORGANIZATIONS[place]] = share
        running.take(now)
        fresh = Totals(extent, MEASURES)
        fresh.take(now)
        assert running.values == fresh.values


@given(st.lists(st.lists(st.integers(0, 3000), unique=True)))
def test_distinct_counts_are_those_of_a_union(lists: list[list[int]]) -> None:
    for distinct in (DistinctNumbers(), DistinctFew[int]()):
        for numbers in lists:
            distinct.add(numbers)
        for place, numbers in enumerate(lists):
            assert distinct.number == len(set().union(*lists[place:]))
            distinct.remove(numbers)
        assert distinct.number == 0


@pytest.mark.parametrize(
    ("period", "as_of", "posted", "is_concerned"),
    [
        (Window.of_year(2025), date(2025, 12, 31), Posted(1, 2025, date(2025, 3, 5), tally=False), True),
        # Held in spring, and counted for the year before: 归属年度.
        (Window.of_year(2024), date(2025, 12, 31), Posted(1, 2024, date(2025, 3, 5), tally=False), True),
        (Window.of_year(2024), date(2024, 12, 31), Posted(1, 2024, date(2025, 3, 5), tally=False), False),
        (Window.of_year(2024), date(2025, 12, 31), Posted(1, 2025, date(2025, 3, 5), tally=False), False),
        (Window.of_month(2025, 3), date(2025, 12, 31), Posted(1, 2024, date(2025, 3, 5), tally=False), True),
        (Window.of_month(2025, 4), date(2025, 12, 31), Posted(1, 2025, date(2025, 3, 5), tally=False), False),
        # A statement is dated with its last day and may speak of days long before.
        (Window.of_month(2025, 4), date(2025, 12, 31), Posted(1, 2025, date(2025, 3, 5), tally=True), True),
    ],
)
def test_a_share_is_concerned_by_postings_of_its_own_days_alone(
    period: Window, as_of: date, posted: Posted, *, is_concerned: bool
) -> None:
    touched = Touched(frozenset({1, 2}), frozenset({"a"}), frozenset({posted}))
    assert Extent(period, as_of).concerned(touched) == ({1} if is_concerned else set())
