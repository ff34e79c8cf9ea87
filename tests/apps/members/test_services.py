from datetime import date
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.members.errors import EventRefusedError, MemberError, MemberNotFoundError
from taizhang.apps.members.movements import movements, party_age
from taizhang.apps.members.selectors import find_members, member_view, roll
from taizhang.apps.members.services import (
    Newcomer,
    add_member,
    close_organization,
    correct_event,
    describe,
    merge_organizations,
    record_event,
    split_organization,
    withdraw_event,
)
from taizhang.apps.members.status import Status
from taizhang.apps.members.stocks import members_at
from taizhang.apps.organizations.access import visible_to
from taizhang.apps.organizations.errors import NotFoundError, OrganizationRefusedError
from taizhang.apps.organizations.selectors import below, organization_view
from taizhang.domain.periods import Window
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
CAME, TODAY = date(2024, 3, 1), date(2025, 12, 10)


def _add(branch: int, name: str = "甲", **more: Any) -> int:
    return add_member(CLERK, Newcomer(**{"name": name, "organization": branch, "day": CAME, **more}))


def test_a_newcomer_stands_on_the_roll_from_his_day() -> None:
    branch = facts.organization("a")
    member = _add(branch, sex="女", nation="汉族", born_in=1990, full=False)
    assert roll(branch, date(2024, 2, 29)) == ()
    (found,) = roll(branch, CAME)
    assert (found.id, found.sex, found.status) == (member, "女", Status.PROBATIONARY)
    assert found.code.isdigit()
    assert len(found.code) == 6


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "姓名"),
        ({"sex": "F"}, "性别"),
        ({"born_in": 2015}, "18岁"),
        ({"joined_on": date(2024, 3, 2)}, "入党日期"),
        ({"joined_on": date(2020, 1, 1), "full_since": date(2019, 1, 1)}, "转正日期"),
        ({"full": False, "full_since": date(2023, 1, 1)}, "预备党员"),
        ({"kind": "died"}, "列入名册"),
        ({"code": "taken"}, "已经有人在用"),
        ({"day": date(2009, 1, 1)}, "还没有成立"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(changes: dict[str, Any], words: str) -> None:
    branch = facts.organization("a")
    _add(branch, code="taken")
    before = last_seq()
    with pytest.raises(MemberError, match=words):
        _add(branch, **changes)
    assert last_seq() == before


def test_members_belong_to_branches_and_to_groups_of_their_branch() -> None:
    committee = facts.organization("c", "committee")
    branch, other = facts.organization("a"), facts.organization("b")
    group = facts.organization("g", "subgroup", under=other)
    with pytest.raises(EventRefusedError, match="不是党支部"):
        _add(committee)
    with pytest.raises(EventRefusedError, match="党小组当日不在"):
        _add(branch, group=group)


def test_a_member_is_confirmed_moved_and_transferred_out() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    member = _add(branch, full=False)
    record_event(CLERK, member, "confirmed", date(2025, 3, 1))
    record_event(CLERK, member, "moved", date(2025, 5, 1), organization=other)
    record_event(CLERK, member, "transferred_out", date(2025, 9, 1))
    seen = [member_view(member, day) for day in (date(2025, 2, 28), date(2025, 3, 1), date(2025, 5, 1), TODAY)]
    assert [one.status for one in seen] == [Status.PROBATIONARY, Status.FULL, Status.FULL, Status.TRANSFERRED]
    assert [one.organization for one in seen] == [branch, branch, other, other]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("confirmed", "只有预备党员能转正"),
        ("cancelled", "只有预备党员"),
        ("floating_back", "不是流动党员"),
        ("restored", "只有停止党籍或出党"),
        ("entered_roll", "此前已在册"),
        ("transferred_in", "调整支部或小组"),
        ("flew", "没有“flew”这种变动"),
    ],
)
def test_an_event_that_the_status_does_not_allow_is_refused(kind: str, words: str) -> None:
    branch = facts.organization("a")
    member = _add(branch)
    with pytest.raises(EventRefusedError, match=words):
        record_event(CLERK, member, kind, TODAY, organization=branch, full=True)


def test_an_earlier_event_must_leave_the_later_ones_possible() -> None:
    branch = facts.organization("a")
    member = _add(branch, full=False)
    record_event(CLERK, member, "confirmed", date(2025, 3, 1))
    with pytest.raises(EventRefusedError, match="转正”不成立"):
        record_event(CLERK, member, "cancelled", date(2025, 1, 1))
    with pytest.raises(EventRefusedError, match="不成立"):
        record_event(CLERK, member, "moved", date(2024, 2, 1), organization=branch)


def test_a_corrected_event_leaves_what_was_known_and_a_withdrawn_one_too() -> None:
    branch = facts.organization("a")
    member = _add(branch)
    event = record_event(CLERK, member, "died", date(2025, 6, 1))
    known = last_seq()
    right = correct_event(CLERK, event, day=date(2025, 6, 11))
    assert member_view(member, date(2025, 6, 5)).is_member
    assert not member_view(member, date(2025, 6, 5), known).is_member
    with pytest.raises(EventRefusedError, match="被别人改过"):
        correct_event(CLERK, event, day=date(2025, 6, 12))
    withdraw_event(CLERK, right)
    assert member_view(member, TODAY).is_member
    assert members_at([branch], TODAY, known)[branch].members == 0


def test_descriptions_change_from_a_day_or_are_corrected_from_the_start() -> None:
    branch = facts.organization("a")
    member = _add(branch, "王小明", education="大专")
    known = last_seq()
    describe(CLERK, member, date(2025, 7, 1), education="大学")
    describe(CLERK, member, date(2024, 6, 1), name="王晓明", correcting=True)
    assert (member_view(member, CAME).name, member_view(member, CAME).education) == ("王晓明", "大专")
    assert member_view(member, TODAY).education == "大学"
    assert member_view(member, TODAY, known).name == "王小明"
    with pytest.raises(MemberError, match="姓名"):
        describe(CLERK, member, TODAY, name=" ")


def test_a_clerk_reaches_her_own_roll_alone() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    member = _add(other, "外人")
    clerk = Actor(1, "甲", (Holding(Role.CLERK, branch),))
    with pytest.raises((MemberNotFoundError, NotFoundError)):
        record_event(clerk, member, "died", TODAY)
    with pytest.raises((MemberNotFoundError, NotFoundError)):
        record_event(clerk, member, "moved", TODAY, organization=branch)
    with pytest.raises(MemberNotFoundError):
        describe(clerk, member, TODAY, name="改名")
    assert find_members(visible_to(clerk), "外", TODAY) == ()
    assert [one.id for one in find_members(visible_to(CLERK), "外", TODAY)] == [member]


def test_a_branch_with_members_or_groups_is_not_closed() -> None:
    top = facts.organization("top", "committee")
    branch = facts.organization("a", under=top)
    member = _add(branch, "王小明")
    with pytest.raises(OrganizationRefusedError, match="王小明"):
        close_organization(CLERK, branch, TODAY)
    with pytest.raises(OrganizationRefusedError, match="下面还有1个党组织"):
        close_organization(CLERK, top, TODAY)
    record_event(CLERK, member, "transferred_out", date(2025, 12, 9))
    close_organization(CLERK, branch, TODAY)
    assert below(top, date(2025, 12, 11)) == (top,)


def test_a_merger_moves_everybody_and_closes_the_day_before() -> None:
    top = facts.organization("top", "committee")
    first, second, into = (facts.organization(code, under=top) for code in "abc")
    facts.organization("g", "subgroup", under=first)
    for branch in (first, first, second, into):
        _add(branch)
    known = last_seq()
    assert merge_organizations(CLERK, [first, second], into, TODAY) == 3
    assert members_at([first, second, into], TODAY)[into].members == 4
    assert members_at([first], date(2025, 12, 9))[first].members == 2
    assert below(top, TODAY) == (top, into)
    assert organization_view(first, TODAY).closed_on == date(2025, 12, 9)
    assert members_at([into], TODAY, known)[into].members == 1


def test_a_split_moves_those_who_are_named() -> None:
    branch, new = facts.organization("a"), facts.organization("b")
    people = [_add(branch, f"甲{number}") for number in range(4)]
    assert split_organization(CLERK, branch, {new: people[:3]}, TODAY) == 3
    counted = members_at([branch, new], TODAY)
    assert [counted[one].members for one in (branch, new)] == [1, 3]
    before = last_seq()
    with pytest.raises(MemberError, match="不在这个党支部"):
        split_organization(CLERK, branch, {new: people[:1]}, TODAY)
    with pytest.raises(MemberError, match="两个党支部"):
        split_organization(CLERK, branch, {new: people[3:], branch: people[3:]}, TODAY)
    assert last_seq() == before


def test_a_move_inside_the_scope_is_no_coming_and_no_going() -> None:
    first, second, outside = (facts.organization(code) for code in "abc")
    inner, outer = _add(first), _add(first)
    record_event(CLERK, inner, "moved", date(2025, 2, 1), organization=second)
    record_event(CLERK, outer, "moved", date(2025, 3, 1), organization=outside)
    year = Window.of_year(2025)
    assert [(one.member, one.came) for one in movements([first, second], year)] == [(outer, False)]
    assert [(one.member, one.came, one.other) for one in movements([second], year)] == [(inner, True, first)]
    assert len(movements([first], Window.of_year(2024))) == 2


def test_the_party_age_counts_from_becoming_full() -> None:
    branch = facts.organization("a")
    stated = _add(branch, joined_on=date(2009, 12, 11), full_since=date(2010, 12, 11))
    recorded = _add(branch, full=False)
    unknown = _add(branch)
    record_event(CLERK, recorded, "confirmed", date(2024, 12, 10))
    assert party_age(stated, TODAY) == 14
    assert party_age(stated, date(2025, 12, 11)) == 15
    assert party_age(recorded, TODAY) == 1
    assert party_age(unknown, TODAY) is None
