"""Remarks stand at a paragraph until somebody has dealt with them."""

import pytest

from taizhang.apps.organizations.errors import NotAllowedError
from taizhang.apps.papers.errors import PaperError, PaperNotFoundError
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.selectors.ways import remarks_of
from taizhang.apps.papers.services.remarking import remark, settle
from tests.apps.ledger.conftest import World
from tests.apps.papers.written import BODY, again, opened

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_remark_stays_at_its_paragraph_until_it_is_done(world: World) -> None:
    paper = opened(world)
    block = text_of(head_of(paper)).document.blocks[2].id
    number = remark(world.superior, paper.pk, block, " 写实一点 ")
    again(world, paper, body=f"先加一段。\n{BODY}")
    assert block in {one.id for one in text_of(head_of(paper)).document.blocks}
    assert [(one.text, one.who, one.version, one.is_open) for one in remarks_of(paper)] == [
        ("写实一点", "superior", 1, True)
    ]
    settle(world.clerk, paper.pk, number)
    assert [one.is_open for one in remarks_of(paper)] == [False]


@pytest.mark.parametrize(
    ("block", "text", "why"),
    [("title", " ", "不能留空"), ("title", "长" * 1001, "最多1000"), ("nowhere", "写实", "不在了")],
)
def test_a_remark_without_words_or_place_is_refused(world: World, block: str, text: str, why: str) -> None:
    paper = opened(world)
    with pytest.raises(PaperError, match=why):
        remark(world.secretary, paper.pk, block, text)
    assert remarks_of(paper) == []


def test_who_has_no_part_in_it_neither_remarks_nor_settles(world: World) -> None:
    paper = opened(world)
    number = remark(world.secretary, paper.pk, "title", "短一点")
    with pytest.raises(PaperNotFoundError):
        remark(world.stranger, paper.pk, "title", "看看")
    with pytest.raises(NotAllowedError):
        settle(world.superior, paper.pk, number)
    other = opened(world)
    with pytest.raises(PaperNotFoundError):
        settle(world.clerk, other.pk, number)
