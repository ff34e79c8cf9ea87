from datetime import date
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.members.errors import RollRefusedError
from taizhang.apps.members.sealing import Sensitive, look_up, masked_fields
from taizhang.apps.members.selectors import roll
from taizhang.apps.members.services import check_roll, import_roll
from taizhang.apps.members.status import Status
from taizhang.apps.organizations.errors import NotFoundError
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
DAY = date(2025, 1, 1)
NUMBER = "11010519491231002X"
GOOD: dict[str, Any] = {"姓名": "王小明", "性别": "男", "人员类别": "正式党员", "党支部": "a"}


def test_good_lines_become_members_with_their_sealed_fields() -> None:
    top = facts.organization("top", "committee")
    branch = facts.organization("a", under=top)
    group = facts.organization("g", "subgroup", under=branch)
    rows = [
        {
            **GOOD,
            "出生年月": "1985-03",
            "入党日期": "2005年7月1日",
            "转正日期": date(2006, 7, 1),
            "身份证号": NUMBER,
            "党小组": "g",
        },
        {"姓名": "李小红", "性别": "女", "类别": "预备", "支部": "a党组织", "进入支部日期": "2024/6/1", "编号": 7.0},
        {"姓名": None, "性别": ""},
    ]
    check = import_roll(CLERK, top, rows, DAY)
    assert (check.lines, check.bad, check.findings) == (2, 0, ())
    first, second = sorted(roll(branch, DAY), key=lambda one: one.name, reverse=True)
    assert (first.name, first.born_in, first.group, first.status) == ("王小明", 1985, group, Status.FULL)
    assert (second.code, second.status) == ("7", Status.PROBATIONARY)
    assert look_up(CLERK, Sensitive.ID_NUMBER, NUMBER) == (first.id,)
    assert masked_fields(first.id)[Sensitive.ID_NUMBER].startswith("*")
    assert [one.name for one in roll(branch, date(2024, 6, 1))] == ["李小红"]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"姓名": ""}, "roll_unfit", "姓名"),
        ({"性别": "M"}, "roll_unfit", "性别"),
        ({"党支部": "无此支部"}, "roll_no_branch", "无此支部"),
        ({"党支部": "b"}, "roll_no_branch", "导入的范围"),
        ({"党支部": "同名"}, "roll_which_branch", "2个"),
        ({"党支部": "top"}, "roll_misplaced", "不是党支部"),
        ({"党小组": "三组"}, "roll_no_group", "三组"),
        ({"入党日期": "2005.13.1"}, "roll_unfit_day", "2005.13.1"),
        ({"出生年份": "八五"}, "roll_unfit_year", "八五"),
        ({"人员类别": "群众"}, "roll_unfit_status", "群众"),
        ({"人员类别": ""}, "roll_no_status", "人员类别"),
        ({"编号": "taken"}, "roll_code_taken", "taken"),
        ({"身份证号": NUMBER[:-1] + "1"}, "roll_unfit_id_number", "末位"),
        ({"电话": "12"}, "roll_unfit_phone", "电话"),
        ({"进入支部日期": "2009-01-01"}, "roll_misplaced", "还没有成立"),
    ],
)
def test_each_bad_line_is_told_with_its_number_and_nothing_is_written(
    changes: dict[str, Any], code: str, words: str
) -> None:
    top = facts.organization("top", "committee")
    branch = facts.organization("a", under=top)
    for same in ("x", "y"):
        facts.organization(same, under=top, name="同名")
    facts.organization("b")
    facts.person("taken", branch)
    before = last_seq()
    with pytest.raises(RollRefusedError) as refused:
        import_roll(CLERK, top, [GOOD, {**GOOD, **changes}], DAY)
    (finding,) = refused.value.findings
    assert (finding.code, finding.place) == (code, "第3行")
    assert words in finding.message
    assert last_seq() == before


def test_the_good_ones_are_written_where_that_was_asked_for() -> None:
    branch = facts.organization("a")
    rows = [GOOD, {**GOOD, "性别": "M"}, {**GOOD, "姓名": "李小红"}]
    check = import_roll(CLERK, branch, rows, DAY, only_good=True)
    assert check.bad == 1
    assert [one.name for one in roll(branch, DAY)] == ["李小红", "王小明"]


def test_the_same_number_twice_is_one_person_and_the_same_name_is_asked_about() -> None:
    branch = facts.organization("a")
    twice = [{**GOOD, "身份证号": NUMBER}, {**GOOD, "身份证号": NUMBER.lower()}]
    check = check_roll(CLERK, branch, twice, DAY)
    assert [one.code for one in check.findings] == ["roll_same_person"]
    import_roll(CLERK, branch, twice[:1], DAY)
    check = check_roll(CLERK, branch, [twice[0], GOOD], DAY)
    assert [one.code for one in check.findings] == ["roll_same_person", "roll_same_name"]
    assert len(check.good) == 1


def test_a_roll_goes_only_where_the_clerk_manages_members() -> None:
    branch, other = facts.organization("a"), facts.organization("b")
    clerk = Actor(1, "甲", (Holding(Role.CLERK, branch),))
    with pytest.raises(NotFoundError):
        check_roll(clerk, other, [GOOD], DAY)
