"""B within D of A."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.obligations.answers import Code, FactEvent, Obligation, Record, Shift, Subject
from taizhang.domain.obligations.limits import limits_of
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Limit
from tests.domain.worlds import BRANCHES, rule_of

BRANCH = Subject(1, "branch", founded_on=date(2010, 1, 1))
HELD = date(2025, 1, 10)


def limit(**version: Any) -> Limit:
    content = {"applies_to": BRANCHES, "trigger": "meeting/count", "answer": ["report/count"], **version}
    made = rule_of("report_in_time", {"type": "time_limit", "version": content})
    assert isinstance(made, Limit)
    return made


DAYS = limit(within_days=15)


def record(figure: str, day: date, entry: int = 1, **more: Any) -> Record:
    content = {"organization": 1, "year": day.year, "amount": 1, "revision": 1, "title": figure, **more}
    return Record(figure=figure, day=day, entry=entry, **content)


def asked(as_of: date, *records: Record, rule: Limit = DAYS, year: int = 2025, **more: Any) -> list[Obligation]:
    return limits_of(rule, more.pop("subject", BRANCH), year, as_of, [record("meeting/count", HELD), *records], **more)


@pytest.mark.parametrize(
    ("answered_on", "code"),
    [
        (date(2025, 1, 9), Code.UNMET),
        (date(2025, 1, 10), Code.MET),
        (date(2025, 1, 25), Code.MET),
        (date(2025, 1, 26), Code.UNMET),
    ],
)
def test_the_answer_lies_between_the_trigger_and_the_last_day(answered_on: date, code: Code) -> None:
    (found,) = asked(date(2025, 3, 1), record("report/count", answered_on, 2))
    assert found.code is code
    assert found.due_on == date(2025, 1, 25)


@pytest.mark.parametrize(("as_of", "code"), [(date(2025, 1, 25), Code.NOT_YET_DUE), (date(2025, 1, 26), Code.UNMET)])
def test_it_is_owed_until_the_last_day_is_over(as_of: date, code: Code) -> None:
    (found,) = asked(as_of)
    assert found.code is code


def test_what_came_late_is_named_with_how_late() -> None:
    (found,) = asked(date(2025, 3, 1), record("report/count", date(2025, 1, 28), 2))
    assert [one.why for one in found.not_counted] == ["迟了 3 天。"]
    assert "迟了 3 天" in found.reason


def test_months_end_on_the_same_day_or_the_last_of_the_month() -> None:
    rule = limit(within_months=6)
    (found,) = limits_of(rule, BRANCH, 2025, date(2025, 9, 1), [record("meeting/count", date(2025, 8, 31))])
    assert found.due_on == date(2026, 2, 28)


def test_a_fact_of_the_organisation_triggers_and_the_person_must_answer_himself() -> None:
    rule = limit(trigger="fact/secretary_appointed", answer=["course/secretaries"], within_months=6, match="person")
    subject = Subject(1, "branch", events=(FactEvent("secretary_appointed", date(2025, 3, 10), 11, "沈溪任书记"),))
    other = record("course/secretaries", date(2025, 5, 1), 2, person=12)
    his = record("course/secretaries", date(2025, 6, 1), 3, person=11)
    (found,) = limits_of(rule, subject, 2025, date(2025, 9, 11), [other])
    assert (found.code, found.about) == (Code.UNMET, "沈溪任书记")
    (found,) = limits_of(rule, subject, 2025, date(2025, 9, 11), [other, his])
    assert (found.code, found.counted) == (Code.MET, (his,))


def test_every_trigger_is_answered_for_itself() -> None:
    again = record("meeting/count", date(2025, 6, 1), 5)
    found = asked(date(2025, 12, 1), again, record("report/count", date(2025, 1, 20), 2))
    assert [one.code for one in found] == [Code.MET, Code.UNMET]


def test_tallies_other_organisations_and_later_days_answer_nothing() -> None:
    no_answers = [
        record("report/count", date(2025, 1, 20), 2, tally=True),
        record("report/count", date(2025, 1, 20), 3, organization=2),
        record("report/count", date(2025, 1, 20), 4),
    ]
    (found,) = asked(date(2025, 1, 19), *no_answers)
    assert found.code is Code.NOT_YET_DUE
    (found,) = asked(date(2025, 2, 1), *no_answers[:2])
    assert found.code is Code.UNMET


def test_a_limit_that_runs_over_the_turn_of_the_year_shows_in_both() -> None:
    late = record("meeting/count", date(2025, 12, 28), 5)
    assert len(limits_of(DAYS, BRANCH, 2025, date(2026, 1, 5), [late])) == 1
    assert len(limits_of(DAYS, BRANCH, 2026, date(2026, 1, 5), [late])) == 1
    assert not limits_of(DAYS, BRANCH, 2024, date(2026, 1, 5), [late])


def test_a_notice_extends_it() -> None:
    shift = Shift("report_in_time", Window(HELD, date(2025, 1, 25)), date(2025, 2, 10), "通知")
    (found,) = asked(date(2025, 2, 10), shifts=[shift])
    assert found.code is Code.EXTENDED
    (found,) = asked(date(2025, 2, 11), shifts=[shift])
    assert found.code is Code.UNMET


def test_it_speaks_only_to_those_it_addresses_on_the_day_of_the_trigger() -> None:
    assert not asked(date(2025, 3, 1), subject=Subject(1, "committee"))
    assert not asked(date(2025, 3, 1), subject=Subject(1, "branch", closed_on=date(2025, 1, 9)))
    assert not limits_of(DAYS, BRANCH, 2018, date(2025, 1, 1), [record("meeting/count", date(2018, 1, 1))])


def test_an_unconfirmed_limit_fails_nobody() -> None:
    (found,) = asked(date(2025, 3, 1), rule=limit(within_days=15, status="unconfirmed"))
    assert found.code is Code.INSUFFICIENT_DATA
    assert found.reason.startswith("规则待核")
