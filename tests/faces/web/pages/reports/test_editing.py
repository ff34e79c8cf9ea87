"""What the editor sends and is answered: one door for all of it, refusals in JSON; a finding let stand for good."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.checks.models import OwnWord
from taizhang.apps.reports.models import Report, Version, WorkingCopy
from taizhang.apps.reports.selectors.reviews import standing_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
ROUTES = ("reports:keep", "reports:look", "reports:save")


@pytest.fixture
def report(world: World) -> Report:
    return Report.objects.get(pk=begin_report(world.clerk, Wanted(world.branch, "organization_report", 2025, TODAY))[0])


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("writer", "clerk", world.branch)


def _content(report: Report, text: str = "") -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Version.objects.get(report=report, number=1).content)
    if text:
        content["blocks"][-3]["runs"].append({"type": "words", "text": text, "standing": "typed"})
    return content


def _send(client: Client, route: str, report: int, sent: object) -> Any:
    body = sent if isinstance(sent, str) else json.dumps(sent)
    return client.post(reverse(route, args=[report]), body, content_type="application/json")


@pytest.mark.parametrize("route", ROUTES)
def test_every_view_of_the_editor_refuses_in_json_what_is_no_text(client: Client, report: Report, route: str) -> None:
    content = _content(report)
    for sent in (
        "{",
        "[" * 100_000,
        "[]",
        {"based_on": 1},
        {"based_on": True, "content": content},
        {"based_on": -1, "content": content},
        {"based_on": 10**9, "content": content},
        {"based_on": 1, "content": []},
        json.dumps({"based_on": 1, "content": content, "more": "x" * 600_001}),
    ):
        answer = _send(client, route, report.pk, sent)
        assert answer.status_code == 422
        assert answer.json()["message"].startswith(("收到的正文不完整", "正文太长"))
    assert not WorkingCopy.objects.exists()
    assert Version.objects.filter(report=report).count() == 1


@pytest.mark.parametrize("route", ROUTES)
def test_every_view_of_the_editor_is_for_those_who_write_it(world: World, report: Report, route: str) -> None:
    sent = {"based_on": 1, "content": _content(report)}
    far = _send(signed_in("far", "clerk", world.foreign), route, report.pk, sent)
    assert (far.status_code, list(far.json())) == (404, ["message"])
    assert _send(signed_in("reader", "reader", world.branch), route, report.pk, sent).status_code in {403, 404}
    assert _send(Client(), route, report.pk, sent).status_code in {302, 401}
    assert signed_in("writer", "clerk", world.branch).get(reverse(route, args=[report.pk])).status_code == 405


def test_a_text_is_looked_at_kept_and_saved(client: Client, report: Report) -> None:
    sent = {"based_on": 1, "content": _content(report, "截止目前工作平稳。")}
    looked = _send(client, "reports:look", report.pk, sent).json()
    assert "截止" in looked["findings"]
    assert not WorkingCopy.objects.exists()
    assert "已自动保存" in _send(client, "reports:keep", report.pk, sent).json()["said"]
    assert WorkingCopy.objects.count() == 1
    assert _send(client, "reports:save", report.pk, sent).json()["number"] == 2


def test_a_finding_let_stand_for_good_is_one_of_the_units_own_words(
    client: Client, world: World, report: Report
) -> None:
    sent = {"based_on": 1, "content": _content(report, "截止目前工作平稳。")}
    shown = unescape(_send(client, "reports:look", report.pk, sent).json()["findings"])
    assert "以后都不再报" in shown
    rule = shown.partition('name="rule" value="')[2].partition('"')[0]
    word = shown.partition('name="word" value="')[2].partition('"')[0]
    address = reverse("reports:silence", args=[report.pk])
    client.post(address, {"rule": rule, "word": word, "reason": " "})
    assert not OwnWord.objects.exists()
    client.post(address, {"rule": rule, "word": word, "reason": "上级文件这样写"})
    row = OwnWord.objects.get()
    assert (row.kind, row.rule, row.word, row.reason) == ("silence", rule, word, "上级文件这样写")
    assert row.organization_id == world.branch
    again = _send(client, "reports:look", report.pk, sent).json()
    assert f'value="{word}"' not in unescape(again["findings"])
    own = unescape(client.get(reverse("checks:own")).content.decode())
    assert word in own
    assert "上级文件这样写" in own
    client.post(reverse("checks:withdraw", args=[row.pk]))
    assert f'value="{word}"' in unescape(_send(client, "reports:look", report.pk, sent).json()["findings"])


def test_letting_stand_for_good_takes_the_right_to_adopt(world: World, report: Report) -> None:
    said = {"rule": "blanks", "word": "XX", "reason": "x"}
    address = reverse("reports:silence", args=[report.pk])
    for login, role, organization in (("far", "clerk", world.foreign), ("reader", "reader", world.branch)):
        assert signed_in(login, role, organization).post(address, said).status_code in {403, 404}
    assert not OwnWord.objects.exists()


def test_one_s_own_last_word_is_taken_back_from_beside_the_text(world: World, report: Report) -> None:
    writer, reader = signed_in("author1", "clerk", world.branch), signed_in("author2", "clerk", world.branch)
    writer.post(reverse("reports:pass_level", args=[report.pk]), {"version": "1", "passed": "yes"})
    shown = reverse("reports:edit", args=[report.pk])
    assert "撤回我的意见" not in reader.get(shown).content.decode()
    assert "这一级由书记的账号过" in reader.get(shown).content.decode()
    assert "撤回我的意见" in writer.get(shown).content.decode()
    writer.post(reverse("reports:take_back_level", args=[report.pk]), {"version": "1"})
    assert standing_of(report, 1).level == 0


def test_who_sent_it_back_and_why_stands_beside_the_text_and_on_the_way(world: World, report: Report) -> None:
    client = signed_in("reviewer", "secretary", world.branch)
    sent = {"version": "1", "passed": "no", "remark": "第二部分写实一些"}
    client.post(reverse("reports:pass_level", args=[report.pk]), sent)
    for route in ("reports:edit", "reports:versions"):
        shown = unescape(client.get(reverse(route, args=[report.pk])).content.decode())
        assert "退回" in shown
        assert "第二部分写实一些" in shown
        assert "reviewer" in shown.partition("三审三校")[2]
