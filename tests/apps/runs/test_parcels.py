"""A file that waits is sealed on the disk, opened by its ticket alone, and gone after its time or its one use."""

import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from taizhang.apps.runs import parcels
from taizhang.apps.runs.parcels import Ticket

pytestmark = pytest.mark.django_db
CANARY = "周望野的述职报告".encode() * 40_000
SHORT = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, home=tmp_path))
    return tmp_path / "parcels"


def left(lifetime: timedelta = SHORT) -> Ticket:
    ticket = Ticket.fresh(lifetime)
    assert not parcels.waits(ticket)
    parcels.leave(ticket, CANARY)
    return ticket


def age(folder: Path, seconds: float) -> None:
    for file in folder.iterdir():
        os.utime(file, (time.time() - seconds,) * 2)


def test_it_is_collected_once_and_nothing_is_left(folder: Path) -> None:
    ticket = left()
    assert parcels.waits(ticket)
    assert parcels.collect(ticket) == CANARY
    assert parcels.collect(ticket) is None
    assert not list(folder.iterdir())


def test_it_may_be_looked_into_as_often_as_one_likes_until_it_is_dropped(folder: Path) -> None:
    ticket = left()
    for _ in range(2):
        assert parcels.look_into(ticket) == CANARY
    parcels.drop(ticket)
    assert parcels.look_into(ticket) is None


def test_no_word_of_it_lies_on_the_disk_in_clear(folder: Path) -> None:
    left()
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert "述职".encode() not in file.read_bytes()


def test_its_time_is_over_after_ten_minutes_and_the_next_one_sweeps_it_away(folder: Path) -> None:
    ticket = left()
    age(folder, 599)
    assert parcels.waits(ticket)
    age(folder, 601)
    assert not parcels.waits(ticket)
    assert parcels.collect(ticket) is None
    age(folder, parcels.LONGEST.total_seconds() + 1)
    other = left()
    assert [file.name for file in folder.iterdir()] == [other.parcel]


@pytest.mark.parametrize("forge", ["key", "parcel"])
def test_another_ticket_does_not_open_it(forge: str) -> None:
    ticket, other = left(), left()
    assert parcels.look_into(replace(ticket, **{forge: getattr(other, forge)})) is None


def test_a_changed_file_is_not_handed_out(folder: Path) -> None:
    ticket = left()
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert parcels.look_into(ticket) is None


def test_no_parcel_waits_longer_than_the_longest() -> None:
    assert Ticket.fresh(timedelta(days=3)).seconds == parcels.LONGEST.total_seconds()
