"""The list of papers: narrowed by state and year, empty with a way on, and counted where reports begin."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.papers.services.reviewing import review
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.apps.papers.written import opened
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


def _page(client: Client, route: str = "papers:index", **query: Any) -> str:
    answer = client.get(reverse(route), query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_list_is_narrowed_by_state_and_by_year(world: World) -> None:
    writing, waiting = opened(world, title="甲稿"), opened(world, title="乙稿")
    review(world.clerk, waiting.pk, 1, passed=True)
    chief, year = signed_in("chief", "secretary", world.branch), writing.opened_on.year
    everything = _page(chief, year=year)
    assert "全部 2" in everything
    assert "等你审（科室负责人）" in everything
    for state, shown, hidden in (("mine", "乙稿", "甲稿"), ("level_2", "乙稿", "甲稿"), ("writing", "甲稿", "乙稿")):
        page = _page(chief, year=year, state=state)
        assert shown in page
        assert hidden not in page
    assert "甲稿" in _page(chief, year=year, state="nonsense")
    assert "这一年还没有送审的稿子" in _page(chief, year=year - 1)
    assert "等你审 1" in _page(chief, "reports:index", year=year)
    assert "等你审" not in _page(signed_in("writer", "reader", world.branch), "reports:index", year=year)


def test_others_see_none_of_it(world: World) -> None:
    opened(world, title="甲稿")
    for role, place in (("reader", world.branch), ("secretary", world.foreign), ("system", None)):
        assert "甲稿" not in _page(signed_in(f"one.{role}", role, place))
