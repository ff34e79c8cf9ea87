"""Of whom a report speaks, day by day: a branch that left keeps its days there, one that came brings none of before."""

from collections import Counter
from datetime import date

import pytest

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.ledger.selectors.owed import owed_among
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.organizations.services.relating import relate
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.gathering import answers
from taizhang.apps.reports.selectors.grounds import ground_of
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.unmet import shortfalls
from taizhang.domain.obligations.answers import Code
from taizhang.domain.reporting import Ask, Notice
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
UNTIL = date(2025, 11, 30)
NOTICE = Notice(2025, UNTIL)
OPERATOR = operator_at_machine("test", Role.SECRETARY)


@pytest.fixture
def elsewhere(world: World) -> int:
    """Another committee."""
    return facts.organization("d", "committee")


def held(world: World, *days: date) -> None:
    for day in days:
        recorded = record_entry(world.clerk, world.congress(day), TODAY)
        confirm_entry(world.secretary, recorded.revision, TODAY)


def counted(organization: int, since: date = date(2025, 1, 1), figure: str = "branch_congress/count") -> int:
    ask = Ask(figure, "below", since, UNTIL)
    return answers(OPERATOR, [ask], reach_of(organization, UNTIL), NOTICE).get(ask, 0)


def test_a_branch_that_left_in_june_keeps_its_first_half_year_with_the_committee_it_left(
    world: World, elsewhere: int
) -> None:
    held(world, date(2025, 3, 5), date(2025, 5, 7), date(2025, 8, 6))
    assert (counted(world.committee), counted(elsewhere)) == (3, 0)
    relate(OPERATOR, world.branch, elsewhere, date(2025, 6, 16))
    assert (counted(world.committee), counted(elsewhere)) == (2, 1)
    assert world.branch not in reach_of(world.committee, UNTIL).below


def test_who_is_secretary_since_july_answers_for_none_of_it(world: World, elsewhere: int) -> None:
    held(world, date(2025, 3, 5), date(2025, 8, 6))
    relate(OPERATOR, world.branch, elsewhere, date(2025, 6, 16))
    assert counted(world.committee, date(2025, 7, 1)) == 0
    assert counted(elsewhere, date(2025, 7, 1)) == 1


def test_the_members_are_those_of_the_reports_day(world: World, elsewhere: int) -> None:
    before = counted(world.committee, figure="members_at_end")
    relate(OPERATOR, world.branch, elsewhere, date(2025, 6, 16))
    assert counted(world.committee, figure="members_at_end") == before - len(world.people)
    assert counted(elsewhere, figure="members_at_end") == len(world.people)


def test_a_number_opens_to_the_records_of_those_days_only(world: World, elsewhere: int) -> None:
    held(world, date(2025, 3, 5), date(2025, 8, 6))
    relate(OPERATOR, world.branch, elsewhere, date(2025, 6, 16))
    report = Report(organization_id=world.committee, until=UNTIL, year=2025)
    ground = ground_of(OPERATOR, report, Ask("branch_congress/count", "below", date(2025, 1, 1), UNTIL))
    assert ground.figure.value == 1
    assert [day for day, _, _ in ground.sources] == [date(2025, 3, 5)]


def test_what_was_not_met_before_it_came_is_not_the_new_committees_problem(world: World, elsewhere: int) -> None:
    relate(OPERATOR, world.branch, elsewhere, date(2025, 6, 16))
    found = shortfalls(OPERATOR, elsewhere, reach_of(elsewhere, UNTIL), NOTICE)
    (monthly,) = (one for one in found if one.rule == "branch_committee_monthly")
    assert monthly.times == 5  # June, when it came, to October; November is not over


def test_the_matrix_and_one_obligation_after_another_say_the_same_of_those_below(world: World) -> None:
    reach = reach_of(world.committee, UNTIL)
    told = owed_among(OPERATOR, reach.below, 2025, UNTIL)
    unmet = [one for one in told if one.code is Code.UNMET]
    spoken = {one.rule: {two.subject for two in told if two.rule == one.rule} for one in unmet}
    times = Counter(one.rule for one in unmet)
    found = [one for one in shortfalls(OPERATOR, world.committee, reach, NOTICE) if not one.own]
    assert {one.rule: one.times for one in found} == times
    assert [one.rule for one in found] == sorted(times, key=lambda rule: (-times[rule], rule))
    for one in found:
        assert one.organizations == len({two.subject for two in unmet if two.rule == one.rule})
        assert one.among == len(spoken[one.rule])
    assert "branch_committee_monthly" in times
