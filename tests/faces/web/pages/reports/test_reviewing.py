"""Many reports in the page: read by a run that can be watched and stopped, told in one table, and thrown away."""

import io
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.models import Account
from taizhang.apps.runs import services
from taizhang.apps.runs.models import Run
from taizhang.apps.runs.services import Work, begin_run, in_foreground
from taizhang.faces.web.pages.reports.batch import REVIEW
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
REPORT = (
    "{unit}党支部2023年工作总结\n一、工作成效\n召开支委会{number}次。\n"
    "二、存在问题\n一是学习不深入。\n三、打算\n一是加强学习。\n"
)


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("reviewer", "superior", world.committee)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in the foreground: a thread would not see the test's transaction."""

    def here(run: int, work: Work) -> None:
        with in_foreground(run) as running:
            running.result = work(running)

    monkeypatch.setattr(services, "in_background", here)
    return iter(())


def _file(unit: str, number: int = 12) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{unit}.txt", REPORT.format(unit=unit, number=number).encode())


def _started(client: Client, **sent: Any) -> str:
    answer = client.post(reverse("reports:start_review"), sent)
    assert answer.status_code == 302, answer.content.decode()[:400]
    return answer.headers["Location"]


def _page(client: Client, place: str) -> str:
    answer = client.get(place)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_every_report_has_its_row_in_the_order_sent(client: Client) -> None:
    page = _page(client, _started(client, files=[_file("乙"), _file("甲")], required=["problems", "causes"]))
    assert page.index("乙.txt") < page.index("甲.txt")
    assert "原因分析" in page
    assert "点评可问" in page


def test_a_zip_and_a_file_that_cannot_be_read_are_taken(client: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("in.txt", REPORT.format(unit="丙", number=3))
        package.writestr("bad.docx", b"nothing")
    page = _page(client, _started(client, files=[SimpleUploadedFile("all.zip", packed.getvalue())]))
    assert "in.txt" in page
    assert "没有读出 1" in page


def test_the_table_can_be_taken_away_and_thrown_away(client: Client) -> None:
    place = _started(client, files=[_file("甲")])
    run = Run.objects.get(task=REVIEW)
    book = client.get(reverse("reports:export_review", args=[run.pk]))
    assert book.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "甲.txt".encode() in client.get(reverse("reports:export_review", args=[run.pk]) + "?form=csv").content
    client.post(reverse("reports:forget_review", args=[run.pk]))
    run.refresh_from_db()
    assert run.result == "{}"
    assert "已经丢掉" in _page(client, place)
    assert client.get(reverse("reports:export_review", args=[run.pk])).status_code == 404


def test_a_review_is_its_maker_s_alone(client: Client, world: World) -> None:
    _started(client, files=[_file("甲")])
    run = Run.objects.get(task=REVIEW).pk
    other = signed_in("another", "superior", world.committee)
    for name in ("reviewed", "export_review"):
        assert other.get(reverse(f"reports:{name}", args=[run])).status_code == 404
    for name in ("stop_review", "forget_review"):
        assert other.post(reverse(f"reports:{name}", args=[run])).status_code == 404


def test_a_running_review_shows_how_far_it_is_and_can_be_stopped(client: Client) -> None:
    run = begin_run(REVIEW, "批量审阅 80 份报告", account=Account.objects.get(login="reviewer").pk)
    Run.objects.filter(pk=run).update(done=20, total=81)
    page = _page(client, reverse("reports:reviewed", args=[run]))
    assert "20 / 81" in page
    assert "every 2s" in page
    client.post(reverse("reports:stop_review", args=[run]))
    assert Run.objects.get(pk=run).stop_asked


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"files": [SimpleUploadedFile("a.zip", b"PK\x03\x04broken")]},
        {"files": [SimpleUploadedFile("a.txt", b"x")], "limit": "many"},
        {"files": [SimpleUploadedFile("a.txt", b"x")], "required": ["everything"]},
    ],
    ids=["nothing", "a broken zip", "no number", "no such part"],
)
def test_what_cannot_begin_is_refused_with_what_to_do(client: Client, sent: dict[str, Any]) -> None:
    answer = client.post(reverse("reports:start_review"), sent)
    assert answer.status_code == 422
    assert 'class="err' in answer.content.decode()
    assert not Run.objects.filter(task=REVIEW).exists()
