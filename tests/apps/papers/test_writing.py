"""A paper is opened, saved, merged and mended; what cannot be kept is refused in words."""

from dataclasses import replace
from datetime import date

import pytest

from taizhang.apps.organizations.errors import NotAllowedError
from taizhang.apps.papers.errors import MergeNeededError, PaperError, PaperNotFoundError
from taizhang.apps.papers.models import Paper
from taizhang.apps.papers.selectors.checked import check_paper, key_of
from taizhang.apps.papers.selectors.texts import destinations_of, head_of, text_of
from taizhang.apps.papers.services.issuing import withdraw
from taizhang.apps.papers.services.remarking import let_stand
from taizhang.apps.papers.services.writing import Typed, begin_paper, mend, save_version
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.papers.written import BODY, FAULTY, NEWS, again, opened

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_paper_keeps_every_version_with_where_and_when_it_goes(world: World) -> None:
    paper = opened(world)
    again(world, paper, destination="公众号“机关先锋”", goes_out_on=None)
    text = text_of(head_of(paper))
    assert (text.title, text.destination, text.goes_out_on) == (NEWS.title, "公众号“机关先锋”", None)
    assert text.body == BODY
    assert destinations_of(world.branch) == ("公众号“机关先锋”", "机关网站")
    assert destinations_of(world.neighbour) == ()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": " "}, "标题要写"),
        ({"title": "长" * 121}, "最多120个字"),
        ({"destination": "\n"}, "去向要写"),
        ({"body": " \n\u3000\n"}, "正文还没有文字"),
        ({"body": "段。\n" * 601}, "拆成几份"),
        ({"body": "字" * 60_001}, "拆成几份"),
    ],
)
def test_what_is_no_paper_is_refused(world: World, wrong: dict[str, str], why: str) -> None:
    with pytest.raises(PaperError, match=why):
        opened(world, **wrong)
    assert not Paper.objects.exists()


def test_only_who_writes_here_opens_and_saves_one(world: World) -> None:
    with pytest.raises(NotAllowedError):
        begin_paper(world.superior, world.branch, NEWS)
    paper = opened(world)
    with pytest.raises(NotAllowedError):
        save_version(world.superior, paper.pk, 1, replace(NEWS, body="改了。"))
    with pytest.raises(PaperNotFoundError):
        save_version(world.stranger, paper.pk, 1, replace(NEWS, body="改了。"))


def test_the_same_text_is_no_new_version(world: World) -> None:
    paper = opened(world)
    with pytest.raises(PaperError, match="和第1稿一样"):
        again(world, paper)
    assert head_of(paper).number == 1


def test_two_writers_are_put_together_or_asked_and_no_words_are_lost(world: World) -> None:
    paper = opened(world)
    first, second = BODY.split("\n")
    again(world, paper, body=f"{first}\n{second}\n最后一段由同事补写。")
    mine = replace(NEWS, body=f"12月5日下午，机关党委召开专题会议，研究年底工作。\n{second}")
    assert save_version(world.other_clerk, paper.pk, 1, mine) == 3
    body = text_of(head_of(paper)).body
    assert body.split("\n")[0].startswith("12月5日下午")
    assert "最后一段由同事补写。" in body

    again(world, paper, title="同事改的标题")
    theirs = Typed("我改的标题", NEWS.destination, body, NEWS.goes_out_on)
    with pytest.raises(MergeNeededError, match="第4稿") as asked:
        save_version(world.other_clerk, paper.pk, 3, theirs)
    assert [one.block for one in asked.value.merged.conflicts] == ["title"]
    assert head_of(paper).number == 4
    with pytest.raises(PaperError, match="和第4稿一样"):
        save_version(world.other_clerk, paper.pk, 3, theirs, {"title": "theirs"})
    assert save_version(world.other_clerk, paper.pk, 3, theirs, {"title": "mine"}) == 5
    assert text_of(head_of(paper)).title == "我改的标题"


def test_what_the_checker_offers_is_put_in_where_it_was_picked(world: World) -> None:
    paper = opened(world, body=FAULTY)
    found = check_paper(world.clerk, paper, text_of(head_of(paper)), TODAY)
    wrong = next(one.finding for one in found.findings if one.finding.excerpt == "再接再励")
    assert mend(world.clerk, paper.pk, 1, [f"{key_of(wrong)}:0"]) == 2
    head = head_of(paper)
    assert "再接再厉" in text_of(head).body
    assert head.note == "照审校意见改了1处"
    before, after = (text_of(one).document.blocks[2].id for one in (paper.versions.get(number=1), head))
    assert before == after, "a mended paragraph is still the same"


@pytest.mark.parametrize(
    ("version", "picked", "why"),
    [
        (1, [], "还没有勾选"),
        (1, ["3:nothing:0"], "已经不在了"),
        (1, ["x"], "已经不在了"),
        (1, [":" * 40], "已经不在了"),
        (2, ["3:nothing:0"], "已有第1稿"),
    ],
)
def test_what_cannot_be_mended_changes_nothing(world: World, version: int, picked: list[str], why: str) -> None:
    paper = opened(world, body=FAULTY)
    with pytest.raises(PaperError, match=why):
        mend(world.clerk, paper.pk, version, picked)
    assert head_of(paper).number == 1


def test_a_finding_is_let_stand_in_this_paper_alone_and_for_a_reason(world: World) -> None:
    paper, other = opened(world, body=FAULTY), opened(world, body=FAULTY)
    text = text_of(head_of(paper))
    wrong = next(
        one.finding
        for one in check_paper(world.clerk, paper, text, TODAY).findings
        if one.finding.excerpt == "再接再励"
    )
    for reason in ("", " \n", "长" * 301):
        with pytest.raises(PaperError, match="写一句话"):
            let_stand(world.secretary, paper.pk, key_of(wrong), reason)
    let_stand(world.secretary, paper.pk, key_of(wrong), "引用原文如此")
    now = check_paper(world.clerk, paper, text, TODAY)
    assert now.finding(key_of(wrong)) is None
    assert [(one.finding.excerpt, one.reason, one.who) for one in now.allowed] == [
        ("再接再励", "引用原文如此", "secretary")
    ]
    assert check_paper(world.clerk, other, text, TODAY).finding(key_of(wrong)) is not None
    with pytest.raises(PaperError, match="已经不在了"):
        let_stand(world.secretary, paper.pk, key_of(wrong), "再标一次")


def test_a_withdrawn_paper_takes_nothing_more(world: World) -> None:
    paper = opened(world)
    withdraw(world.clerk, paper.pk, "活动取消")
    with pytest.raises(PaperError, match="已经撤了"):
        again(world, paper, goes_out_on=date(2025, 12, 20))
    with pytest.raises(PaperError, match="已经撤了"):
        let_stand(world.clerk, paper.pk, "0:x", "理由")
