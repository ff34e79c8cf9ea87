"""Balancing records into figures."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.figures.balance import Asking, balance
from taizhang.domain.figures.figure import Figure
from taizhang.domain.figures.measure import FigureUnknownError, Ground, Measure, measure_of
from taizhang.domain.figures.trend import compare, trend
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window
from tests.domain.worlds import rulebook_of

BOOK = rulebook_of(
    {
        "meeting": {"posts": {"everybody": {"zh": "人", "distinct": "people"}, "hours": {"zh": "时", "one": True}}},
        "talk": {},
    },
    figures={
        "all": {"sum_of": ["meeting/count", "talk/count"]},
        "taught": {"people_of": ["meeting/attendance", "talk/attendance"]},
        "afternoons": {"entries_of": ["meeting/count", "talk/count"]},
        "strength": {"stock": "members"},
    },
)
YEAR = Asking(Window.of_year(2025), as_of=date(2025, 12, 31), names={1: "一支部", 2: "二支部"})


def record(entry: int, organization: int = 1, figure: str = "meeting/count", **more: Any) -> Record:
    content = {"day": date(2025, 5, 6), "amount": 1, "revision": entry, "title": "", **more}
    content.setdefault("year", content["day"].year)
    return Record(figure=figure, organization=organization, entry=entry, **content)


def stated(amount: int, organization: int = 1, since: date = date(2025, 1, 1), **more: Any) -> Record:
    content = {"day": date(2025, 12, 31), "amount": amount, "tally": True, "since": since, **more}
    return record(content.pop("entry", 900), organization, **content)


def figure(identifier: str, *records: Record, asking: Asking = YEAR) -> Figure:
    return balance(measure_of(BOOK, identifier), records, asking)


def test_a_joint_event_counts_once_and_the_overlap_says_so() -> None:
    found = figure("meeting/count", record(1), record(1, 2), record(2, 2))
    assert found.value == 2
    assert [(one.name, one.value) for one in found.portions] == [("一支部", 1), ("二支部", 2)]
    assert found.overlap == 1
    assert [one.entry for one in found.sources] == [1, 2]


def test_two_parts_of_one_entry_are_two() -> None:
    assert figure("meeting/count", record(1, part=0), record(1, part=1)).value == 2


def test_a_year_goes_by_attribution_and_a_month_by_day() -> None:
    late = record(1, day=date(2026, 3, 2), year=2025)
    assert figure("meeting/count", late, asking=replace(YEAR, as_of=date(2026, 3, 2))).value == 1
    assert figure("meeting/count", late, asking=replace(YEAR, as_of=date(2026, 3, 1))).value == 0
    march = Asking(Window.of_month(2026, 3), as_of=date(2026, 12, 31))
    assert figure("meeting/count", late, asking=march).value == 1
    assert figure("meeting/count", record(1, year=2024)).value == 0


def test_other_figures_are_passed_over() -> None:
    assert figure("meeting/count", record(1, figure="talk/count")).value == 0
    assert figure("all", record(1), record(2, figure="talk/count")).value == 2


def test_people_are_distinct_and_heads_make_a_lower_bound() -> None:
    attended = [record(entry, figure="meeting/attendance", person=person) for entry in (1, 2) for person in (7, 8)]
    found = figure("meeting/people", *attended)
    assert (found.value, found.unnamed, found.is_lower_bound) == (2, 0, False)
    crowd = record(2, figure="meeting/attendance", amount=30)
    found = figure("meeting/people", *attended, crowd)
    assert (found.value, found.unnamed, found.is_lower_bound) == (32, 30, True)
    assert figure("meeting/everybody", *attended).value == 2
    assert figure("meeting/attendance", *attended, crowd).value == 34


def test_one_afternoon_is_one_entry_whatever_its_kinds() -> None:
    records = [record(1), record(1, figure="talk/count", part=1), record(2, figure="talk/count")]
    assert figure("afternoons", *records).value == 2
    assert figure("all", *records).value == 3


def test_organizations_and_places_are_distinct() -> None:
    records = [record(1), record(1, 2), record(2, 2), record(3)]
    places = {1: "青禾小学", 2: "青禾小学 ", 3: ""}
    assert figure("meeting/organizations", *records).value == 2
    asking = replace(YEAR, others={1: frozenset((2, 7)), 3: frozenset((8,))})
    assert figure("meeting/organizations", *records, asking=asking).value == 4
    assert figure("meeting/places", *records, asking=replace(YEAR, places=places)).value == 1


def test_an_unknown_figure_is_refused_and_a_stock_is_named() -> None:
    with pytest.raises(FigureUnknownError, match="nothing"):
        measure_of(BOOK, "nothing")
    assert measure_of(BOOK, "strength").ground is Ground.STOCK
    assert measure_of(BOOK, "strength").stock == "members"


@pytest.mark.parametrize(("singles", "value", "tallied"), [(0, 5, 5), (3, 5, 2), (5, 5, 0), (6, 6, 0)])
def test_a_statement_gives_way_to_single_entries(singles: int, value: int, tallied: int) -> None:
    found = figure("meeting/count", stated(5), *[record(entry) for entry in range(singles)])
    assert (found.value, found.tallied) == (value, tallied)


def test_a_statement_covers_only_its_own_figure_organization_and_period() -> None:
    half = stated(5, day=date(2025, 6, 30))
    elsewhere = [record(1, day=date(2025, 7, 1)), record(2, 2), record(3, figure="talk/count")]
    assert figure("meeting/count", half, *elsewhere).value == 7
    assert figure("all", half, *elsewhere).value == 8


def test_a_statement_inside_another_adds_nothing_twice() -> None:
    half, whole = stated(20, day=date(2025, 6, 30)), stated(50, entry=901)
    july = record(1, day=date(2025, 7, 1))
    assert figure("meeting/count", half, whole).value == 50
    assert figure("meeting/count", half, whole, july).value == 50
    assert figure("meeting/count", half, stated(10, entry=901), july).value == 21


def test_a_statement_of_a_longer_period_is_left_out_and_named() -> None:
    first_half = Asking(Window(date(2025, 1, 1), date(2025, 6, 30)), as_of=date(2025, 12, 31))
    whole = stated(50)
    found = figure("meeting/count", whole, record(1), asking=first_half)
    assert found.value == 1
    assert found.left_out == (whole,)


def test_the_trend_adds_up_to_the_year() -> None:
    records = [
        record(1, day=date(2025, 1, 31)),
        record(2, day=date(2025, 2, 1)),
        record(3, day=date(2026, 1, 5), year=2025),
        stated(10),
    ]
    asking = replace(YEAR, as_of=date(2026, 1, 31))
    found = trend(measure_of(BOOK, "meeting/count"), records, 2025, asking)
    assert found.months == (1, 1, *[0] * 10)
    assert found.elsewhere == 8
    early = trend(measure_of(BOOK, "meeting/count"), records, 2025, replace(YEAR, as_of=date(2025, 2, 1)))
    assert early.months == (1, 1, *[None] * 10)


def test_the_year_before_is_taken_up_to_the_same_day() -> None:
    records = [
        record(1),
        record(2, day=date(2024, 5, 6)),
        record(3, day=date(2024, 5, 7)),
        record(4, day=date(2024, 12, 1)),
    ]
    measure = measure_of(BOOK, "meeting/count")
    assert compare(measure, records, replace(YEAR, as_of=date(2025, 5, 6)))[2].zh == "与上年同期持平"
    assert compare(measure, records, YEAR)[2].zh == "比上年同期少 2 次"
    assert compare(measure, records[:1], YEAR)[2].zh == "上年同期没有记录"


records_of_a_year = st.lists(
    st.builds(
        Record,
        figure=st.sampled_from(["meeting/count", "talk/count", "meeting/attendance"]),
        organization=st.integers(1, 3),
        day=st.dates(date(2024, 10, 1), date(2026, 2, 1)),
        year=st.integers(2024, 2026),
        amount=st.just(2),
        entry=st.integers(1, 6),
        revision=st.just(1),
        title=st.just(""),
        person=st.integers(0, 3),
        part=st.integers(0, 1),
        tally=st.just(False),
    ),
    max_size=20,
)


@pytest.mark.parametrize(
    "identifier", ["meeting/count", "all", "meeting/people", "afternoons", "meeting/organizations"]
)
@given(records=records_of_a_year)
def test_parts_less_overlap_are_the_total(identifier: str, records: list[Record]) -> None:
    found = figure(identifier, *records)
    assert sum(one.value for one in found.portions) - found.overlap == found.value
    assert found.overlap >= 0
    assert max((one.value for one in found.portions), default=0) <= found.value


@given(records=records_of_a_year)
def test_the_sources_add_up_to_a_flow(records: list[Record]) -> None:
    found = figure("all", *records)
    assert sum(one.amount for one in found.sources) == found.value
    places = [(one.figure, one.entry, one.part, one.person) for one in found.sources]
    assert len(places) == len(set(places))


@given(
    amounts=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12), st.integers(1, 12)), max_size=3),
    singles=st.lists(st.integers(1, 12), max_size=12),
)
def test_statements_never_count_anything_twice(amounts: list[tuple[int, int, int]], singles: list[int]) -> None:
    tallies = []
    for entry, (amount, one, other) in enumerate(amounts, start=900):
        first, last = sorted((one, other))
        tallies.append(stated(amount, entry=entry, since=date(2025, first, 1), day=Window.of_month(2025, last).end))
    records = [record(entry, day=date(2025, month, 9)) for entry, month in enumerate(singles)]
    found = figure("meeting/count", *tallies, *records)
    assert found.value - found.tallied == len(singles)
    assert found.value <= len(singles) + sum(amount for amount, _, _ in amounts)
    for tally in tallies:
        window = Window(tally.since or tally.day, tally.day)
        period = balance(measure_of(BOOK, "meeting/count"), [*tallies, *records], replace(YEAR, period=window))
        assert period.value >= tally.amount
        assert found.value >= tally.amount
    by_itself = figure("meeting/count", *records, *tallies[:1])
    assert by_itself.tallied <= (tallies[0].amount if tallies else 0)


def test_a_measure_takes_statements_only_where_it_is_posted_as_such() -> None:
    assert measure_of(BOOK, "meeting/count").takes_tallies
    for identifier in ("meeting/people", "all", "taught", "strength", "meeting/everybody"):
        measure: Measure = measure_of(BOOK, identifier)
        assert not measure.takes_tallies
