"""A disk that stops taking bytes at every place in turn: after each, nothing is half there, and the next try succeeds.

The limit is real: the system refuses each write beyond it (EFBIG), in the journal, in the database, in the store of
attachments, for as long as the request lasts. SQLite then cannot even roll back in place, and leaves its journal to
whoever opens the database next.
"""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from taizhang.apps.ledger.models import Attachment, Confirmation, Entry, Revision
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.ledger.services.attaching import path_of
from taizhang.apps.ledger.verification import verify_installation
from taizhang.apps.reports.models import Issue
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.apps.reports.services import issuing
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.apps.reports.test_issuing import ready
from tests.faces.web.pages.people import signed_in
from tests.formats.pictures.made_pictures import jpeg

pytestmark = [pytest.mark.django_db(transaction=True)]
FROM_THE_START = 48 * 1024
"""As far as the journal of such a commit goes, and a small attachment."""
PAST_THE_END = 64 * 1024
STEP = 3001
"""No multiple of a page, so that pages are torn as well."""


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")
    return tmp_path / "attachments"


@contextmanager
def no_byte_beyond(place: int) -> Iterator[None]:
    """Let no file of this process grow past a place."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (place, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def places() -> Iterator[int]:
    """Every place in turn: from the start of a file, then around the end of the database, then none."""
    yield from range(0, FROM_THE_START, STEP)
    size = Path(str(connection.settings_dict["NAME"])).stat().st_size
    yield from range(size - 2 * STEP, size + PAST_THE_END, STEP)
    yield resource.RLIM_INFINITY


def state() -> dict[str, object]:
    """How many rows there are in each table, and that the database is sound; opens it anew."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}


def tried_at_every_place(client: Client, act: Callable[[], Any], store: Path) -> int:
    """Do it with less and less in the way until it is done; how often it failed."""
    client.raise_request_exception = False
    failed = 0
    before = state()
    for place in places():
        with no_byte_beyond(place):
            answer = act()
        if answer.status_code in {200, 302}:
            break
        failed += 1
        assert answer.status_code == 507, (place, answer.content.decode()[:400])
        assert "这次提交的没有记下来" in answer.content.decode()
        assert state() == before, place
        assert not list(store.glob("incoming-*"))
    else:
        pytest.fail("it never succeeded")
    connection.close()
    assert not verify_installation().differences
    return failed


def recording(world: World) -> dict[str, Any]:
    return {
        "do": "submit",
        "request_key": "one",
        "day": "2025-10-15",
        "title": "主题党日",
        "part-0-kind": "theme_day",
        "part-0-theme": "学习",
        "summary": "讨论" * 3000,
        **{f"roll-state-{one}": "present" for one in world.people},
    }


def test_recording_is_whole_or_not_at_all(world: World, store: Path) -> None:
    client = signed_in("clerk2", "clerk", world.branch)
    sent = recording(world)
    assert tried_at_every_place(client, lambda: client.post(reverse("ledger:record"), sent), store) > 10
    assert (Entry.objects.count(), Revision.objects.count()) == (1, 1)


def test_keeping_a_photo_is_whole_or_not_at_all(world: World, store: Path) -> None:
    client = signed_in("clerk2", "clerk", world.branch)
    photo = jpeg(scan=b"\x12" * 9000)

    def act() -> Any:
        files = {"files": SimpleUploadedFile("现场.jpg", photo, "image/jpeg"), "do": "look"}
        return client.post(reverse("ledger:record"), recording(world) | files)

    assert tried_at_every_place(client, act, store) > 10
    kept = Attachment.objects.get()
    assert path_of(kept.file_digest).read_bytes() == photo
    assert not Entry.objects.exists()


def test_confirming_is_whole_or_not_at_all(world: World, store: Path) -> None:
    entry = record_entry(world.clerk, world.congress(), TODAY).entry
    client = signed_in("chief", "secretary", world.branch)
    assert tried_at_every_place(client, lambda: client.post(reverse("ledger:confirm", args=[entry])), store) > 10
    assert Confirmation.objects.count() == 1


def test_issuing_a_report_is_whole_or_not_at_all(world: World, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report, version = ready(world)
    for name in ("report_docx", "report_pdf"):  # Laid out once: it is the keeping that fails here.
        made = getattr(issuing, name)(document_of(head_of(report)))
        monkeypatch.setattr(issuing, name, lambda _document, made=made: made)
    client = signed_in("writer", "clerk", world.branch)
    sent = {"version": str(version)}
    assert (
        tried_at_every_place(client, lambda: client.post(reverse("reports:issue", args=[report.pk]), sent), store) > 10
    )
    assert Issue.objects.count() == 1
    assert Attachment.objects.count() == 2
