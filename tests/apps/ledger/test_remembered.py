"""What is remembered organisation by organisation equals a fresh answer, after any sequence of commits of any fact."""

from collections.abc import Callable, Iterator, Sequence
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
from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.reposting import repost
from taizhang.apps.ledger.selectors.entries import Filter, State
from taizhang.apps.ledger.selectors.figures import MANY, figure_totals
from taizhang.apps.ledger.selectors.numbers import number_of_entries
from taizhang.apps.ledger.selectors.owed import matrix, owed_among, owed_of
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.apps.ledger.selectors.tallied import newest_entries, recorded_days, waiting_for
from taizhang.apps.ledger.selectors.touched import touched_between
from taizhang.apps.ledger.services import confirm_entry, correct_entry, record_entry, void_entry
from taizhang.apps.members.models import EventKind
from taizhang.apps.organizations.models import Description, WindowShift
from taizhang.apps.rulebooks.models import ProfileChoice
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.obligations import Cadence, Content, Vote
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.ledger.test_any_sequence import OPERATOR, _content, _latest, _other_rulebook, occasions

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
YEAR = Window.of_year(2025)

changes = st.one_of(
    st.tuples(st.just("record"), occasions),
    st.tuples(st.just("confirm"), st.integers(0, 5)),
    st.tuples(st.just("record and confirm"), occasions),
    st.tuples(st.just("correct"), st.tuples(st.integers(0, 5), occasions)),
    st.tuples(st.just("void"), st.integers(0, 5)),
    st.tuples(st.just("adopt"), st.booleans()),
    st.tuples(st.sampled_from(["join", "leave", "post", "term", "shift", "profile", "found", "rename"]), st.none()),
)
"""Some commits, then a look; several between two looks, so that more than the last one has to be caught up with."""
runs = st.lists(st.lists(changes, min_size=1, max_size=3), min_size=3, max_size=5)


def _recorded(world: World, what: Any, entries: list[int], *, confirm: bool = False) -> None:
    recorded = record_entry(world.clerk, _content(world, what), TODAY)
    entries.append(recorded.entry)
    if confirm:
        confirm_entry(world.secretary, recorded.revision, TODAY)


def _step(world: World, name: str, what: Any, entries: list[int]) -> None:
    """Do one thing of any app; what is refused changes nothing."""
    branch, day, code = world.branch, date(2025, 5, 1), f"n{head().seq}"
    doing: dict[str, Callable[[], object]] = {
        "record": lambda: _recorded(world, what, entries),
        "record and confirm": lambda: _recorded(world, what, entries, confirm=True),
        "confirm": lambda: confirm_entry(world.secretary, _latest(entries[what]).pk, TODAY),
        "correct": lambda: correct_entry(
            world.clerk, entries[what[0]], _latest(entries[what[0]]).number, _content(world, what[1]), "改", TODAY
        ),
        "void": lambda: void_entry(world.clerk, entries[what], _latest(entries[what]).number, "重复"),
        "adopt": lambda: adopt_release(OPERATOR, _other_rulebook() if what else shipped(), "换", repost=repost),
        "join": lambda: facts.person(code, world.neighbour, day),
        "leave": lambda: facts.write(facts.event(world.people[-1], EventKind.TRANSFERRED_OUT, day)),
        "post": lambda: facts.write(facts.post(world.neighbour, world.guests[0], "secretary", day)),
        "term": lambda: facts.write(facts.term(world.neighbour, date(2021, 3, 1), years=3)),
        "shift": lambda: facts.write(
            WindowShift(
                issuer_id=world.committee,
                rule="branch_congress_quarterly",
                window_start=date(2025, 7, 1),
                window_end=date(2025, 9, 30),
                due_on=date(2025, 12, 20),
                notice="测组〔2025〕1号",
                organizations="[]",
            )
        ),
        "profile": lambda: facts.write(
            ProfileChoice(organization_id=world.committee, profile="lecture_each_quarter", begins_on=date(2024, 1, 1))
        ),
        "found": lambda: facts.organization(code, under=world.committee, since=day),
        "rename": lambda: facts.write(
            Description(organization_id=branch, name=code, type="branch", founded_on=facts.LONG_AGO, begins_on=day)
        ),
    }
    try:
        with transaction.atomic():
            doing[name]()
    except (LedgerError, IndexError):
        pass


def _answers(world: World) -> dict[str, object]:
    """Whatever is remembered, for one and for many, seen from above and from within."""
    everybody = [world.committee, world.branch, world.neighbour]
    above = [world.branch, world.neighbour]
    month, months = Window.of_month(2025, 3), Window(date(2025, 2, 1), date(2025, 10, 31))
    without = (Cadence, Content, Vote)
    figures = [one for one, info in figure_catalogue(current_rulebook()).items() if info.shown]
    return {
        "matrix": matrix(world.superior, everybody, 2025, TODAY),
        "matrix of one": matrix(world.clerk, [world.branch], 2025, TODAY),
        "matrix of last year": matrix(world.superior, above, 2024, TODAY),
        "owed among": owed_among(world.superior, everybody, 2025, TODAY),
        "owed among, some types": owed_among(world.superior, above, 2025, TODAY, leaving_out=without),
        "owed": [owed_of(world.superior, one, 2025, TODAY) for one in everybody],
        "waiting": waiting_for(world.superior, everybody),
        "recent": newest_entries(world.superior, above, TODAY, 5),
        "recent of one": newest_entries(world.superior, [world.neighbour], TODAY, 5),
        "figures": figure_totals(world.superior, figures, everybody, YEAR, TODAY),
        "figures of months": figure_totals(world.superior, figures, above, months, TODAY),
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
                _step(world, name, what, entries)
            remembered = _answers(world)
            with afresh():
                fresh = _answers(world)
            for name, answer in remembered.items():
                assert answer == fresh[name], (name, steps)
        transaction.set_rollback(True)


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
