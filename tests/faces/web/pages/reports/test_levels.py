"""The levels of 三审三校 in the page: the usual three, an organisation's own, and no way around three."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.reports.selectors.reviews import levels_of, route_of
from taizhang.domain.reviewing import USUAL_LEVELS
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


def _page(client: Client) -> str:
    answer = client.get(reverse("reports:levels"))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_usual_levels_are_shown_and_one_s_own_take_their_place(world: World) -> None:
    client = signed_in("writer", "secretary", world.branch)
    shown = _page(client)
    assert all(level in shown for level in USUAL_LEVELS)
    sent = {"levels": "支部委员\r\n支部书记\r\n\r\n 党办主任 \r\n分管副书记"}
    assert client.post(reverse("reports:levels"), sent).status_code == 302
    assert levels_of(world.branch) == ("支部委员", "支部书记", "党办主任", "分管副书记")
    assert "第4级　分管副书记" in _page(client)
    assert levels_of(world.neighbour) == USUAL_LEVELS


@pytest.mark.parametrize(
    "wrong",
    ["", "一审\n二审", "一审\n二审\n二审", "\n".join("一二三四五六七八"), "一\n二\n" + "长" * 41],
    ids=["none", "two", "two alike", "eight", "a long one"],
)
def test_fewer_than_three_or_two_of_one_name_are_refused(world: World, wrong: str) -> None:
    client = signed_in("writer", "secretary", world.branch)
    answer = client.post(reverse("reports:levels"), {"levels": wrong})
    assert answer.status_code == 422
    assert 'class="err' in answer.content.decode()
    assert levels_of(world.branch) == USUAL_LEVELS


def test_a_duty_report_passes_what_the_unit_puts_between_author_and_secretary(world: World) -> None:
    client = signed_in("writer", "secretary", world.branch)
    assert "第3级　上级把关" in _page(client)
    sent = {"levels": "\n".join(USUAL_LEVELS), "between": "支部委员\n党办主任"}
    assert client.post(reverse("reports:levels"), sent).status_code == 302
    assert route_of(world.branch).between == ("支部委员", "党办主任")
    shown = _page(client)
    assert "第2级　支部委员" in shown
    assert "第5级　上级把关" in shown
    refused = client.post(reverse("reports:levels"), sent | {"between": "书记"})
    assert refused.status_code == 422
    assert route_of(world.branch).between == ("支部委员", "党办主任")


def test_a_superior_sees_them_and_changes_none(world: World) -> None:
    superior = signed_in("superior2", "superior", world.branch)
    assert "改各级" not in _page(superior)
    assert superior.post(reverse("reports:levels"), {"levels": "一\n二\n三"}).status_code == 403
    assert levels_of(world.branch) == USUAL_LEVELS
