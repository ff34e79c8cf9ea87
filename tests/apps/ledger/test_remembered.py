"""What is remembered organisation by organisation equals a fresh answer, after any sequence of commits of any fact."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from taizhang.apps.audit import looking
from taizhang.apps.audit.commits import head
from taizhang.apps.audit.looking import one_look
from taizhang.apps.audit.remembering import afresh
from taizhang.apps.ledger.selectors.entries import Filter, State
from taizhang.apps.ledger.selectors.figures import MANY, figure_of, figure_totals
from taizhang.apps.ledger.selectors.numbers import number_of_entries
from taizhang.apps.ledger.selectors.owed import matrix, owed_among, owed_of
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.apps.ledger.selectors.tallied import newest_entries, recorded_days, waiting_for
from taizhang.apps.ledger.selectors.touched import touched_between
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.obligations import Cadence, Content, Vote
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.ledger.happenings import changes, step

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
YEAR = Window.of_year(2025)
MONTHS = Window(date(2025, 2, 1), date(2025, 10, 31))
HELD_AGAINST_RECORDS = (
    *(f"branch_congress/{one}" for one in ("count", "attendance", "people", "organizations", "places")),
    *(f"theme_day/{one}" for one in ("count", "attendance", "people", "organizations")),
    "three_meetings_one_lecture",
    "organizational_life_occasions",
    "people_in_organizational_life",
)
"""One of each ground, and some over several kinds."""

runs = st.lists(st.lists(changes, min_size=1, max_size=3), min_size=3, max_size=5)
"""Some commits, then a look; several between two looks, so that more than the last one has to be caught up with."""


def _answers(world: World) -> dict[str, object]:
    """Whatever is remembered, for one and for many, seen from above and from within."""
    everybody = [world.committee, world.branch, world.neighbour]
    above = [world.branch, world.neighbour]
    month = Window.of_month(2025, 3)
    without = (Cadence, Content, Vote)
    figures = [one for one, info in figure_catalogue(current_rulebook()).items() if info.shown]
    return {
        "matrix": matrix(world.superior, everybody, 2025, TODAY),
        "matrix of one": matrix(world.clerk, [world.branch], 2025, TODAY),
        "matrix of last year": matrix(world.superior, above, 2024, TODAY),
        "owed among": owed_among(world.superior, everybody, 2025, TODAY),
        "owed among, some types": owed_among(world.superior, above, 2025, TODAY, leaving_out=without),
        "owed": [owed_of(world.superior, one, 2025, TODAY) for one in visible_among(world.superior, everybody)],
        "waiting": waiting_for(world.superior, everybody),
        "recent": newest_entries(world.superior, above, TODAY, 5),
        "recent of one": newest_entries(world.superior, [world.neighbour], TODAY, 5),
        "figures": figure_totals(world.superior, figures, everybody, YEAR, TODAY),
        "figures of months": figure_totals(world.superior, figures, above, MONTHS, TODAY),
        "figures of last year": figure_totals(world.superior, figures, everybody, Window.of_year(2024), TODAY),
        "figures of one": figure_totals(world.clerk, figures, [world.branch], YEAR, TODAY),
        "few figures": figure_totals(world.superior, figures[: MANY - 1], everybody, YEAR, TODAY),
        "number": number_of_entries(world.superior, Filter(tuple(everybody), year=2025)),
        "number that wait": number_of_entries(world.superior, Filter(tuple(above), state=State.REGISTERED)),
        "number with a word": number_of_entries(world.superior, Filter(tuple(everybody), text="会")),
        "number with a word, for a keeper": number_of_entries(world.secretary, Filter((world.branch,), text="会")),
        "days": recorded_days(world.superior, everybody, month),
        "days of one": recorded_days(world.superior, [world.neighbour], month),
    }


@settings(
    max_examples=8,
    deadline=None,
    # Looking for a shorter example takes minutes, and one of a few commits is short enough to read.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(looks=runs)
def test_what_is_remembered_equals_a_fresh_answer_whatever_was_committed(
    world: World, looks: list[list[tuple[str, Any]]]
) -> None:
    with transaction.atomic():
        entries: list[int] = []
        for steps in looks:
            for name, what in steps:
                step(world, name, what, entries)
            remembered = _answers(world)
            with afresh():
                fresh = _answers(world)
            for name, answer in remembered.items():
                assert answer == fresh[name], (name, steps)
            _hold_against_records(world, remembered)
        transaction.set_rollback(True)


def _hold_against_records(world: World, answers: dict[str, Any]) -> None:
    """The totals are those of the records themselves, whichever way they were put together."""
    everybody, above = [world.committee, world.branch, world.neighbour], [world.branch, world.neighbour]
    periods = {
        "figures": (everybody, YEAR),
        "figures of months": (above, MONTHS),
        "figures of last year": (everybody, Window.of_year(2024)),
    }
    for name, (organizations, period) in periods.items():
        for figure in HELD_AGAINST_RECORDS:
            total, found = answers[name][figure], figure_of(world.superior, figure, organizations, period, TODAY)
            told = (found.value, found.unnamed, found.tallied)
            assert (total.value, total.unnamed, total.tallied) == told, (name, figure)


def test_the_chain_says_whom_a_commit_concerns(world: World) -> None:
    before = head()
    content = world.congress(organizations=[{"organization": world.neighbour, "how": "joint"}])
    recorded = record_entry(world.clerk, content, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    found = touched_between(before, head())
    assert found is not None
    assert found.organizations == {world.branch, world.neighbour}
    assert "branch_congress/count" in found.figures
    between = head()
    facts.person("somebody", world.branch)
    assert touched_between(between, head()) == type(found)()


def test_a_chain_that_does_not_lead_here_concerns_everybody(world: World) -> None:
    with transaction.atomic():
        facts.person("lost", world.branch)
        elsewhere = head()
        transaction.set_rollback(True)
    assert touched_between(elsewhere, head()) is None
    facts.person("instead", world.branch)
    facts.person("after", world.branch)
    assert touched_between(elsewhere, head()) is None


def test_a_reader_who_looked_before_the_last_commit_throws_nothing_away(world: World) -> None:
    asked: list[list[int]] = []

    def work(some: Sequence[int]) -> dict[int, int]:
        asked.append(list(some))
        return dict.fromkeys(some, 0)

    kept: ByOrganization[int, int] = ByOrganization(1, 100)
    grounds = {world.branch: None, world.neighbour: None}
    kept.answer("question", grounds, work, sum)
    with one_look():
        head()
        # In another thread, while this page is made: something is recorded, and somebody looks after that.
        with looking_elsewhere():
            record_entry(world.clerk, world.congress(), TODAY)
            kept.answer("question", grounds, work, sum)
        kept.answer("question", grounds, work, sum)
    kept.answer("question", grounds, work, sum)
    assert asked == [[world.branch, world.neighbour], [world.branch]]


@contextmanager
def looking_elsewhere() -> Iterator[None]:
    """Look as a thread of its own does, which has nothing of what this one saw."""
    token = looking._LOOK.set(None)
    try:
        yield
    finally:
        looking._LOOK.reset(token)


def test_an_answer_from_memory_asks_the_database_for_nobody_else(
    world: World, django_assert_max_num_queries: Any
) -> None:
    everybody = [world.committee, world.branch, world.neighbour]
    matrix(world.superior, everybody, 2025, TODAY)
    with django_assert_max_num_queries(8) as asked:
        matrix(world.superior, everybody, 2025, TODAY)
    assert not [one for one in asked.captured_queries if "posting" in one["sql"]]


def test_what_was_worked_out_of_a_commit_that_was_taken_back_is_forgotten(world: World) -> None:
    asked: list[int] = []

    def work(some: Sequence[int]) -> dict[int, int]:
        asked.extend(some)
        return dict.fromkeys(some, 0)

    kept: ByOrganization[int, int] = ByOrganization(1, 100)
    for _ in range(2):
        kept.answer("question", {world.branch: None}, work, sum)
        with transaction.atomic():
            record_entry(world.clerk, world.congress(), TODAY)
            kept.answer("question", {world.branch: None}, work, sum)
            transaction.set_rollback(True)
    # That the commit followed on the one before was found out while it did; later it is in no chain.
    assert asked == [world.branch] * 4
