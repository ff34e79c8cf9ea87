from datetime import date, timedelta

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.members.selectors import roster
from taizhang.apps.organizations import services
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError, OrganizationRefusedError
from taizhang.apps.organizations.selectors import (
    above,
    below,
    history_of,
    list_organizations,
    organization_view,
    posts_of,
    posts_of_person,
    same_unit,
    scope,
    shifts,
    term_of,
)
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.periods import Window
from taizhang.domain.rules.rulebook import shipped

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
FOUNDED, TODAY = date(2015, 7, 1), date(2025, 12, 10)
QUARTER = Window(date(2025, 10, 1), date(2025, 12, 31))


def _set_up(code: str, type_: str = "branch", parent: int | None = None, founded_on: date = FOUNDED) -> int:
    return services.set_up_organization(
        CLERK, code=code, name=f"{code}组织", type_=type_, founded_on=founded_on, parent=parent
    )


def test_a_new_organisation_hangs_below_its_parent_from_its_first_day() -> None:
    top = _set_up("top", "committee")
    branch = _set_up("a", parent=top, founded_on=date(2020, 1, 1))
    assert below(top, TODAY) == (top, branch)
    assert below(top, date(2019, 12, 31)) == (top,)
    assert above(branch, TODAY) == (top,)
    assert not organization_view(branch, date(2019, 12, 31)).exists
    assert organization_view(branch, TODAY).parent == top


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "甲"}, "代码"),
        ({"code": "top"}, "已经有组织"),
        ({"name": " "}, "没有写名称"),
        ({"name": "长" * 121}, "太长"),
        ({"type_": "club"}, "组织类型"),
        ({"traits": ["rich"]}, "特征"),
        ({"founded_on": date(2010, 1, 1)}, "还没有成立"),
        ({"type_": "subgroup"}, "党小组只能"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(changes: dict[str, object], words: str) -> None:
    top = _set_up("top", "committee")
    before = last_seq()
    wanted = {"code": "a", "name": "甲", "type_": "branch", "founded_on": FOUNDED, "parent": top, **changes}
    with pytest.raises(OrganizationRefusedError, match=words):
        services.set_up_organization(CLERK, **wanted)  # type: ignore[arg-type]
    assert last_seq() == before
    assert below(top, TODAY) == (top,)


def test_a_renaming_holds_from_its_day_and_the_past_keeps_its_name() -> None:
    top = _set_up("top", "committee")
    before = last_seq()
    services.rename(CLERK, top, date(2024, 5, 1), "新名委员会", "新名")
    assert organization_view(top, date(2024, 4, 30)).name == "top组织"
    assert organization_view(top, date(2024, 5, 1)).called == "新名"
    assert organization_view(top, TODAY, known=before).name == "top组织"
    services.rename(CLERK, top, date(2024, 5, 1), "更正后的名称")
    assert organization_view(top, TODAY).name == "更正后的名称"
    assert len(history_of(top).descriptions) == 2


def test_a_wrong_founding_day_is_corrected_and_what_was_known_stays() -> None:
    top = _set_up("top", "committee")
    known = last_seq()
    services.correct_description(CLERK, top, FOUNDED, founded_on=date(2016, 7, 1))
    assert organization_view(top, TODAY).founded_on == date(2016, 7, 1)
    assert organization_view(top, TODAY, known).founded_on == FOUNDED


def test_the_relations_of_a_wrong_founding_day_move_with_it() -> None:
    top = _set_up("top", "committee")
    branch = _set_up("a", parent=top, founded_on=date(2020, 1, 1))
    services.correct_description(CLERK, branch, date(2020, 1, 1), founded_on=date(2018, 1, 1))
    assert below(top, date(2018, 1, 1)) == (top, branch)
    assert below(top, date(2017, 12, 31)) == (top,)


def test_moving_to_another_parent_ends_the_old_subordination_the_day_before() -> None:
    one, other = _set_up("one", "committee"), _set_up("other", "committee")
    branch = _set_up("a", parent=one)
    services.relate(CLERK, branch, other, date(2025, 3, 1))
    assert below(one, date(2025, 2, 28)) == (one, branch)
    assert below(one, date(2025, 3, 1)) == (one,)
    assert below(other, date(2025, 3, 1)) == (other, branch)
    with pytest.raises(OrganizationRefusedError, match="不用再改"):
        services.relate(CLERK, branch, other, date(2025, 4, 1))


def test_circles_are_refused_on_any_day() -> None:
    top = _set_up("top", "committee")
    middle = _set_up("middle", "committee", top)
    bottom = _set_up("bottom", "committee", middle)
    for child, parent in ((top, bottom), (middle, bottom), (top, top)):
        with pytest.raises(OrganizationRefusedError, match="一圈"):
            services.relate(CLERK, child, parent, date(2025, 1, 1))
    free = _set_up("free", "committee")
    services.relate(CLERK, free, bottom, date(2025, 6, 1))
    with pytest.raises(OrganizationRefusedError, match="一圈"):
        services.relate(CLERK, top, free, date(2025, 1, 1))


def test_relations_of_four_kinds_stand_beside_each_other() -> None:
    bureau = services.set_up_organization(
        CLERK, code="b", name="局党组", type_="party_group", founded_on=FOUNDED, unit="卫生局"
    )
    organ = services.set_up_organization(
        CLERK,
        code="o",
        name="机关党委",
        type_="organ_committee",
        founded_on=FOUNDED,
        parents={"guidance": bureau},
        unit="卫生局",
    )
    branch = _set_up("a", parent=organ)
    assert below(bureau, TODAY) == (bureau,)
    assert below(bureau, TODAY, kind="guidance") == (bureau, organ)
    assert below(organ, TODAY) == (organ, branch)
    assert same_unit(organ, TODAY) == (bureau, organ)
    services.unrelate(CLERK, organ, bureau, date(2025, 5, 31), "guidance")
    assert below(bureau, date(2025, 6, 1), kind="guidance") == (bureau,)


def test_terms_follow_one_another() -> None:
    branch = _set_up("a")
    services.begin_term(CLERK, branch, date(2019, 3, 1), years=3, seats=3, ordinal=1)
    services.begin_term(CLERK, branch, date(2022, 3, 5), years=3, seats=5, ordinal=2)
    first = term_of(branch, date(2022, 3, 4))
    assert first is not None
    assert first.ended_on == date(2022, 3, 4)
    second = term_of(branch, TODAY)
    assert second is not None
    assert (second.seats, second.ended_on) == (5, None)
    with pytest.raises(OrganizationRefusedError, match="已有一届"):
        services.begin_term(CLERK, branch, date(2022, 3, 5))
    with pytest.raises(OrganizationRefusedError, match="早于"):
        services.begin_term(CLERK, branch, date(2015, 6, 30))


def test_a_replaced_secretary_leaves_the_day_before_and_nobody_has_two() -> None:
    branch = _set_up("a")
    services.appoint(CLERK, branch, 7, "secretary", date(2020, 1, 1), duties="全面工作", also="校长")
    with pytest.raises(OrganizationRefusedError, match="已有书记"):
        services.appoint(CLERK, branch, 8, "secretary", date(2025, 3, 1))
    services.replace_secretary(CLERK, branch, 8, date(2025, 3, 1))
    assert [post.person for post in posts_of(branch, date(2025, 2, 28))] == [7]
    assert [post.person for post in posts_of(branch, date(2025, 3, 1))] == [8]


def test_one_person_holds_posts_in_several_lines() -> None:
    party_group, organ = _set_up("g", "party_group"), _set_up("o", "organ_committee")
    services.appoint(CLERK, party_group, 7, "committee_member", FOUNDED)
    post = services.appoint(CLERK, organ, 7, "secretary", FOUNDED)
    assert {one.organization for one in posts_of_person(7, TODAY)} == {party_group, organ}
    services.end_post(CLERK, post, date(2025, 6, 30))
    assert {one.organization for one in posts_of_person(7, TODAY)} == {party_group}
    with pytest.raises(OrganizationRefusedError, match="被别人改过"):
        services.end_post(CLERK, post, date(2025, 7, 1))


def test_other_duties_hold_from_their_day() -> None:
    branch = _set_up("a")
    post = services.appoint(CLERK, branch, 7, "publicity_member", FOUNDED, duties="宣传")
    services.reassign(CLERK, post, date(2025, 3, 1), "宣传、意识形态")
    days = (date(2025, 2, 28), date(2025, 3, 1))
    assert [one.duties for day in days for one in posts_of(branch, day)] == ["宣传", "宣传、意识形态"]
    with pytest.raises(OrganizationRefusedError, match="被别人改过"):
        services.reassign(CLERK, post, date(2025, 3, 1), "其他")


def test_a_steering_group_sits_as_its_head_and_members() -> None:
    group = _set_up("s", "steering_group")
    services.appoint(CLERK, group, 7, "head", FOUNDED)
    services.appoint(CLERK, group, 8, "deputy_head", FOUNDED)
    leaving = services.appoint(CLERK, group, 9, "member", FOUNDED)
    services.end_post(CLERK, leaving, date(2025, 5, 31))
    services.appoint(CLERK, group, 10, "member", date(2025, 6, 1))
    assert roster(group, date(2025, 5, 31)).committee == (7, 8, 9)
    assert roster(group, TODAY).committee == (7, 8, 10)
    assert [post.title_zh for post in posts_of(group, TODAY)] == ["组长", "副组长", "成员"]


def test_only_a_superior_shifts_a_window_and_only_for_those_below() -> None:
    adopt_release(CLERK, shipped())
    top, stranger = _set_up("top", "committee"), _set_up("s", "committee")
    first, second = _set_up("a", parent=top), _set_up("b", parent=top)
    rule = "branch_congress_quarterly"

    def shift(issuer: int, *named: int) -> int:
        return services.shift_window(
            CLERK,
            issuer,
            rule=rule,
            window=QUARTER,
            due_on=date(2026, 1, 31),
            notice="某组发〔2025〕9号",
            organizations=named,
        )

    shift(top)
    one = shift(top, first)
    assert [shift.organizations for shift in shifts()] == [frozenset({first, second}), frozenset({first})]
    for issuer, named in ((top, (stranger,)), (top, (top,)), (first, ())):
        with pytest.raises(OrganizationRefusedError):
            shift(issuer, *named)
    services.withdraw_shift(CLERK, one)
    assert len(shifts()) == 1


def test_a_named_scope_is_put_together_by_day() -> None:
    top, other = _set_up("top", "committee"), _set_up("other", "committee")
    first, second = _set_up("a", parent=top), _set_up("b", parent=top, founded_on=date(2024, 1, 1))
    outside = _set_up("c", parent=other)
    ours = services.define_scope(CLERK, top, "学校支部", types=["branch"], added=[outside], left_out=[first])
    assert scope(ours, TODAY) == (second, outside)
    assert scope(ours, date(2023, 12, 31)) == (outside,)
    known = last_seq()
    again = services.redefine_scope(CLERK, ours, "学校支部", types=["branch"])
    assert scope(again, TODAY) == (first, second)
    assert scope(ours, TODAY, known) == (second, outside)
    with pytest.raises(NotFoundError):
        scope(ours, TODAY)


def test_a_clerk_manages_below_her_own_organisation_and_does_not_see_the_others() -> None:
    top, other = _set_up("top", "committee"), _set_up("other", "committee")
    branch = _set_up("a", parent=top)
    clerk = Actor(1, "甲", (Holding(Role.CLERK, branch),))
    services.rename(clerk, branch, TODAY, "新名支部")
    with pytest.raises(NotFoundError):
        services.rename(clerk, other, TODAY, "不该改")
    with pytest.raises(NotFoundError):
        services.relate(clerk, branch, other, TODAY)
    reader = Actor(2, "乙", (Holding(Role.READER, top),))
    with pytest.raises(NotAllowedError, match="管理组织"):
        services.rename(reader, branch, TODAY, "不该改")


def test_a_closing_taken_back_leaves_it_as_it_was() -> None:
    from taizhang.apps.audit.writing import writing  # noqa: PLC0415
    from taizhang.apps.organizations.services.founding import end_life  # noqa: PLC0415

    top = _set_up("top", "committee")
    branch = _set_up("a", parent=top)
    with pytest.raises(OrganizationRefusedError, match="下面还有1个党组织"), writing("test", "test") as record:
        end_life(record, top, TODAY)
    with writing("test", "test") as record:
        end_life(record, branch, TODAY)
    assert below(top, TODAY) == (top, branch)
    assert below(top, TODAY + timedelta(days=1)) == (top,)
    assert [one.id for one in list_organizations(None, TODAY + timedelta(days=1))] == [top]
    with pytest.raises(OrganizationRefusedError, match="撤销"):
        services.rename(CLERK, branch, TODAY + timedelta(days=1), "新名")
    services.reopen_organization(CLERK, branch)
    assert below(top, TODAY + timedelta(days=1)) == (top, branch)
