"""述职通知 in the page: issued by a committee, offered to those below, and nothing that makes no sense."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.reports.models import Notice
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
ASKED = {
    "title": "关于做好2025年度述职评议工作的通知",
    "number": "青组发〔2025〕12号",
    "year": "2025",
    "until": "2025-11-30",
    "most_characters": "2500",
    "least_problems_percent": "30",
    "required": "上年度问题整改情况\n\n  党员教育管理 ",
}


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("writer", "clerk", world.committee)


def _page(client: Client, route: str, **query: str) -> str:
    answer = client.get(reverse(route), query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_what_a_committee_asks_is_listed_and_offered_below(client: Client, world: World) -> None:
    assert client.post(reverse("reports:notices"), ASKED).status_code == 302
    notice = Notice.objects.get()
    assert notice.required == '["上年度问题整改情况","党员教育管理"]'
    assert (notice.organization_id, notice.least_problems_percent) == (world.committee, 30)
    below = signed_in("below", "clerk", world.branch)
    listed = _page(below, "reports:notices")
    for word in (ASKED["title"], ASKED["number"], "2025-11-30", "2500", "30%", "上年度问题整改情况；党员教育管理"):
        assert word in listed
    begin = _page(below, "reports:begin", notice=str(notice.pk))
    assert 'value="2500"' in begin
    assert 'value="2025-11-30"' in begin
    assert f'value="{notice.pk}" selected' in begin
    outside = signed_in("outside", "clerk", world.foreign)
    assert ASKED["title"] not in _page(outside, "reports:notices")
    assert ASKED["title"] not in _page(outside, "reports:begin", notice=str(notice.pk))


def test_a_report_by_the_notice_is_told_what_it_does_not_meet(client: Client, world: World) -> None:
    client.post(reverse("reports:notices"), ASKED | {"least_problems_percent": "60"})
    below = signed_in("below", "clerk", world.branch)
    wishes = {"outline": "organization_report", "until": "2025-11-30", "most_characters": "2500"}
    begun = below.post(reverse("reports:begin"), wishes | {"notice": str(Notice.objects.get().pk)})
    assert begun.status_code == 302
    page = unescape(below.get(begun.headers["Location"]).content.decode())
    assert "不挡定稿，定稿前看一看" in page
    assert "通知要求至少60%" in page
    assert "【待补：党员教育管理】" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"year": "1"},
        {"until": "x"},
        {"most_characters": "10"},
        {"least_problems_percent": "95"},
        {"required": "长" * 61},
        {"required": "\n".join(f"第{one}项" for one in range(21))},
    ],
    ids=lambda one: str(next(iter(one))),
)
def test_what_makes_no_sense_is_refused_and_nothing_is_issued(client: Client, wrong: dict[str, Any]) -> None:
    answer = client.post(reverse("reports:notices"), ASKED | wrong)
    assert answer.status_code == 422
    assert 'class="err' in answer.content.decode()
    assert not Notice.objects.exists()


def test_a_reader_sees_them_and_may_issue_none(world: World) -> None:
    reader = signed_in("reader", "superior", world.committee)
    assert "发一份通知" not in _page(reader, "reports:notices")
    assert reader.post(reverse("reports:notices"), ASKED).status_code == 403
    assert not Notice.objects.exists()
