"""What is read for many occasions at once is what each would have been told alone, and what a plain look finds."""

from datetime import date, timedelta
from typing import Any

import pytest

from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.neighbourhood import Neighbourhood
from taizhang.apps.ledger.services import confirm_entry, correct_entry, record_entry, void_entry
from taizhang.apps.ledger.surroundings import surroundings_of
from taizhang.apps.organizations.selectors import above
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.surroundings import Surroundings
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MINUTES = (
    "会议逐条讨论了防汛值守的安排，明确了每个巡查点的责任人，约定了换班和报告的办法，大家谈了去年的做法和体会。" * 2
)


@pytest.fixture
def revisions(world: World) -> list[Revision]:
    """Occasions of one day and of several, joint ones, some that are voided or corrected, minutes that are copied."""

    def record(day: date, **more: Any) -> tuple[int, int]:
        recorded = record_entry(world.clerk, world.congress(day, **more), TODAY)
        return recorded.entry, recorded.revision

    joint = [{"organization": world.neighbour, "how": "joint"}]
    record(date(2025, 3, 5), summary=MINUTES)
    record(date(2025, 3, 5), organizations=joint, title="联合开的大会")
    record(date(2025, 3, 1), end_day="2025-03-31", title="一个月的学习")
    entry, revision = record(date(2025, 3, 6), summary=MINUTES)
    confirm_entry(world.secretary, revision, TODAY)
    correct_entry(world.clerk, entry, 1, world.congress(date(2025, 3, 5), summary=MINUTES), "日期抄错", TODAY)
    voided, _ = record(date(2025, 3, 5), title="登错了")
    void_entry(world.clerk, voided, 1, "登错了")
    record(date(2025, 4, 5))
    return list(Revision.objects.order_by("pk"))


def plainly(occasion: Occasion, entry: int) -> list[int]:
    """The entries around, by going through everything."""
    around = {occasion.recorder, *occasion.roster.branch_of.values(), *above(occasion.recorder, occasion.day)}
    around |= {one.organization for one in occasion.organizations if one.organization}
    found = []
    for revision in Revision.objects.filter(known_until__isnull=True).exclude(entry=entry).order_by("day", "pk"):
        other = occasion_of(revision.content)
        places = {revision.organization_id, *(one.organization for one in other.organizations)}
        if places & around and other.day <= occasion.last_day and other.last_day >= occasion.day:
            found.append(revision.entry_id)
    return found


def without_names(found: Surroundings) -> tuple[Any, ...]:
    return found.neighbours, found.minutes, found.profiles, found.roll_size, found.founded_on, found.organization_type


def test_many_are_told_what_each_is_told_alone(revisions: list[Revision]) -> None:
    occasions = [occasion_of(one.content) for one in revisions]
    together = Neighbourhood(occasions)
    met = 0
    for revision, occasion in zip(revisions, occasions, strict=True):
        alone = surroundings_of(occasion, revision.entry_id)
        found = together.around(occasion, revision.entry_id)
        assert without_names(found) == without_names(alone)
        assert found.names.items() >= alone.names.items()
        assert [one.entry for one in alone.neighbours] == plainly(occasion, revision.entry_id)
        met += len(alone.neighbours)
    assert met > 10


def test_who_is_at_both_has_a_name(revisions: list[Revision], world: World) -> None:
    found = surroundings_of(occasion_of(revisions[0].content), revisions[0].entry_id)
    assert set(found.names) == set(world.people)


def test_copied_minutes_are_remembered_and_ones_own_are_not(revisions: list[Revision]) -> None:
    first = revisions[0]
    found = surroundings_of(occasion_of(first.content), first.entry_id).minutes
    assert [one.day for one in found] == [date(2025, 3, 6), date(2025, 3, 5)]
    assert first.entry_id not in {one.entry for one in found}


def test_the_number_of_questions_does_not_grow_with_the_occasions(
    world: World, revisions: list[Revision], django_assert_max_num_queries: Any
) -> None:
    occasions = [
        occasion_of(revisions[0].content),
        *(
            Occasion(recorder=world.branch, day=date(2024, 1, 1) + timedelta(days=number), year=2024)
            for number in range(100)
        ),
    ]
    surroundings_of(occasions[0], None)
    with django_assert_max_num_queries(14):
        Neighbourhood(occasions)


def test_nothing_stands_around_nothing(world: World) -> None:
    Neighbourhood([])
