"""What is owed and the figures, straight from what services wrote."""

from datetime import date
from typing import Any

import pytest

from taizhang.apps.ledger.selectors.figures import figure_of, figure_totals, figure_view
from taizhang.apps.ledger.selectors.owed import cell, matrix, owed_among, owed_of
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.members.selectors import people_of
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.rulebooks.models import ProfileChoice
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Code
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import figure_catalogue
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
YEAR = Window.of_year(2025)
RULE = "branch_congress_quarterly"


def _confirmed(world: World, content: dict[str, Any]) -> int:
    recorded = record_entry(world.clerk, content, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    return recorded.entry


def test_the_matrix_and_the_cell_turn_when_a_congress_is_confirmed(world: World) -> None:
    first_quarter = Window(date(2025, 1, 1), date(2025, 3, 31))
    assert cell(world.clerk, world.branch, RULE, first_quarter, TODAY).code is Code.UNMET
    entry = _confirmed(world, world.congress())
    explained = cell(world.clerk, world.branch, RULE, first_quarter, TODAY)
    assert explained.code is Code.MET
    assert [one.entry for one in explained.counted] == [entry]
    found = matrix(world.superior, [world.branch, world.neighbour], 2025, TODAY)
    row = next(row for row in found.rows if row.rule == RULE)
    assert [row.code(0, 0), row.code(1, 0)] == [Code.MET, Code.UNMET]


def test_every_cell_of_the_matrix_equals_its_explanation(world: World) -> None:
    _confirmed(world, world.congress())
    _confirmed(world, world.congress(date(2025, 6, 4), title="第二季度大会"))
    found = matrix(world.superior, [world.branch], 2025, TODAY)
    for row in found.rows:
        for index, slot in enumerate(row.slots):
            explained = cell(world.superior, world.branch, row.rule, slot.window, TODAY)
            assert explained.code == row.code(0, index), (row.rule, slot.window)


def test_a_year_of_one_branch_lists_every_type_of_rule(world: World) -> None:
    _confirmed(world, world.congress())
    rules = {one.rule for one in owed_of(world.clerk, world.branch, 2025, TODAY)}
    assert {RULE, "theme_day_monthly", "branch_at_least_three_full_members"} <= rules


def test_persons_are_looked_up_only_for_one_organisation_and_told_by_number(world: World) -> None:
    course = {
        "recorder": world.branch,
        "day": "2025-05-08",
        "year": 2025,
        "title": "春季轮训",
        "roll": [{"person": one, "present": True} for one in world.people],
        "parts": [
            {
                "kind": "training_course",
                "fields": {"subject": "春季轮训", "audience": ["member"], "hours": 320},
            }
        ],
    }
    entry = _confirmed(world, course)
    (hours,) = [one for one in owed_of(world.clerk, world.branch, 2025, TODAY) if one.rule == "member_hours_yearly"]
    roll = set(people_of(world.branch, 2025, TODAY)["members"].all_year)
    assert (hours.had, hours.needed) == (len(roll & set(world.people)), len(roll))
    assert {(one.entry, one.person) for one in hours.counted} == {(entry, 0)}
    assert all(one.rule != "member_hours_yearly" for one in owed_among(world.clerk, [world.branch], 2025, TODAY))
    assert all(row.rule != "member_hours_yearly" for row in matrix(world.clerk, [world.branch], 2025, TODAY).rows)


def test_a_foreign_organisation_owes_nothing_that_one_may_see(world: World) -> None:
    with pytest.raises(NotFoundError):
        owed_of(world.stranger, world.branch, 2025, TODAY)
    with pytest.raises(NotFoundError):
        cell(world.stranger, world.branch, RULE, YEAR, TODAY)
    assert matrix(world.stranger, [world.branch], 2025, TODAY).subjects == ()


def test_a_joint_event_counts_once_above_and_opens_to_its_entry(world: World) -> None:
    content = {
        "recorder": world.branch,
        "day": "2025-05-08",
        "year": 2025,
        "title": "联合主题党日",
        "organizations": [{"organization": world.neighbour, "how": "joint"}],
        "roll": [{"person": one, "present": True} for one in world.people + world.guests],
        "parts": [{"kind": "theme_day", "fields": {"theme": "护渠"}}],
    }
    entry = _confirmed(world, content)
    both = [world.branch, world.neighbour]
    figure = figure_of(world.superior, "theme_day/count", both, YEAR, TODAY)
    assert figure.value == 1
    assert figure.overlap == 1
    assert {one.entry for one in figure.sources} == {entry}
    totals = figure_totals(
        world.superior, ["theme_day/count", "theme_day/attendance", "theme_day/people"], both, YEAR, TODAY
    )
    heads = len(world.people) + len(world.guests)
    assert {name: one.value for name, one in totals.items()} == {
        "theme_day/count": 1,
        "theme_day/attendance": heads,
        "theme_day/people": heads,
    }


def test_every_total_equals_the_figure_that_opens_down(world: World) -> None:
    _confirmed(world, world.congress())
    _confirmed(
        world,
        {
            "recorder": world.branch,
            "day": "2025-01-01",
            "end_day": "2025-06-30",
            "year": 2025,
            "title": "上半年志愿服务",
            "tallies": [{"figure": "volunteer_service/count", "amount": 12, "keeper": "林穗"}],
        },
    )
    figures = list(figure_catalogue(current_rulebook()))
    totals = figure_totals(world.superior, figures, [world.branch], YEAR, TODAY)
    assert totals["volunteer_service/count"].value == 12
    for figure in figures:
        assert totals[figure].value == figure_of(world.superior, figure, [world.branch], YEAR, TODAY).value, figure


def test_a_figure_comes_with_its_months_and_the_year_before(world: World) -> None:
    _confirmed(world, world.congress())
    view = figure_view(world.superior, "branch_congress/count", [world.branch], YEAR, TODAY)
    assert view.trend is not None
    assert view.trend.months[2] == 1
    assert view.comparison is not None
    assert view.comparison.before == 0


def test_each_group_answers_for_its_own_meetings_where_that_was_chosen(world: World) -> None:
    rule = "local_meeting_of_each_group_monthly"
    first, second = (facts.organization(code, "subgroup", under=world.branch) for code in ("g1", "g2"))
    groups = [first, second]
    assert all(row.rule != rule for row in matrix(world.superior, groups, 2025, TODAY).rows)
    facts.write(
        ProfileChoice(organization_id=world.branch, profile="meetings_of_each_group", begins_on=date(2025, 1, 1))
    )
    meeting = {
        "recorder": world.branch,
        "year": 2025,
        "title": "党小组会",
        "roll": [{"person": one, "present": True} for one in world.people],
        "parts": [{"kind": "group_meeting"}],
    }
    both = [{"organization": one, "how": "joint"} for one in groups]
    _confirmed(world, {**meeting, "day": "2025-03-05", "organizations": both})
    _confirmed(world, {**meeting, "day": "2025-04-08", "organizations": both[:1]})
    _confirmed(world, {**meeting, "day": "2025-04-22", "organizations": both[:1]})
    found = matrix(world.superior, groups, 2025, TODAY)
    row = next(row for row in found.rows if row.rule == rule)
    assert [row.code(0, 2), row.code(1, 2)] == [Code.MET, Code.MET]
    # Twice in one group does not stand for the other.
    assert [row.code(0, 3), row.code(1, 3)] == [Code.MET, Code.UNMET]
    for index, group in enumerate(groups):
        for place, slot in enumerate(row.slots):
            assert cell(world.superior, group, rule, slot.window, TODAY).code == row.code(index, place)
