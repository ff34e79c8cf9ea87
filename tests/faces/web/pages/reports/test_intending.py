"""Intentions in the page: the figure is found by its name, without script as well, and an item can be taken back."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.reports.models import Intention
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(world: World) -> int:
    return begin_report(world.clerk, Wanted(world.branch, "organization_report", 2025, TODAY))[0]


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("writer", "clerk", world.branch)


def _page(client: Client, report: int, route: str = "reports:intentions", **query: str) -> str:
    answer = client.get(reverse(route, args=[report]), query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def _sent(**more: str) -> dict[str, str]:
    return {"text": "书记讲党课", "target": "4", "due_on": "2026-11-30", "figure": "party_lecture/count|own"} | more


def test_the_figure_is_found_by_its_name_and_what_was_filled_in_stays(client: Client, report: int) -> None:
    found = _page(client, report, q="党课", text="书记讲党课", target="4", due_on="2026-11-30")
    assert 'type="radio" name="figure" value="party_lecture/count|own"' in found
    assert "党课次数（本级）" in found
    for kept in ('value="书记讲党课"', 'value="4"', 'value="2026-11-30"'):
        assert kept in found
    assert "party_lecture/count" in _page(client, report, "reports:choose_figure", q="党课")
    assert "没有叫“没有的事”的数据" in _page(client, report, q="没有的事")
    assert "<fieldset" not in _page(client, report)


def test_it_is_written_down_listed_by_name_and_taken_back(client: Client, report: int) -> None:
    address = reverse("reports:intentions", args=[report])
    assert client.post(address, _sent()).headers["Location"].startswith(address)
    row = Intention.objects.get()
    assert (row.figure, row.scope, row.target) == ("party_lecture/count", "own", 4)
    listed = _page(client, report)
    assert "党课次数，目标 4次，2026年11月30日前" in listed
    assert "书记讲党课" in _page(client, report, "reports:edit")
    taken: Any = client.post(reverse("reports:give_up", args=[report, row.pk]))
    assert taken.status_code == 302
    assert "书记讲党课" not in _page(client, report)
    assert client.post(reverse("reports:give_up", args=[report, row.pk])).status_code == 404


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"text": ""}, "还没有填。"),
        ({"figure": "nothing|own"}, "没有这项数据"),
        ({"figure": ""}, "写了目标数，就要选对应的数据"),
        ({"target": "很多"}, "要填一个整数"),
        ({"target": "9" * 30}, "太大了"),
        ({"due_on": "2025-01-01"}, "完成时间应在报告截止日以后"),
        ({"due_on": "昨天"}, "日子看不懂"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(
    client: Client, report: int, said: dict[str, str], message: str
) -> None:
    refused = client.post(reverse("reports:intentions", args=[report]), _sent(**said))
    assert refused.status_code == 422
    (field,) = said
    place = "target" if said == {"figure": ""} else field
    text = unescape(refused.content.decode())
    assert message in text.partition(f'id="id_{place}_error"')[2].partition("</div></div>")[0]
    assert not Intention.objects.exists()


def test_an_unknown_scope_means_ones_own(client: Client, report: int) -> None:
    client.post(reverse("reports:intentions", args=[report]), _sent(figure="party_lecture/count|nonsense", back="text"))
    assert Intention.objects.get().scope == "own"


def test_a_stranger_has_no_such_report(world: World, report: int) -> None:
    far = signed_in("far", "clerk", world.foreign)
    for route in ("reports:intentions", "reports:choose_figure"):
        assert far.get(reverse(route, args=[report])).status_code == 404
