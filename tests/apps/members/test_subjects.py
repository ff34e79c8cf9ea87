from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.apps.members.subjects import subjects
from taizhang.apps.rulebooks.models import ProfileChoice
from taizhang.domain.periods import Window
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
END = date(2025, 12, 31)


def test_seven_full_members_are_a_trait_from_the_day_they_are_seven() -> None:
    branch = facts.organization("a")
    people = facts.persons("p", 6, branch)
    new = facts.person("new", branch, full=False)
    facts.write(
        facts.event(new, "confirmed", date(2025, 3, 5), branch),
        facts.event(people[0], "died", date(2025, 9, 2), branch),
    )
    (found,) = subjects([branch], 2025, END)
    assert found.traits["seven_or_more"] == (Window(date(2025, 3, 5), date(2025, 9, 1)),)
    assert found.measures["full_members"] == 6


def test_a_committee_is_three_people_in_its_posts_or_a_term_with_seats() -> None:
    three, two, stated = (facts.organization(code) for code in "abc")
    facts.write(
        *facts.committee(three, [1, 2, 3], date(2024, 2, 1)),
        *facts.committee(two, [4, 5]),
        facts.term(stated, date(2023, 6, 1), seats=3, ended_on=date(2025, 5, 31)),
    )
    first, second, third = subjects([three, two, stated], 2025, END)
    assert not first.has("has_committee", date(2024, 1, 31))
    assert first.has("has_committee", date(2024, 2, 1))
    assert "has_committee" not in second.traits
    assert third.traits["has_committee"] == (Window(date(2023, 6, 1), date(2025, 5, 31)),)


def test_groups_are_a_trait_while_one_stands() -> None:
    branch = facts.organization("a")
    facts.organization("g", "subgroup", under=branch, since=date(2025, 4, 1), closed_on=date(2025, 10, 31))
    (found,) = subjects([branch], 2025, END)
    assert found.traits["has_groups"] == (Window(date(2025, 4, 1), date(2025, 10, 31)),)


def test_a_committee_measures_all_members_below_it() -> None:
    top = facts.organization("top", "committee")
    for code in "ab":
        facts.persons(f"{code}-", 30, facts.organization(code, under=top))
    unknown = facts.organization("u")
    whole, empty = subjects([top, unknown], 2025, END)
    assert whole.measures["members"] == 60
    assert whole.has("fifty_to_ninety_nine", END)
    assert empty.measures["members"] is None


def test_stated_traits_secretaries_terms_and_profiles_come_along() -> None:
    top = facts.organization("top", "committee")
    branch = facts.organization("v", under=top, traits="village_or_community")
    facts.write(
        facts.post(branch, 7, "secretary", date(2025, 2, 3)),
        facts.term(branch, date(2025, 2, 1), years=5),
        ProfileChoice(organization_id=top, profile="quarterly_lecture", begins_on=date(2025, 1, 1)),
    )
    (found,) = subjects([branch], 2025, END)
    assert found.has("village_or_community", date(2025, 6, 1))
    assert [(event.fact, event.day) for event in found.events] == [
        ("fact/organization_founded", facts.LONG_AGO),
        ("fact/term_begun", date(2025, 2, 1)),
        ("fact/secretary_appointed", date(2025, 2, 3)),
    ]
    assert found.terms[0].years == 5
    assert found.profiles == {"quarterly_lecture": Window(date(2025, 1, 1), date.max)}


def test_a_second_question_asks_the_database_once_and_any_change_is_seen() -> None:
    branch = facts.organization("a")
    facts.persons("p", 6, branch)
    before = subjects([branch], 2025, END)
    with CaptureQueriesContext(connection) as queries:
        assert subjects([branch], 2025, END) == before
    assert len(queries) == 1
    facts.person("new", branch)
    assert subjects([branch], 2025, END)[0].measures["full_members"] == 7


def test_the_number_of_queries_does_not_grow_with_the_organisations() -> None:
    ids = [facts.organization(f"o{number}") for number in range(30)]
    for one in ids:
        facts.person(f"m{one}", one)
    with CaptureQueriesContext(connection) as queries:
        assert len(subjects(ids, 2025, END)) == 30
    assert len(queries) <= 12
