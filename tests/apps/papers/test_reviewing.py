"""Three people pass three levels, each with what the checker found; nothing 必改 goes through in silence."""

from dataclasses import replace

import pytest

from taizhang.apps.organizations.errors import NotAllowedError
from taizhang.apps.papers.errors import FaultsStandError, PaperError, PaperNotFoundError
from taizhang.apps.papers.selectors.checked import check_paper, key_of
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.selectors.ways import sheets_of, standing_of, state_now, way_of
from taizhang.apps.papers.services.issuing import issue
from taizhang.apps.papers.services.remarking import let_stand
from taizhang.apps.papers.services.reviewing import review, take_back
from taizhang.apps.reports.services.reviewing import set_route
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.papers.written import FAULTY, again, opened, passed_by_all

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_three_people_pass_three_levels(world: World) -> None:
    paper = opened(world)
    assert state_now(paper, head_of(paper)).zh == "起草中"
    review(world.clerk, paper.pk, 1, passed=True)
    with pytest.raises(PaperError, match="三个人"):
        review(world.clerk, paper.pk, 1, passed=True)
    assert state_now(paper, head_of(paper)).zh == "第2级审校中"
    review(world.secretary, paper.pk, 1, passed=True, remark="同意")
    review(world.superior, paper.pk, 1, passed=True)
    assert state_now(paper, head_of(paper)).zh == "已通过"
    with pytest.raises(PaperError, match="各级都已通过"):
        review(world.other_clerk, paper.pk, 1, passed=True)
    said = [(one.level, one.level_name, one.who, one.remark, one.reviewed_on) for one in way_of(paper)]
    today = said[0][4]
    assert said == [
        (1, "起草人员", "clerk", "", today),
        (2, "科室负责人", "secretary", "同意", today),
        (3, "分管领导", "superior", "", today),
    ]


def test_the_last_word_can_be_taken_back_by_who_said_it(world: World) -> None:
    paper = opened(world)
    review(world.clerk, paper.pk, 1, passed=True)
    with pytest.raises(PaperError, match="只能撤回自己"):
        take_back(world.secretary, paper.pk, 1)
    review(world.secretary, paper.pk, 1, passed=False, remark="标题太大")
    with pytest.raises(PaperError, match="说过话就不能撤"):
        take_back(world.clerk, paper.pk, 1)
    take_back(world.secretary, paper.pk, 1)
    assert state_now(paper, head_of(paper)).zh == "第2级审校中"
    for actor in (world.secretary, world.superior):
        review(actor, paper.pk, 1, passed=True)
    issue(world.clerk, paper.pk, 1)
    with pytest.raises(PaperError, match="发出"):
        take_back(world.superior, paper.pk, 1)


def test_sent_back_begins_again_and_a_new_version_goes_the_whole_way(world: World) -> None:
    paper = opened(world)
    review(world.clerk, paper.pk, 1, passed=True)
    with pytest.raises(PaperError, match="写明要改什么"):
        review(world.secretary, paper.pk, 1, passed=False, remark=" ")
    review(world.secretary, paper.pk, 1, passed=False, remark="标题太大")
    assert state_now(paper, head_of(paper)).zh == "退回"
    again(world, paper, title="机关党委研究年底工作")
    assert state_now(paper, head_of(paper)).zh == "起草中"
    with pytest.raises(PaperError, match="第2稿"):
        review(world.superior, paper.pk, 1, passed=True)
    passed_by_all(world, paper)
    assert standing_of(paper, 2).has_passed
    first, second = sheets_of(paper)
    assert [(one.passed, one.remark) for one in first.words] == [(True, ""), (False, "标题太大")]
    assert len(second.words) == 3
    assert "研究" in "".join(text for _, text in second.changes[0].pieces)


def test_a_fault_is_passed_only_with_a_reason_and_the_count_is_kept(world: World) -> None:
    paper = opened(world, body=FAULTY)
    found = check_paper(world.clerk, paper, text_of(head_of(paper)), TODAY)
    assert found.counted.errors == 1
    for reason in ("", " \n"):
        with pytest.raises(FaultsStandError, match="1处“必改”"):
            review(world.clerk, paper.pk, 1, passed=True, reason=reason)
    assert way_of(paper) == []
    review(world.clerk, paper.pk, 1, passed=True, reason="引用原文")
    review(world.secretary, paper.pk, 1, passed=False, remark="原文也要改")
    assert [(one.errors, one.passed, one.reason) for one in way_of(paper)] == [(1, True, "引用原文"), (1, False, "")]
    wrong = next(one.finding for one in found.findings if one.finding.excerpt == "再接再励")
    let_stand(world.clerk, paper.pk, key_of(wrong), "原文如此")
    passed_by_all(world, paper)
    assert [one.errors for one in way_of(paper)[2:]] == [0, 0, 0]


def test_more_levels_only_where_the_unit_says_so(world: World) -> None:
    set_route(world.secretary, world.branch, ["起草", "核稿", "会签", "签发"])
    paper = opened(world)
    passed_by_all(world, paper)
    assert state_now(paper, head_of(paper)).level_name == "签发"


def test_two_who_pass_one_level_at_the_same_moment_do_not_pass_two(world: World) -> None:
    paper = opened(world)
    review(world.clerk, paper.pk, 1, passed=True, level=0)
    review(world.secretary, paper.pk, 1, passed=True, level=1)
    with pytest.raises(PaperError, match="现在等“分管领导”这一级"):
        review(world.superior, paper.pk, 1, passed=True, level=1)
    assert standing_of(paper, 1).level == 2


def test_the_first_level_is_its_writers_own(world: World) -> None:
    paper = opened(world)
    with pytest.raises(PaperError, match="由起草的人过"):
        review(world.superior, paper.pk, 1, passed=True)
    review(world.other_clerk, paper.pk, 1, passed=True)
    review(world.superior, paper.pk, 1, passed=True)
    assert standing_of(paper, 1).next_level == "分管领导"


def test_who_may_not_review_here_does_not(world: World) -> None:
    paper = opened(world)
    with pytest.raises(PaperNotFoundError):
        review(world.stranger, paper.pk, 1, passed=True)
    nobody = replace(world.clerk, account=None, operator="test")
    with pytest.raises((PaperError, NotAllowedError), match="账号"):
        review(nobody, paper.pk, 1, passed=True)
    for remark, reason in (("长" * 1001, ""), ("", "长" * 301)):
        with pytest.raises(PaperError, match="写短一些"):
            review(world.clerk, paper.pk, 1, passed=True, remark=remark, reason=reason)
