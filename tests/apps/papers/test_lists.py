"""The list tells each paper's state and whom it waits for, and shows readers only what went out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.papers.doors import open_at_work, open_paper
from taizhang.apps.papers.errors import PaperNotFoundError
from taizhang.apps.papers.selectors.lists import list_papers
from taizhang.apps.papers.services.issuing import issue, withdraw
from taizhang.apps.papers.services.reviewing import review
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.papers.written import again, opened, passed_by_all

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")


def test_each_paper_says_where_it_stands_and_whom_it_waits_for(world: World) -> None:
    writing, waiting, back, passed, out, gone = (opened(world, title=f"稿{name}") for name in "甲乙丙丁戊己")
    review(world.clerk, waiting.pk, 1, passed=True)
    review(world.secretary, back.pk, 1, passed=False, remark="重写")
    for paper in (passed, out):
        passed_by_all(world, paper)
    issue(world.clerk, out.pk, 1)
    withdraw(world.clerk, gone.pk, "不发了")
    rows = {row.title: row for row in list_papers(world.secretary, [world.branch], TODAY)}
    assert {title: (row.state.key, row.waits_for) for title, row in rows.items()} == {
        "稿甲": ("writing", "等clerk"),
        "稿乙": ("level_2", "等科室负责人"),
        "稿丙": ("sent_back", "等clerk改好"),
        "稿丁": ("passed", "等发出"),
        "稿戊": ("issued", ""),
        "稿己": ("withdrawn", ""),
    }
    assert [title for title, row in rows.items() if row.waits_for_reader] == ["稿乙"]
    mine = {row.title: row.waits_for_reader for row in list_papers(world.clerk, [world.branch], TODAY)}
    assert not mine["稿乙"], "who passed one level does not pass the next"
    assert writing.pk
    above = {row.title: row.waits_for_reader for row in list_papers(world.superior, [world.branch], TODAY)}
    assert not above["稿乙"], "who reviews from above is asked at the last level"
    review(world.secretary, waiting.pk, 1, passed=True)
    above = {row.title: row.waits_for_reader for row in list_papers(world.superior, [world.branch], TODAY)}
    assert above["稿乙"]


def test_a_reader_sees_what_went_out_and_no_draft_of_its_correction(world: World) -> None:
    reader = Actor(None, "reader", (Holding(Role.READER, world.branch),), operator="test")
    draft, out = opened(world, title="草稿"), opened(world, title="发出的")
    passed_by_all(world, out)
    issue(world.clerk, out.pk, 1)
    again(world, out, title="更正中的")
    assert [(row.title, row.state.zh, row.waits_for) for row in list_papers(reader, [world.branch], TODAY)] == [
        ("发出的", "已发出", "")
    ]
    assert open_paper(reader, out.pk).pk == out.pk
    for paper in (draft, out):
        with pytest.raises(PaperNotFoundError):
            open_at_work(reader, paper.pk)
    with pytest.raises(PaperNotFoundError):
        open_paper(reader, draft.pk)
    assert list_papers(world.stranger, [world.branch], TODAY) == []


def test_a_year_and_the_organisations_below_are_told_apart(world: World) -> None:
    paper = opened(world)
    this = paper.opened_on.year
    assert len(list_papers(world.superior, [world.committee, world.branch], TODAY, this)) == 1
    assert list_papers(world.superior, [world.branch], TODAY, this - 1) == []
    assert list_papers(world.superior, [world.neighbour], TODAY) == []
    assert date.min < paper.opened_on


def test_a_longer_list_asks_no_more_often(world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            list_papers(world.secretary, [world.branch], TODAY)
        return len(queries)

    opened(world)
    once = asked()
    for _ in range(4):
        opened(world)
    assert asked() == once
