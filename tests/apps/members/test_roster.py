from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.apps.members.selectors import people_of, roll, roster
from taizhang.apps.members.status import Status
from taizhang.domain.obligations.answers import People
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MAY = date(2025, 5, 8)


def test_it_names_members_voters_and_committee_of_that_day() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    people = facts.persons("p", 6, branch)
    new = facts.person("new", branch, full=False)
    gone = facts.person("gone", branch)
    facts.write(
        facts.event(gone, "transferred_out", date(2025, 5, 7), branch),
        facts.event(people[5], "moved", date(2025, 5, 9), other),
        *facts.committee(branch, people[:3]),
    )
    found = roster(branch, MAY, [people[0], gone])
    assert found.due == 7
    assert set(found.voters) == set(people)
    assert new not in found.voters
    assert found.secretary == people[0]
    assert found.deputies == (people[1],)
    assert found.committee == tuple(people[:3])
    assert found.branch_of == {people[0]: branch}


def test_a_person_of_another_branch_keeps_that_branch() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    facts.person("p", branch)
    guest = facts.person("guest", other)
    found = roster(branch, MAY, [guest])
    assert found.branch_of == {guest: other}
    assert found.due == 1


def test_it_asks_two_queries_however_many_persons() -> None:
    branch = facts.organization("a")
    people = facts.persons("p", 20, branch)
    with CaptureQueriesContext(connection) as queries:
        roster(branch, MAY, people)
    assert len(queries) == 2


def test_a_committee_has_no_roll_of_its_own_and_a_general_branch_gathers_its_branches() -> None:
    committee, general = facts.organization("c", "committee"), facts.organization("g", "general_branch")
    under_both = [
        facts.organization("a", under=committee),
        facts.organization("b", under=general),
        facts.organization("d", under=general),
    ]
    for branch in under_both:
        facts.persons(f"p{branch}-", 2, branch)
    assert roster(committee, MAY).due is None
    assert roster(committee, MAY).voters == ()
    assert roster(general, MAY).due == 4


def test_the_roster_as_known_before_a_correction_stays() -> None:
    branch = facts.organization("a")
    people = facts.persons("p", 2, branch)
    left = facts.event(people[0], "transferred_out", date(2025, 5, 7), branch)
    known = facts.write(left)
    facts.close(left)
    assert roster(branch, MAY).due == 2
    assert roster(branch, MAY, known=known).due == 1


def test_the_roll_stands_by_group_and_name() -> None:
    branch = facts.organization("a")
    group = facts.organization("g", "subgroup", under=branch)
    second, first = facts.person("2", branch, group=group), facts.person("1", branch, group=group, full=False)
    loose = facts.person("0", branch)
    found = roll(branch, MAY)
    assert [one.id for one in found] == [first, second, loose]
    assert [one.status for one in found] == [Status.PROBATIONARY, Status.FULL, Status.FULL]
    assert [one.id for one in roll(group, MAY)] == [first, second]


def test_it_tells_who_was_there_all_the_year_from_who_came_late_and_who_left() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    people, guest = facts.persons("p", 4, branch), facts.person("guest", other)
    facts.write(
        facts.event(people[3], "transferred_out", date(2025, 5, 7), branch),
        facts.event(guest, "moved", date(2025, 9, 1), branch),
        *facts.committee(branch, people[:3]),
    )
    found = people_of(branch, 2025, date(2026, 3, 1))
    assert found["members"] == People(tuple(people[:3]), (guest,))
    assert found["leaders"].all_year + found["leaders"].newcomers == tuple(people[:3])
    before = people_of(branch, 2025, date(2025, 5, 6))
    assert before["members"] == People(tuple(people))
