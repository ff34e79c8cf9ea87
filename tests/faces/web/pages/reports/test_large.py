"""A report with very many below: drafted, drafted again and issued as a run, watched, stopped, led to its text."""

from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.models import Account
from taizhang.apps.ledger.selectors.owed import _MANY
from taizhang.apps.reports.models import Report, Version
from taizhang.apps.runs import services
from taizhang.apps.runs.models import Run
from taizhang.apps.runs.services import StoppedError, Work, begin_run, in_foreground
from taizhang.faces.web.pages.reports import drafts, large
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
WISHES = {"outline": "organization_report", "until": "2025-11-30", "most_characters": "1500", "notice": ""}
BEGIN = "reports:begin"


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("writer", "clerk", world.committee)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two below are many here, and the work is done in the foreground: a thread would not see the transaction."""

    def here(run: int, work: Work) -> None:
        try:
            with in_foreground(run) as running:
                running.result = work(running)
        except Exception:  # noqa: BLE001 (a thread dies of it alone)
            return

    monkeypatch.setattr(services, "in_background", here)
    for place in (large, drafts):
        monkeypatch.setattr(place, "MANY", 2)
    return iter(())


def begun(client: Client) -> str:
    answer = client.post(reverse(BEGIN), WISHES)
    assert answer.status_code == 302, unescape(answer.content.decode())[:2000]
    return answer.headers["Location"]


def test_a_large_draft_is_a_run_that_leads_to_its_text(client: Client) -> None:
    address = begun(client)
    assert "/drafts/large/" in address
    report, run = Report.objects.get(), Run.objects.get()
    assert (run.task, run.state, run.organization_id) == (large.LARGE.task, "done", report.organization_id)
    text = reverse("reports:edit", args=[report.pk])
    assert client.get(address).headers["Location"] == text
    polled = client.get(address, headers={"HX-Request": "true"})
    assert (polled.status_code, polled.headers["HX-Redirect"]) == (204, text)
    assert "已从台账起草" in unescape(client.get(text).content.decode())


def test_it_can_be_stopped_and_then_nothing_was_written(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: object, done: int, _total: int, _message: str = "") -> None:
        if done >= 2:
            raise StoppedError

    monkeypatch.setattr(services.Running, "advance", stopped)
    page = unescape(client.get(begun(client)).content.decode())
    assert "已按要求停下，什么也没有写进去。" in page
    assert not Report.objects.exists()


def test_it_shows_how_far_it_is_and_is_not_begun_twice(client: Client, world: World) -> None:
    account = Account.objects.get(login="writer").pk
    run = begin_run(large.LARGE.task, "起草", account=account, organization=world.committee)
    Run.objects.filter(pk=run).update(done=2, total=5, message="找事例")
    page = unescape(client.get(reverse("reports:working", args=[run])).content.decode())
    assert "找事例 2 / 5" in page
    assert begun(client).endswith(f"/{run}/")
    assert not Report.objects.exists()
    client.post(reverse("reports:stop_working", args=[run]))
    assert Run.objects.get(pk=run).stop_asked
    stranger = signed_in("far", "clerk", world.committee)
    assert stranger.get(reverse("reports:working", args=[run])).status_code == 404


def test_drafting_again_and_issue_go_the_same_way_and_say_what_is_in_the_way(client: Client) -> None:
    begun(client)
    report = Report.objects.get()
    address = client.post(reverse("reports:again", args=[report.pk])).headers["Location"]
    assert client.get(address).headers["Location"] == reverse("reports:edit", args=[report.pk])
    assert Version.objects.filter(report=report).count() == 2
    address = client.post(reverse("reports:issue", args=[report.pk]), {"version": 2}).headers["Location"]
    assert "还不能定稿" in unescape(client.get(address).content.decode())
    assert Run.objects.filter(state="failed").count() == 1


def test_a_small_one_is_there_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MANY", 100)
    assert begun(client) == reverse("reports:edit", args=[Report.objects.get().pk])
    assert not Run.objects.exists()


def test_what_all_owe_is_asked_in_a_run_before_the_pages_that_need_it(client: Client, world: World) -> None:
    begun(client)
    report = Report.objects.get()
    secretary = signed_in("boss", "secretary", world.committee)
    for route in ("reports:edit", "reports:self_check"):
        _MANY.forget()
        page = unescape(secretary.get(reverse(route, args=[report.pk])).content.decode())
        assert "下面有 2 个党组织的应办事项要先核对一遍" in page
        sent = {"route": route if route in page else ""}
        address = secretary.post(reverse("reports:ask_first", args=[report.pk]), sent).headers["Location"]
        assert secretary.get(address).headers["Location"] == reverse(route, args=[report.pk])
        page = unescape(secretary.get(reverse(route, args=[report.pk])).content.decode())
        assert "要先核对一遍" not in page
        again = secretary.post(reverse("reports:ask_first", args=[report.pk]), {"route": route})
        assert again.headers["Location"] == reverse(route, args=[report.pk])
    assert Run.objects.filter(title__contains="核对应办事项").count() == 2
