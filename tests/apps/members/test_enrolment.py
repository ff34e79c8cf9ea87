from contextlib import suppress
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.apps.audit.standing import standing
from taizhang.apps.audit.writing import writing
from taizhang.apps.members.course import Strength
from taizhang.apps.members.enrolment import _whole, enrolment
from taizhang.apps.members.models import MemberDescription, MemberEvent
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DAY = date(2025, 12, 10)


def test_after_an_event_only_the_person_concerned_is_read_again() -> None:
    first, second, still = (facts.organization(code) for code in "abc")
    people = [*facts.persons("p", 5, first), *facts.persons("q", 5, still)]
    before = enrolment()
    quiet = before.course(still)
    before.course(first)
    facts.write(facts.event(people[0], "moved", date(2025, 3, 1), second))
    with CaptureQueriesContext(connection) as queries:
        after = enrolment()
    assert after.touched_since(before.at_commit) == frozenset({first, second})
    assert before.touched_since(after.at_commit) is None
    assert after.course(still) is quiet
    assert after.at([first, second, still], DAY) == _whole(after.at_commit).at([first, second, still], DAY)
    assert before.at([first], DAY)[first] == Strength(5, 5, 0, 0)
    assert len(queries) <= 8
    reading = [one["sql"] for one in queries.captured_queries if "ORDER BY" in one["sql"]]
    assert all(str(people[0]) in sql for sql in reading)


def test_several_steps_are_remembered() -> None:
    first, second = facts.organization("a"), facts.organization("b")
    people = facts.persons("p", 3, first)
    before = enrolment()
    for number, person in enumerate(people[:2]):
        facts.write(facts.event(person, "moved", date(2025, 3, 1 + number), second))
        enrolment()
    outside = facts.organization("c")
    facts.person("new", outside)
    assert enrolment().touched_since(before.at_commit) == frozenset({first, second, outside})


def test_a_taken_back_event_and_a_corrected_sex_are_seen() -> None:
    branch = facts.organization("a")
    one = facts.person("1", branch)
    left = facts.event(one, "transferred_out", date(2025, 3, 1), branch)
    facts.write(left)
    assert enrolment().at([branch], DAY)[branch].members == 0
    facts.close(left)
    assert enrolment().at([branch], DAY)[branch] == Strength(1, 1, 0, 0)
    wrong = MemberDescription.objects.get(member_id=one)
    facts.close(wrong)
    facts.write(MemberDescription(member_id=one, name="某", sex="女", begins_on=facts.LONG_AGO))
    assert enrolment().at([branch], DAY)[branch] == Strength(1, 1, 0, 1)


def test_nothing_is_kept_of_a_commit_that_is_not_in_the_chain() -> None:
    branch = facts.organization("a")
    one = facts.person("1", branch)
    with suppress(RuntimeError), writing("test", "test") as record:
        record.write(facts.event(one, "died", date(2025, 3, 1), branch))
        assert not standing((MemberEvent, MemberDescription)).is_settled
        assert enrolment().at([branch], DAY)[branch].members == 0
        raise RuntimeError
    assert enrolment().at([branch], DAY)[branch].members == 1
    facts.write(facts.event(one, "retired", date(2025, 3, 1), branch))
    assert enrolment().at([branch], DAY)[branch].members == 1
