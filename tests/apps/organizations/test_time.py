"""Whatever becomes of organisations: the past keeps its structure, and no day ever sees a circle."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.apps.accounts.actors import operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.writing import last_seq, writing
from taizhang.apps.organizations import services
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.selectors import OrganizationView, organization_view
from taizhang.apps.organizations.services.founding import end_life
from taizhang.apps.organizations.structure import structure

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
START = date(2025, 1, 1)
ASKED = [START + timedelta(days=30 * step) for step in range(13)]
NUMBERS = count()
DAYS = st.integers(0, 360).map(lambda days: START + timedelta(days=days))
ONE = st.integers(0, 4)
STEPS = st.one_of(
    st.tuples(st.just("relate"), ONE, ONE, DAYS, st.sampled_from(["subordination", "sector"])),
    st.tuples(st.just("rename"), ONE, DAYS),
    st.tuples(st.just("close"), ONE, DAYS),
    st.tuples(st.just("reopen"), ONE),
)


def _step(ids: list[int], what: str, *how: Any) -> None:
    first = ids[how[0]]
    if what == "relate":
        services.relate(CLERK, first, ids[how[1]], how[2], how[3])
    elif what == "rename":
        services.rename(CLERK, first, how[1], f"改名{next(NUMBERS)}")
    elif what == "close":
        with writing("test", "test.close") as record:
            end_life(record, first, how[1])
    else:
        services.reopen_organization(CLERK, first)


def _answers(ids: list[int], known: int | None = None) -> dict[object, tuple[OrganizationView, tuple[int, ...]]]:
    of = structure(known)
    return {(day, one): (organization_view(one, day, known), of.below(one, day)) for day in ASKED for one in ids}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=12))
def test_the_structure_as_known_on_a_commit_never_changes(steps: list[tuple[Any, ...]]) -> None:
    ids = [
        services.set_up_organization(
            CLERK, code=f"time{next(NUMBERS)}", name="某党委", type_="committee", founded_on=START
        )
        for _ in range(5)
    ]
    told = {}
    for one in steps:
        with suppress(OrganizationRefusedError):
            _step(ids, *one)
        told[last_seq()] = _answers(ids)
        of = structure()
        for day in ASKED:
            for organization in ids:
                assert organization not in of.above(organization, day)
                assert len(of.parents(organization, day)) <= 1
    for seq, answers in told.items():
        assert _answers(ids, seq) == answers
