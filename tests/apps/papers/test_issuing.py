"""What goes out is frozen with its bytes; nothing goes out before its way is walked; 撤稿 ends it, with a reason."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from taizhang.apps.audit.verification import verify_chain_and_facts
from taizhang.apps.ledger.services.attaching import open_attachment
from taizhang.apps.organizations.errors import NotAllowedError
from taizhang.apps.papers.errors import AlreadyIssuedError, NotReadyError, PaperError
from taizhang.apps.papers.models import Issue
from taizhang.apps.papers.selectors.checked import check_paper, key_of
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.selectors.ways import issue_of, state_now, withdrawal_of
from taizhang.apps.papers.services.issuing import issue, withdraw
from taizhang.apps.papers.services.remarking import let_stand, remark, settle
from taizhang.apps.papers.services.reviewing import review
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.papers.written import BODY, again, opened, passed_by_all

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECRET = "张三的身份证号11010519491231002X。"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")


def test_what_went_out_is_served_as_it_was_whatever_is_written_since(world: World) -> None:
    paper = opened(world)
    passed_by_all(world, paper)
    issue(world.clerk, paper.pk, 1)
    row = issue_of(paper, 1)
    assert row is not None
    assert (row.destination, state_now(paper, head_of(paper)).zh) == ("机关网站", "已发出")
    served = open_attachment(world.superior, row.word_file_id)[1].read_bytes()
    assert [one.text for one in docx.Document(io.BytesIO(served)).paragraphs][-2:] == BODY.split("\n")
    again(world, paper, body=f"{BODY}\n更正：会议在12月4日召开。")
    assert state_now(paper, head_of(paper)).zh == "起草中"
    kept = issue_of(paper)
    assert kept is not None
    assert open_attachment(world.superior, kept.word_file_id)[1].read_bytes() == served
    passed_by_all(world, paper)
    issue(world.clerk, paper.pk, 2)
    assert [one.version for one in Issue.objects.order_by("version")] == [1, 2]
    assert verify_chain_and_facts().holds


def test_nothing_goes_out_before_its_way_is_walked(world: World) -> None:
    paper = opened(world)
    with pytest.raises(NotReadyError, match="等“起草人员”这一级"):
        issue(world.clerk, paper.pk, 1)
    passed_by_all(world, paper)
    number = remark(world.secretary, paper.pk, "title", "短一点")
    with pytest.raises(NotReadyError, match="1条批注没有处理"):
        issue(world.clerk, paper.pk, 1)
    settle(world.clerk, paper.pk, number)
    with pytest.raises(NotAllowedError):
        issue(world.superior, paper.pk, 1)
    with pytest.raises(PaperError, match="已有第1稿"):
        issue(world.clerk, paper.pk, 2)
    issue(world.clerk, paper.pk, 1)
    with pytest.raises(AlreadyIssuedError):
        issue(world.clerk, paper.pk, 1)
    with pytest.raises((AlreadyIssuedError, PaperError)):
        review(world.other_clerk, paper.pk, 1, passed=False, remark="不妥")
    assert Issue.objects.count() == 1


def test_what_must_not_leave_the_house_does_not_though_every_level_passed_it(world: World) -> None:
    paper = opened(world, body=f"{BODY}\n{SECRET}")
    for actor in (world.clerk, world.secretary, world.superior):
        review(actor, paper.pk, 1, passed=True, reason="没看出来")
    with pytest.raises(NotReadyError, match="第4行"):
        issue(world.clerk, paper.pk, 1)
    assert not Issue.objects.exists()
    found = check_paper(world.clerk, paper, text_of(head_of(paper)), TODAY)
    for one in found.findings:
        let_stand(world.secretary, paper.pk, key_of(one.finding), "虚构的号码，作样例")
    issue(world.clerk, paper.pk, 1)


def test_a_paper_is_withdrawn_for_a_reason_and_once(world: World) -> None:
    paper = opened(world)
    for reason in ("", " ", "长" * 301):
        with pytest.raises(PaperError, match="写明理由"):
            withdraw(world.clerk, paper.pk, reason)
    with pytest.raises(NotAllowedError):
        withdraw(world.superior, paper.pk, "不发了")
    withdraw(world.clerk, paper.pk, "活动取消")
    found = withdrawal_of(paper)
    assert found is not None
    assert (found[0].reason, found[1], state_now(paper, head_of(paper)).zh) == ("活动取消", "clerk", "已撤")
    with pytest.raises(PaperError, match="已经撤了"):
        withdraw(world.clerk, paper.pk, "再撤一次")
    with pytest.raises(PaperError, match="已经撤了"):
        review(world.secretary, paper.pk, 1, passed=True)
