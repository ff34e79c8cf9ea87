from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.members.doors import look_for_members, open_member, open_roll
from taizhang.apps.members.errors import MemberNotFoundError
from taizhang.apps.organizations.errors import NotFoundError
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
DAY = date(2025, 5, 8)


def _reader(branch: int, role: Role = Role.READER) -> Actor:
    return Actor(1, "甲", (Holding(role, branch),))


def test_a_roll_is_read_by_whom_it_concerns() -> None:
    top = facts.organization("top", "committee")
    branch, other = facts.organization("a", under=top), facts.organization("b")
    mine, foreign = facts.person("1", branch), facts.person("2", other)
    reader = _reader(top)
    assert [one.id for one in open_roll(reader, branch, DAY)] == [mine]
    assert [one.id for one in open_roll(reader, top, DAY, whole=True)] == [mine]
    assert open_member(reader, mine, DAY).id == mine
    assert [one.id for one in look_for_members(reader, "党员", DAY)] == [mine]
    with pytest.raises(NotFoundError):
        open_roll(reader, other, DAY)
    for number in (foreign, 999_999):
        with pytest.raises(MemberNotFoundError):
            open_member(reader, number, DAY)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.SECURITY, Role.AUDITOR])
def test_administrators_read_no_roll(role: Role) -> None:
    branch = facts.organization("a")
    member = facts.person("1", branch)
    administrator = Actor(1, "甲", (Holding(role),))
    with pytest.raises(MemberNotFoundError):
        open_member(administrator, member, DAY)
    with pytest.raises(NotFoundError):
        open_roll(administrator, branch, DAY)
    assert look_for_members(administrator, "党员", DAY) == ()


def test_a_person_before_his_first_day_belongs_to_where_he_came_to() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    member = facts.person("1", branch, date(2025, 9, 1))
    assert not open_member(_reader(branch), member, DAY).is_member
    with pytest.raises(MemberNotFoundError):
        open_member(_reader(other), member, DAY)
