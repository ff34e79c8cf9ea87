"""A roll that waits to be confirmed is its sender's alone, for an hour, and readable by nobody else meanwhile (A4)."""

import os
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.members.staging import LIFE_SECONDS, RollGoneError, StagedRoll, forget_roll, stage_roll, staged_roll

CANARY = "110101199001010015"
ROLL = StagedRoll("名册.csv", 3, date(2025, 1, 1), CANARY.encode())
SENDER, OTHER = (Actor(number, "某", (Holding(Role.CLERK, 3),)) for number in (7, 8))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, home=tmp_path))
    return tmp_path


def test_only_its_sender_opens_it_and_nobody_reads_the_file(home: Path) -> None:
    token = stage_roll(SENDER, ROLL)
    assert staged_roll(SENDER, token) == ROLL
    with pytest.raises(RollGoneError):
        staged_roll(OTHER, token)
    (file,) = (home / "staging").iterdir()
    assert CANARY.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("token", ["", "x", "0" * 32 + "." + "0" * 64, "../../etc/passwd." + "0" * 64, "a" * 5000])
def test_a_guessed_token_opens_nothing(token: str) -> None:
    stage_roll(SENDER, ROLL)
    with pytest.raises(RollGoneError):
        staged_roll(SENDER, token)


def test_it_is_gone_after_an_hour_and_after_use(home: Path) -> None:
    token = stage_roll(SENDER, ROLL)
    (file,) = (home / "staging").iterdir()
    old = time.time() - LIFE_SECONDS - 1
    os.utime(file, (old, old))
    with pytest.raises(RollGoneError):
        staged_roll(SENDER, token)
    other = stage_roll(SENDER, ROLL)
    assert not file.exists(), "what is old is dropped when the next one comes"
    forget_roll(other)
    with pytest.raises(RollGoneError):
        staged_roll(SENDER, other)
