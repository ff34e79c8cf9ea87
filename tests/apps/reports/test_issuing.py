"""What is issued is frozen: its bytes are served, its numbers computed again as known then."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.accounts.models import Account
from taizhang.apps.ledger.services.attaching import path_of
from taizhang.apps.reports.errors import (
    AlreadyIssuedError,
    NotReadyError,
    ReportNotFoundError,
)
from taizhang.apps.reports.models import Issue, Report
from taizhang.apps.reports.selectors.texts import changed_since, head_of
from taizhang.apps.reports.services.issuing import issue, recomputed
from taizhang.apps.reports.services.saving import save_version
from tests.apps.ledger.conftest import World
from tests.apps.reports.written import begun, content, held, passed_by_all

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def completed(world: World, report: Report) -> int:
    """Fill every gap of the head, as a person would, and save."""
    sent = content(report)
    for block in sent["blocks"]:
        block["runs"] = [
            {"type": "words", "text": "提前安排，抓好落实", "standing": "typed"} if run["type"] == "gap" else run
            for run in block["runs"]
        ]
    return save_version(world.clerk, report.pk, head_of(report).number, sent)


def ready(world: World) -> tuple[Report, int]:
    """A report that nothing keeps from issue."""
    held(world, date(2025, 3, 5))
    report = begun(world)
    version = completed(world, report)
    passed_by_all(world, report, version)
    return report, version


def test_what_is_in_the_way_is_said_and_nothing_is_issued(world: World) -> None:
    report = begun(world)
    with pytest.raises(NotReadyError) as refused:
        issue(world.clerk, report.pk, 1)
    assert {"report.gap", "report.not_reviewed"} <= {one.code for one in refused.value.findings}
    assert not Issue.objects.exists()


def test_issue_freezes_bytes_that_are_served_years_later(world: World, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    report, version = ready(world)
    number = issue(world.clerk, report.pk, version)
    row = Issue.objects.get(pk=number)
    assert path_of(row.word_file.file_digest).read_bytes().startswith(b"PK")
    assert path_of(row.portable_file.file_digest).read_bytes().startswith(b"%PDF")
    with pytest.raises(AlreadyIssuedError):
        issue(world.clerk, report.pk, version)


def test_an_issued_report_is_recomputed_as_known_then(world: World, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    report, version = ready(world)
    number = issue(world.clerk, report.pk, version)
    held(world, date(2025, 6, 5))
    compared = recomputed(world.clerk, number)
    assert compared.same_document
    assert compared.changes == ()
    assert changed_since(world.clerk, report, head_of(report))


def test_an_issued_report_is_there_for_every_reader_and_a_draft_is_not(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    account = Account.objects.create(login="reader", name="reader")
    reader = Actor(account.pk, "reader", (Holding(Role.READER, world.branch),))
    report, version = ready(world)
    with pytest.raises(ReportNotFoundError):
        changed_or_open(reader, report)
    issue(world.clerk, report.pk, version)
    changed_or_open(reader, report)


def changed_or_open(actor: Actor, report: Report) -> None:
    from taizhang.apps.reports.doors import open_report  # noqa: PLC0415 (only here)

    open_report(actor, report.pk)
