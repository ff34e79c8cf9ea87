"""How many of those on the roll reached an amount in a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.obligations.answers import Code, Obligation, People, Record, Shift, Subject
from taizhang.domain.obligations.coverage import coverage_of, figures_of_coverage
from taizhang.domain.obligations.owed import Urgency, figures_needed, owed, urgency
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Coverage
from tests.domain.worlds import BRANCHES, rulebook_of

KINDS: dict[str, dict[str, Any]] = {
    kind: {
        "zh": zh,
        "fields": {"hours": {"zh": "学时", "type": "hours"}},
        "posts": {"member_hours": {"zh": "学时", "unit": "学时", "amount": "tenth_hour", "amount_per": "hours"}},
    }
    for kind, zh in (("course", "培训"), ("lecture", "党课"))
}
VERSION: dict[str, Any] = {
    "applies_to": BRANCHES,
    "people": "members",
    "figures": ["course/member_hours", "lecture/member_hours"],
    "at_least": 32,
    "general": True,
}
RULES = {
    "hours": {"type": "coverage", "version": VERSION},
    "guessed": {"type": "coverage", "version": {**VERSION, "status": "unconfirmed"}},
}
BOOK = rulebook_of(KINDS, RULES)
DONE = date(2026, 1, 1)


def subject(all_year: tuple[int, ...] = (1, 2), newcomers: tuple[int, ...] = ()) -> Subject:
    return Subject(1, "branch", founded_on=date(2010, 1, 1), people={"members": People(all_year, newcomers)})


def hours(person: int, amount: int, day: date = date(2025, 3, 5), entry: int = 1, **more: Any) -> Record:
    figure = str(more.pop("figure", "course/member_hours"))
    return Record(figure, 1, day, day.year, amount, entry, entry, "培训", person=person, **more)


def asked(
    records: list[Record], whom: Subject | None = None, as_of: date = DONE, rule: str = "hours", **more: Any
) -> Obligation:
    found = BOOK.rules[rule]
    assert isinstance(found, Coverage)
    (one,) = coverage_of(found, whom or subject(), 2025, as_of, records, BOOK, **more)
    return one


def test_it_is_met_when_everybody_reached_the_amount_to_the_tenth_of_an_hour() -> None:
    answered = asked([hours(1, 320), hours(2, 319), hours(2, 1, entry=2, figure="lecture/member_hours")])
    assert answered.code is Code.MET
    assert (answered.had, answered.needed) == (2, 2)


def test_it_tells_how_many_fell_short_and_never_who() -> None:
    answered = asked([hours(1, 320), hours(2, 319)])
    assert answered.code is Code.UNMET
    assert answered.arithmetic == ("名册 2 人", "每人一般应有 32 学时", "达到 32 学时 1 人，未达到 1 人 → 不符合")
    assert answered.reason == "2025年度有 1 人当年未达到 32 学时。"
    assert [(one.person, one.amount, one.entry) for one in answered.counted] == [(0, 639, 1)]


def test_what_the_article_asks_for_generally_stays_soft() -> None:
    assert urgency(asked([]), DONE) is Urgency.MISSED


def test_until_the_year_is_over_nobody_is_late() -> None:
    assert asked([], as_of=date(2025, 12, 31)).code is Code.NOT_YET_DUE
    assert asked([], as_of=date(2026, 1, 1)).code is Code.UNMET


def test_a_notice_gives_longer() -> None:
    shift = Shift("hours", Window.of_year(2025), date(2026, 3, 31), "组通〔2025〕7号")
    assert asked([], as_of=date(2026, 3, 31), shifts=[shift]).code is Code.EXTENDED
    assert asked([], as_of=date(2026, 4, 1), shifts=[shift]).code is Code.UNMET


def test_heads_without_names_may_have_been_anybody() -> None:
    heads = hours(0, 12, entry=7, figure="lecture/attendance")
    answered = asked([hours(1, 320), heads])
    assert answered.code is Code.INSUFFICIENT_DATA
    assert [one.record.entry for one in answered.not_counted] == [7]
    assert asked([hours(1, 320), hours(2, 320), heads]).code is Code.MET


def test_attendance_with_a_name_and_without_hours_is_no_excuse() -> None:
    assert asked([hours(2, 1, figure="lecture/attendance")]).code is Code.UNMET


def test_a_stated_count_is_nobodys() -> None:
    answered = asked([hours(0, 9999, tally=True)])
    assert answered.code is Code.INSUFFICIENT_DATA
    assert "汇总登记" in answered.not_counted[0].why


def test_who_came_during_the_year_owes_nothing() -> None:
    answered = asked([hours(1, 320)], subject((1,), (2,)))
    assert answered.code is Code.MET
    assert answered.arithmetic[0] == "名册 2 人，其中年内新来 1 人，不满一年，不作要求"


def test_where_everybody_came_during_the_year_nothing_is_asked() -> None:
    rule = BOOK.rules["hours"]
    assert isinstance(rule, Coverage)
    assert coverage_of(rule, subject((), (1,)), 2025, DONE, [], BOOK) == []


def test_an_empty_roll_says_that_nobody_can_tell() -> None:
    answered = asked([], subject(()))
    assert answered.code is Code.INSUFFICIENT_DATA
    assert "名册上没有人" in answered.reason


def test_what_nobody_has_read_fails_nobody() -> None:
    assert asked([], rule="guessed").code is Code.INSUFFICIENT_DATA


def test_another_years_and_another_organisations_hours_do_not_count() -> None:
    others = [replace(hours(2, 320), organization=2), hours(2, 320, date(2024, 12, 31)), hours(2, 320, DONE)]
    assert asked([hours(1, 320), *others]).had == 1


def test_nothing_is_said_where_nobody_looked_the_persons_up() -> None:
    blind = replace(subject(), people=None)
    assert owed(BOOK, blind, 2025, DONE, []) == []
    assert figures_needed(BOOK, blind, 2025) == frozenset()
    assert {one.rule for one in owed(BOOK, subject(), 2025, DONE, [])} == {"hours", "guessed"}


def test_it_asks_for_the_hours_and_for_who_came_without_a_name() -> None:
    rule = BOOK.rules["hours"]
    assert isinstance(rule, Coverage)
    wanted = {"course/member_hours", "course/attendance", "lecture/member_hours", "lecture/attendance"}
    assert figures_of_coverage(rule, BOOK) == wanted == figures_needed(BOOK, subject(), 2025)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 12, 31)])
def test_both_ends_of_the_year_count(day: date) -> None:
    assert asked([hours(1, 320, day), hours(2, 320, day)]).code is Code.MET


RECORDS = st.lists(
    st.builds(
        hours,
        st.integers(0, 6),
        st.integers(1, 400),
        st.integers(-40, 400).map(lambda days: date(2025, 1, 1) + timedelta(days=days)),
        st.integers(1, 9),
        figure=st.sampled_from(["course/member_hours", "lecture/member_hours", "lecture/attendance", "other/count"]),
        tally=st.booleans(),
    ),
    max_size=25,
)


@given(RECORDS, st.sets(st.integers(1, 6), min_size=1), st.integers(300, 500))
def test_it_equals_a_naive_recount(records: list[Record], roll: set[int], days: int) -> None:
    as_of = date(2025, 1, 1) + timedelta(days=days)
    mine = [one for one in records if one.year == 2025 and one.day <= as_of]
    posted = {"course/member_hours", "lecture/member_hours"}
    reached = 0
    for person in roll:
        total = 0
        for one in mine:
            if one.person == person and one.figure in posted and not one.tally:
                total += one.amount
        reached += total >= 320
    nameless = any(not one.person and one.figure != "other/count" for one in mine)
    answered = asked(records, subject(tuple(sorted(roll))), as_of)
    assert (answered.had, answered.needed) == (reached, len(roll))
    if reached == len(roll):
        assert answered.code is Code.MET
    elif as_of <= date(2025, 12, 31):
        assert answered.code is Code.NOT_YET_DUE
    else:
        assert answered.code is (Code.INSUFFICIENT_DATA if nameless else Code.UNMET)
    assert sum(one.amount for one in answered.counted) == sum(
        one.amount for one in mine if one.person in roll and one.figure in posted and not one.tally
    )
    assert all(not one.person for one in answered.counted)
