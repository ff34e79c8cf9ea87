from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import ALL, may, require, require_visible, visible_among, visible_to
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def _actor(role: Role, *organizations: int | None) -> Actor:
    return Actor(1, "甲", tuple(Holding(role, one) for one in organizations))


def test_a_role_reaches_the_organisation_and_all_below_it() -> None:
    top, other = facts.organization("top", "committee"), facts.organization("other", "committee")
    branch = facts.organization("a", under=top)
    superior = _actor(Role.SUPERIOR, top)
    assert visible_to(superior) == frozenset({top, branch})
    assert may(superior, Permission.READ_ENTRIES, branch)
    assert not may(superior, Permission.READ_ENTRIES, other)
    assert visible_among(superior, [other, branch, top]) == (branch, top)
    assert visible_to(_actor(Role.READER, branch)) == frozenset({branch})


def test_foreign_and_unknown_give_the_same_answer_and_seen_but_not_allowed_another() -> None:
    top, other = facts.organization("top", "committee"), facts.organization("other", "committee")
    reader = _actor(Role.READER, top)
    answers = []
    for organization in (other, 999_999):
        with pytest.raises(NotFoundError) as missing:
            require_visible(reader, organization)
        answers.append((missing.value.code, missing.value.message))
        with pytest.raises(NotFoundError) as missing:
            require(reader, Permission.RECORD, organization)
        answers.append((missing.value.code, missing.value.message))
    assert len(set(answers)) == 1
    with pytest.raises(NotAllowedError):
        require(reader, Permission.RECORD, top)


def test_even_a_right_over_everything_finds_no_unknown_organisation() -> None:
    known = facts.organization("a")
    everywhere = _actor(Role.SECRETARY, None)
    assert visible_to(everywhere) is ALL
    require(everywhere, Permission.RECORD, known)
    with pytest.raises(NotFoundError):
        require(everywhere, Permission.RECORD, known + 1000)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.SECURITY, Role.AUDITOR])
def test_administrators_see_no_business_data(role: Role) -> None:
    branch = facts.organization("a")
    assert visible_to(_actor(role, None)) == frozenset()
    with pytest.raises(NotFoundError):
        require_visible(_actor(role, None), branch)


def test_a_closed_branch_stays_with_those_above_it() -> None:
    top = facts.organization("top", "committee")
    branch = facts.organization("a", under=top, closed_on=date(2020, 1, 1))
    assert branch in visible_to(_actor(Role.SUPERIOR, top))
    require_visible(_actor(Role.SUPERIOR, top), branch)


def test_asking_costs_one_query_however_many_organisations() -> None:
    top = facts.organization("top", "committee")
    for number in range(30):
        facts.organization(f"o{number}", under=top)
    superior = _actor(Role.SUPERIOR, top)
    visible_to(superior)
    with CaptureQueriesContext(connection) as queries:
        assert len(visible_to(superior)) == 31  # type: ignore[arg-type]
    assert len(queries) == 1
