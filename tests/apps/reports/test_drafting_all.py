"""The reports of all below a committee: one each, told one by one; its own counts a joint event once."""

from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.organizations.models import Post
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.drafting_all import EXISTING, NO_SECRETARY, Asked, draft_each, those_below
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db]
UNTIL = date(2025, 11, 30)
DUTY, WHOLE = "branch_secretary_duty_report", "organization_report"


@pytest.fixture
def writer(world: World) -> Actor:
    """The committee's clerk: he writes for all below it."""
    return Actor(world.clerk.account, "委员会的党务", (Holding(Role.CLERK, world.committee),))


def joint_day(world: World) -> None:
    content = {
        "recorder": world.branch,
        "day": "2025-05-08",
        "year": 2025,
        "title": "联合主题党日",
        "organizations": [{"organization": world.neighbour, "how": "joint"}],
        "roll": [{"person": one, "present": True} for one in world.people + world.guests],
        "parts": [{"kind": "theme_day", "fields": {"theme": "护渠"}}],
    }
    confirm_entry(world.secretary, record_entry(world.clerk, content, TODAY).revision, TODAY)


def counted(report: int, figure: str) -> dict[str, int]:
    document = document_of(head_of(Report.objects.get(pk=report)))
    return {chip.ask.scope: chip.value for chip in document.chips() if chip.ask.figure == figure}


def test_only_those_below_for_whom_one_may_write_are_drafted(world: World, writer: Actor) -> None:
    group = facts.organization("g", "subgroup", under=world.branch)
    below = those_below(writer, world.committee, UNTIL)
    assert set(below) == {world.branch, world.neighbour}
    assert group not in below
    assert those_below(world.clerk, world.committee, UNTIL) == (world.branch,)
    assert those_below(world.superior, world.committee, UNTIL) == ()


def test_who_cannot_have_a_report_is_told_and_stops_nobody(world: World, writer: Actor) -> None:
    general = facts.organization("z", "general_branch", under=world.committee)
    facts.write(Post(organization_id=world.neighbour, person=world.guests[0], title="secretary", begins_on=UNTIL))
    told = {
        one.organization: one
        for one in draft_each(writer, (general, world.branch, world.neighbour), Asked(DUTY, UNTIL, 2000))
    }
    assert "不是给这类党组织用的" in told[general].remark
    drafted = [one for one in told.values() if one.report]
    assert world.neighbour in {one.organization for one in drafted}
    for one in drafted:
        document = document_of(head_of(Report.objects.get(pk=one.report)))
        assert one.figures == sum(1 for _ in document.chips())
        assert one.gaps == tuple(gap.what for _, gap in document.gaps())
        assert one.missing == len(one.gaps) > 0
        assert one.left_out == len(one.dropped)
    assert Report.objects.count() == len(drafted)


def test_a_branch_without_a_secretary_is_told(world: World, writer: Actor) -> None:
    (told,) = draft_each(writer, [world.neighbour], Asked(DUTY, UNTIL, 2000))
    assert told.remark == NO_SECRETARY
    assert not Report.objects.exists()


def test_drafting_again_goes_on_where_it_was_stopped(world: World, writer: Actor) -> None:
    each = draft_each(writer, (world.branch, world.neighbour), Asked(WHOLE, UNTIL, 2000))
    first = next(each)
    again = list(draft_each(writer, (world.branch, world.neighbour), Asked(WHOLE, UNTIL, 2000)))
    assert (again[0].report, again[0].remark) == (first.report, EXISTING)
    assert again[1].report
    assert Report.objects.count() == 2
    (longer,) = draft_each(writer, [world.branch], Asked(WHOLE, UNTIL, 4000))
    assert longer.report != first.report


def test_a_stranger_s_organisation_is_told_like_one_that_is_not_there(world: World, writer: Actor) -> None:
    (told,) = draft_each(writer, [world.foreign], Asked(WHOLE, UNTIL, 2000))
    assert "没有这个党组织" in told.remark
    assert not Report.objects.exists()


@pytest.mark.both_databases
def test_the_committee_s_own_report_counts_a_joint_event_once(world: World, writer: Actor) -> None:
    joint_day(world)
    branches = list(draft_each(writer, (world.branch, world.neighbour), Asked(WHOLE, UNTIL, 5000)))
    assert [counted(one.report, "theme_day/count") for one in branches] == [{"own": 1}, {"own": 1}]
    whole, _ = begin_report(writer, Wanted(world.committee, WHOLE, 2025, UNTIL, most_characters=5000))
    values = counted(whole, "theme_day/count")
    assert values, "the committee's report does not tell of it at all"
    assert set(values.values()) == {1}
    assert set(values) <= {"below", "all"}
