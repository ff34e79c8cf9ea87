"""All reports of those below in the page: begun once, watched, stopped, fetched as a package by its maker alone."""

import io
import json
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.models import Account
from taizhang.apps.reports.models import Report
from taizhang.apps.runs import services
from taizhang.apps.runs.models import Run
from taizhang.apps.runs.services import StoppedError, Work, begin_run, in_foreground
from taizhang.faces.web.pages.reports.all_drafts import DRAFT_ALL, INDEX, kept_for, packed
from taizhang.faces.web.pages.reports.packing import PACKAGES
from taizhang.formats.xlsx_in import read_workbook
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
WISHES = {"outline": "organization_report", "until": "2025-11-30", "most_characters": "1500", "notice": ""}


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("writer", "clerk", world.committee)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, home=tmp_path))


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in the foreground: a thread would not see the test's transaction."""

    def here(run: int, work: Work) -> None:
        try:
            with in_foreground(run) as running:
                running.result = work(running)
        except StoppedError:
            return

    monkeypatch.setattr(services, "in_background", here)
    return iter(())


def _started(client: Client, **more: str) -> str:
    answer = client.post(reverse("reports:draft_all"), WISHES | more)
    assert answer.status_code == 302, unescape(answer.content.decode())[:3000]
    return answer.headers["Location"]


def _text(answer: Any) -> str:
    return unescape(answer.content.decode())


def _packed(client: Client) -> str:
    """Have the package made; gives the address that hands it out."""
    answer = client.post(reverse("reports:pack_all", args=[Run.objects.get(task=DRAFT_ALL).pk]))
    assert answer.status_code == 302
    page = _text(client.get(answer.headers["Location"]))
    taken = reverse("reports:take_package", args=[Run.objects.filter(task=PACKAGES.task).latest("pk").pk])
    assert taken in page
    return taken


def _package(client: Client) -> zipfile.ZipFile:
    answer: Any = client.post(_packed(client))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store, private"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def _index(package: zipfile.ZipFile) -> list[tuple[Any, ...]]:
    (sheet,) = read_workbook(package.read(INDEX))
    return [tuple(cells) for _, cells in sheet.rows]


def test_each_branch_has_its_report_in_the_list_and_in_the_package(client: Client) -> None:
    page = _text(client.get(_started(client)))
    assert "起草 2 份，共 2 个党组织" in page
    assert Report.objects.count() == 2
    drafts = _text(client.get(reverse("reports:drafts")))
    assert drafts.count("党组织年度党建工作报告") >= 2
    package = _package(client)
    words = [name for name in package.namelist() if name.endswith(".docx")]
    assert len(words) == 2
    assert all(package.read(name).startswith(b"PK") and "/" not in name for name in words)
    lines = _index(package)
    assert [line[2] for line in lines] == words
    assert all(line[6] == len(line[7].split("；")) for line in lines)


def test_who_has_no_secretary_is_told_in_the_index(client: Client) -> None:
    page = _text(client.get(_started(client, outline="branch_secretary_duty_report")))
    assert "没有登记书记任职" in page
    lines = _index(_package(client))
    assert any("没有登记书记任职" in (line[-1] or "") for line in lines)


def test_a_run_and_its_package_are_their_maker_s_alone(client: Client, world: World) -> None:
    _started(client)
    run = Run.objects.get(task=DRAFT_ALL).pk
    other = signed_in("another", "secretary", world.committee)
    assert other.get(reverse("reports:all_drafted", args=[run])).status_code == 404
    assert other.post(reverse("reports:pack_all", args=[run])).status_code == 404
    assert other.post(reverse("reports:stop_all", args=[run])).status_code == 404


def test_what_may_no_longer_be_taken_out_is_not_in_the_package(client: Client, world: World) -> None:
    _started(client)
    kept = json.loads(Run.objects.get(task=DRAFT_ALL).result)
    assert [one["organization"] for one in kept_for(world.clerk, kept)] == [world.branch]
    assert kept_for(world.superior, kept) == []
    with zipfile.ZipFile(io.BytesIO(packed(world.stranger, kept["reports"]))) as package:
        assert package.namelist() == [INDEX]
        lines = _index(package)
    assert all(not any(line[2:-1]) and "没有这份报告" in line[-1] for line in lines)


def test_a_stopped_run_keeps_what_stands_and_the_next_goes_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told = services.Running.advance

    def once(self: services.Running, done: int, total: int, message: str = "") -> None:
        told(self, done, total, message)
        if done == 1:
            raise StoppedError

    monkeypatch.setattr(services.Running, "advance", once)
    page = _text(client.get(_started(client)))
    assert Run.objects.get(task=DRAFT_ALL).state == Run.State.CANCELLED
    assert "起草 1 份，共 1 个党组织" in page
    assert "已按要求停下" in page
    monkeypatch.setattr(services.Running, "advance", told)
    assert "起草 2 份，共 2 个党组织" in _text(client.get(_started(client)))
    assert Report.objects.count() == 2


def test_a_running_one_shows_how_far_it_is_and_is_not_begun_twice(client: Client, world: World) -> None:
    account = Account.objects.get(login="writer").pk
    run = begin_run(DRAFT_ALL, "2025年述职报告 100 份", account=account, organization=world.committee)
    Run.objects.filter(pk=run).update(done=20, total=100)
    page = _text(client.get(reverse("reports:all_drafted", args=[run])))
    assert "20 / 100" in page
    assert "every 2s" in page
    assert client.post(reverse("reports:pack_all", args=[run])).status_code == 404
    assert f"/all/{run}/" in _started(client)
    assert Run.objects.filter(task=DRAFT_ALL).count() == 1
    client.post(reverse("reports:stop_all", args=[run]))
    assert Run.objects.get(pk=run).stop_asked


def test_another_s_package_is_not_there_whoever_guesses_its_number(client: Client, world: World) -> None:
    _started(client)
    taken = _packed(client)
    run = Run.objects.get(task=PACKAGES.task).pk
    other = signed_in("another", "secretary", world.committee)
    assert other.post(taken).status_code == 404
    assert other.get(reverse("reports:packed", args=[run])).status_code == 404
    assert other.post(reverse("reports:stop_packing", args=[run])).status_code == 404
    # The guess of another took nothing away.
    assert client.post(taken).status_code == 200


def _hand_out_nothing(client: Client, taken: str) -> None:
    answer = client.post(taken)
    assert answer.status_code in {302, 404}
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert b"PK" not in answer.content


def test_a_package_is_handed_out_once(client: Client) -> None:
    _started(client)
    taken = _packed(client)
    assert client.post(taken).status_code == 200
    _hand_out_nothing(client, taken)
    run = Run.objects.get(task=PACKAGES.task).pk
    assert "已经取走" in _text(client.get(reverse("reports:packed", args=[run])))
    assert not list(_waiting())


def test_a_package_is_gone_after_ten_minutes(client: Client) -> None:
    _started(client)
    taken = _packed(client)
    (file,) = _waiting()
    os.utime(file, (time.time() - 601,) * 2)
    _hand_out_nothing(client, taken)


def test_a_package_ends_with_the_session_that_had_it_made(client: Client) -> None:
    _started(client)
    taken = _packed(client)
    second = Client()
    second.force_login(Account.objects.get(login="writer"))
    _hand_out_nothing(second, taken)
    client.post(reverse("accounts:sign_out"))
    client.force_login(Account.objects.get(login="writer"))
    _hand_out_nothing(client, taken)


def test_a_package_lies_sealed_on_the_disk_and_stopping_leaves_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _started(client)
    _packed(client)
    (file,) = _waiting()
    assert not file.read_bytes().startswith(b"PK")
    file.unlink()

    def stopped(self: services.Running, done: int, total: int, message: str = "") -> None:
        raise StoppedError

    monkeypatch.setattr(services.Running, "advance", stopped)
    answer = client.post(reverse("reports:pack_all", args=[Run.objects.get(task=DRAFT_ALL).pk]))
    assert "已按要求停下" in _text(client.get(answer.headers["Location"]))
    assert not list(_waiting())


def _waiting() -> list[Path]:
    return list(Path(settings.ENVIRONMENT.parcels).iterdir())


@pytest.mark.parametrize("wrong", [{"outline": "nothing"}, {"until": "x"}, {"most_characters": "1"}, {"notice": "99"}])
def test_wishes_that_make_no_sense_are_refused(client: Client, wrong: dict[str, str]) -> None:
    answer = client.post(reverse("reports:draft_all"), WISHES | wrong)
    assert answer.status_code == 422
    assert 'class="err' in answer.content.decode()
    assert not Run.objects.filter(task=DRAFT_ALL).exists()


def test_a_reader_may_not_begin_and_a_branch_has_nobody_below(world: World) -> None:
    reader = signed_in("reader", "superior", world.committee)
    assert reader.post(reverse("reports:draft_all"), WISHES).status_code == 403
    answer = signed_in("below", "clerk", world.branch).post(reverse("reports:draft_all"), WISHES)
    assert answer.status_code == 422
    assert "下面没有你能写报告的党组织" in _text(answer)
