"""Beside the text of a committee's report: what its branches' reports tell, ready to be put in."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.apps.reports.test_compiling import finished, theme_day
from tests.apps.reports.written import UNTIL
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(world: World) -> Report:
    """A committee's report; one branch of two has finished its own, and told a joint day."""
    theme_day(world, 7, "支部联建", organizations=[{"organization": world.neighbour, "how": "joint"}])
    theme_day(world, 8, "清理河道")
    finished(world)
    author = Actor(None, "author", (Holding(Role.CLERK, world.committee),))
    number, _ = begin_report(author, Wanted(world.committee, "organization_report", 2025, UNTIL))
    return Report.objects.get(pk=number)


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("writer", "clerk", world.committee)


def shown(client: Client, report: Report, route: str = "reports:below", **asked: str) -> str:
    answer = client.get(reverse(route, args=[report.pk]), asked, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_each_act_is_offered_once_as_a_sentence_with_who_tells_it(client: Client, report: Report) -> None:
    page = shown(client, report)
    sentences = [json.loads(one) for one in re.findall(r'data-editor-runs="(\[.*?\])" data-part', page)]
    told = ["".join(run["text"] for run in runs) for runs in sentences]
    acts = [text for text, runs in zip(told, sentences, strict=True) if "=" in runs[0]["source"]]
    assert sum("支部联建" in text for text in acts) == 1
    assert all(text.endswith("。") for text in acts)
    assert "写到" in page


def test_who_has_no_finished_report_is_named(client: Client, report: Report) -> None:
    page = shown(client, report)
    assert "可取材的报告 1 份" in page
    assert "还没有的：" in page


def test_a_topic_narrows_the_list_and_an_unknown_one_does_not(client: Client, report: Report) -> None:
    topics = re.findall(r'<option value="(\w+)">[^<]+</option>', shown(client, report).split("below-topic")[-1])
    counts = [len(re.findall('data-taken-entry="', shown(client, report, topic=topic))) for topic in topics]
    assert sum(counts) == len(re.findall('data-taken-entry="', shown(client, report))) == 2
    assert len(re.findall('data-taken-entry="', shown(client, report, topic="nonsense", branch="x"))) == 2


def test_joint_work_is_not_added_up(client: Client, report: Report) -> None:
    page = shown(client, report, "reports:below_sums")
    assert "各支部合计 3次，去重 2次（联合开展等重复计的 1次已除去）" in page
    inserted = [json.loads(one) for one in re.findall(r'data-editor-insert="(\{.*?\})"', page)]
    assert {(one["value"], one["scope"]) for one in inserted if one["figure"] == "theme_day/count"} == {(2, "below")}


def test_without_script_the_same_is_a_page(client: Client, report: Report) -> None:
    for route in ("reports:below", "reports:below_sums"):
        page = client.get(reverse(route, args=[report.pk])).content.decode()
        assert "<html" in page


def test_whoever_does_not_write_the_report_is_offered_nothing(world: World, report: Report) -> None:
    others = signed_in("far", "clerk", world.foreign), signed_in("below", "clerk", world.branch)
    for route in ("reports:below", "reports:below_sums"):
        for who in others:
            assert who.get(reverse(route, args=[report.pk])).status_code in {403, 404}


def test_the_panel_is_there_only_for_those_who_have_somebody_below(
    world: World, client: Client, report: Report
) -> None:
    assert "各支部报告" in client.get(reverse("reports:edit", args=[report.pk])).content.decode()
    number, _ = begin_report(world.clerk, Wanted(world.branch, "organization_report", 2025, date(2025, 11, 30)))
    page = signed_in("below", "clerk", world.branch).get(reverse("reports:edit", args=[number])).content.decode()
    assert "各支部报告" not in page
