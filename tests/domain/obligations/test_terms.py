"""Terms of office."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.obligations.answers import Code, Obligation, Shift, Subject, TermFact
from taizhang.domain.obligations.terms import terms_of
from taizhang.domain.periods import Window
from tests.domain.worlds import BRANCHES, rule_of

BEGAN, ENDS = date(2022, 5, 20), date(2025, 5, 20)


def asked(
    as_of: date, *terms: TermFact, shifts: tuple[Shift, ...] = (), year: int = 2025, **version: Any
) -> list[Obligation]:
    rule = rule_of("term", {"type": "term", "version": {"applies_to": BRANCHES, "years": 3, **version}})
    return terms_of(rule, Subject(1, "branch", terms=terms), year, as_of, shifts)


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        (date(2024, 11, 19), Code.MET),
        (date(2024, 11, 20), Code.NOT_YET_DUE),
        (ENDS, Code.NOT_YET_DUE),
        (date(2025, 5, 21), Code.UNMET),
    ],
)
def test_the_committee_in_office_is_reminded_and_then_late(as_of: date, code: Code) -> None:
    (found,) = asked(as_of, TermFact(BEGAN))
    assert (found.code, found.due_on) == (code, ENDS)


def test_a_length_that_the_decision_states_goes_before_the_rule() -> None:
    (found,) = asked(date(2025, 6, 1), TermFact(BEGAN, years=5))
    assert (found.code, found.due_on) == (Code.MET, date(2027, 5, 20))


@pytest.mark.parametrize(("elected_on", "code"), [(ENDS, Code.MET), (date(2025, 5, 21), Code.UNMET)])
def test_the_next_committee_must_have_come_in_time(elected_on: date, code: Code) -> None:
    first, second = asked(date(2025, 8, 1), TermFact(BEGAN, ended_on=elected_on), TermFact(elected_on))
    assert first.code is code
    assert (second.code, second.due_on.year) == (Code.MET, 2028)
    (only,) = asked(date(2026, 8, 1), TermFact(BEGAN, ended_on=elected_on), TermFact(elected_on), year=2026)
    assert only.due_on.year == 2028


def test_a_superior_may_let_it_be_later_but_not_by_more_than_the_rule_allows() -> None:
    def shift(due_on: date) -> tuple[Shift, ...]:
        return (Shift("term", Window(BEGAN, ENDS), due_on, "批复"),)

    assert asked(date(2025, 12, 31), TermFact(BEGAN), shifts=shift(date(2025, 12, 31)))[0].code is Code.EXTENDED
    assert asked(date(2026, 1, 1), TermFact(BEGAN), shifts=shift(date(2025, 12, 31)))[0].code is Code.UNMET
    assert asked(date(2025, 8, 1), TermFact(BEGAN), shifts=shift(date(2030, 1, 1)))[0].due_on == date(2026, 5, 20)


def test_what_was_not_recorded_is_insufficient() -> None:
    (unknown,) = asked(date(2025, 6, 1))
    assert unknown.code is Code.INSUFFICIENT_DATA
    (ended,) = asked(date(2025, 6, 1), TermFact(BEGAN, ended_on=date(2025, 5, 1)))
    assert (ended.code, "没有登记新一届" in ended.reason) == (Code.INSUFFICIENT_DATA, True)


def test_an_unconfirmed_rule_fails_nobody() -> None:
    assert asked(date(2025, 6, 1), TermFact(BEGAN), status="unconfirmed")[0].code is Code.INSUFFICIENT_DATA


def test_a_term_that_begins_later_is_not_known_yet() -> None:
    (found,) = asked(date(2025, 5, 1), TermFact(BEGAN), TermFact(date(2025, 5, 10)))
    assert found.code is Code.NOT_YET_DUE
