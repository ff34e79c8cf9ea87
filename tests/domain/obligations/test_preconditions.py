"""A before B."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.obligations.answers import Code, Obligation, Record, Subject
from taizhang.domain.obligations.preconditions import preconditions_of
from tests.domain.worlds import BRANCHES, rule_of

VOTED = date(2025, 12, 20)


def record(figure: str, day: date, entry: int, **more: Any) -> Record:
    content = {"organization": 1, "year": day.year, "amount": 1, "revision": 1, "title": figure, **more}
    return Record(figure=figure, day=day, entry=entry, **content)


def asked(*records: Record, as_of: date = date(2026, 2, 1), year: int = 2025, **version: Any) -> list[Obligation]:
    content = {
        "applies_to": BRANCHES,
        "before": ["talk/count"],
        "after": ["life/count"],
        "at_most_months": 3,
        **version,
    }
    rule = rule_of("talks_first", {"type": "precondition", "version": content})
    subject = Subject(1, "branch", founded_on=date(2010, 1, 1))
    return preconditions_of(rule, subject, year, as_of, [record("life/count", VOTED, 9), *records])


@pytest.mark.parametrize(
    ("talked_on", "least", "code"),
    [
        (date(2025, 9, 19), 0, Code.UNMET),
        (date(2025, 9, 20), 0, Code.MET),
        (VOTED, 0, Code.MET),
        (date(2025, 12, 21), 0, Code.UNMET),
        (date(2025, 12, 13), 7, Code.MET),
        (date(2025, 12, 14), 7, Code.UNMET),
    ],
)
def test_the_first_lies_early_enough_and_not_too_long_before(talked_on: date, least: int, code: Code) -> None:
    (found,) = asked(record("talk/count", talked_on, 1), at_least_days=least)
    assert found.code is code
    assert found.due_on == VOTED


def test_what_does_not_count_is_named_with_why() -> None:
    (found,) = asked(record("talk/count", date(2025, 12, 21), 1), record("talk/count", date(2025, 9, 1), 2))
    assert [one.why for one in found.not_counted] == ["隔得太久。", "在这以后。"]


def test_each_entry_of_the_year_is_asked_once() -> None:
    found = asked(record("life/count", VOTED, 9, part=1), record("life/count", date(2025, 6, 1), 8))
    assert [one.due_on for one in found] == [date(2025, 6, 1), VOTED]
    assert not asked(year=2024)
    assert not asked(as_of=date(2025, 12, 19))


def test_tallies_are_no_first_and_others_do_not_help() -> None:
    (found,) = asked(
        record("talk/count", date(2025, 12, 1), 1, tally=True),
        record("talk/count", date(2025, 12, 1), 2, organization=2),
    )
    assert found.code is Code.UNMET


def test_an_unconfirmed_rule_fails_nobody() -> None:
    (found,) = asked(status="unconfirmed")
    assert found.code is Code.INSUFFICIENT_DATA
    assert found.reason.startswith("规则待核")
