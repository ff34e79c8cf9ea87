"""述职通知 in the page: issued by a committee, offered to those below, and nothing that makes no sense."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.reports.models import Notice
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
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


def _notice_page() -> str:
    return reverse("reports:notice", args=[Notice.objects.get(known_until=None).pk])


def test_the_day_it_is_due_stands_on_the_index_the_bench_and_the_list(client: Client, world: World) -> None:
    client.post(reverse("reports:notices"), ASKED | {"due_on": "2026-11-30"})
    below = signed_in("below", "clerk", world.branch)
    for route in ("reports:index", "desk:index"):
        shown = _page(below, route)
        assert "要交的报告" in shown
        assert ASKED["title"] in shown
        assert "起草" in shown
        assert "要交的报告" not in _page(client, route)
        assert "要交的报告" not in _page(signed_in(f"reader-{route}", "reader", world.branch), route)
    wishes = {"outline": "organization_report", "until": "2025-11-30", "most_characters": "2500"}
    begun = below.post(reverse("reports:begin"), wishes | {"notice": str(Notice.objects.get().pk)})
    assert "接着写" in _page(below, "reports:index")
    assert "2026年11月30日交" in _page(below, "reports:drafts") or "11月30日交" in _page(below, "reports:drafts")
    assert "11月30日交" in unescape(below.get(begun["Location"]).content.decode())


def test_a_past_day_is_told_as_late(client: Client, world: World, settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, business_day=TODAY)
    client.post(reverse("reports:notices"), ASKED | {"due_on": "2025-12-01"})
    below = signed_in("below", "clerk", world.branch)
    for route in ("reports:index", "desk:index"):
        shown = _page(below, route)
        assert 'class="sm ink-unmet">过期 9 天' in shown
    assert "要交的报告" not in _page(below, "reports:index", as_of="2025-11-20")


def test_it_is_changed_in_the_page_and_the_report_says_what_changed(client: Client, world: World) -> None:
    client.post(reverse("reports:notices"), ASKED | {"due_on": "2025-12-20"})
    below = signed_in("below", "clerk", world.branch)
    wishes = {"outline": "organization_report", "until": "2025-11-30", "most_characters": "2500"}
    begun = below.post(reverse("reports:begin"), wishes | {"notice": str(Notice.objects.get().pk)})["Location"]
    changed = ASKED | {"due_on": "2025-12-10", "most_characters": "2000", "reason": "会期提前"}
    opened = unescape(client.get(_notice_page()).content.decode())
    assert 'value="2025-12-20"' in opened
    for wrong, message in (({"reason": ""}, "还没有写理由。"), ({"due_on": "2052-01-01"}, "交稿日期应在2025年")):
        refused = client.post(_notice_page(), changed | wrong)
        assert refused.status_code == 422
        assert message in refused.content.decode()
    assert client.post(_notice_page(), changed).status_code == 302
    report = unescape(below.get(begun).content.decode())
    for word in ("起草以后，述职通知改过", "会期提前", "2025-12-10", "2000"):
        assert word in report
    assert "第2版" in _page(below, "reports:notices")
    assert "会期提前" in unescape(client.get(_notice_page()).content.decode())


def test_it_is_withdrawn_in_the_page_with_a_reason(client: Client, world: World) -> None:
    client.post(reverse("reports:notices"), ASKED)
    page = _notice_page()
    assert client.post(f"{page}withdraw/", {"reason": ""}).status_code == 422
    below = signed_in("below", "clerk", world.branch)
    for one in (page, f"{page}withdraw/"):
        assert below.post(one, {"reason": "不是我发的"}).status_code == 404
    assert client.post(f"{page}withdraw/", {"reason": "改在明年"}).status_code == 302
    listed = _page(below, "reports:notices")
    assert "撤回了的" in listed
    assert "改在明年" in listed
    assert ASKED["title"] not in _page(below, "reports:begin")
    assert client.get(page).status_code == 404


def test_a_notice_without_a_limit_stays_without_one_when_it_is_changed(client: Client, world: World) -> None:
    client.post(reverse("reports:notices"), ASKED | {"most_characters": ""})
    assert Notice.objects.get().most_characters == 0
    page = _notice_page()
    assert 'name="most_characters" value' not in client.get(page).content.decode()
    changed = ASKED | {"most_characters": "", "due_on": "2025-12-10", "reason": "定日子"}
    assert client.post(page, changed).status_code == 302
    assert Notice.objects.get(known_until=None).most_characters == 0
    client.post(_notice_page(), changed | {"most_characters": "2000", "reason": "限字数"})
    told = unescape(client.get(_notice_page()).content.decode())
    assert '<del class="dim">不限</del> → 2000' in told
