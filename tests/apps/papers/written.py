"""A paper as the tests of its services have it: opened, changed, passed by all."""

from dataclasses import replace
from datetime import date

from taizhang.apps.papers.models import Paper
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.services.reviewing import review
from taizhang.apps.papers.services.writing import Typed, begin_paper, save_version
from tests.apps.ledger.conftest import World

BODY = "12月5日，机关党委召开专题会议，研究年底工作。\n会议要求，各党支部要把学习抓实，把服务做细。"
FAULTY = "12月5日，机关党委召开专题会议，研究年底工作。\n会议要求，各党支部要再接再励，把服务做细。"
NEWS = Typed("机关党委部署年底工作", "机关网站", BODY, date(2025, 12, 12))


def opened(world: World, **more: object) -> Paper:
    return Paper.objects.get(pk=begin_paper(world.clerk, world.branch, replace(NEWS, **more)))  # type: ignore[arg-type]


def again(world: World, paper: Paper, **more: object) -> int:
    """The next version by the clerk, changed in what is named."""
    head = head_of(paper)
    text = text_of(head)
    now = Typed(text.title, text.destination, text.body, text.goes_out_on)
    return save_version(world.clerk, paper.pk, head.number, replace(now, **more))  # type: ignore[arg-type]


def passed_by_all(world: World, paper: Paper) -> None:
    for actor in (world.clerk, world.secretary, world.superior):
        review(actor, paper.pk, head_of(paper).number, passed=True)
