import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, run_checks
from pytest_django.fixtures import Settings

from taizhang.config import checks
from taizhang.domain.sealing import ciphers


def ids(found: Iterable[CheckMessage]) -> list[str | None]:
    return [one.id for one in found]


@pytest.fixture
def folders(settings: Settings, tmp_path: Path) -> Path:
    home, keys = tmp_path / "home", tmp_path / "keys"
    home.mkdir(mode=0o700)
    keys.mkdir(mode=0o700)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, home=home, keys=keys)
    return tmp_path


def test_this_machine_may_start(folders: Path) -> None:
    assert run_checks(tags=[checks.TAG]) == []


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_it_knows_which_sqlite_loses_data_with_a_write_ahead_log(version: tuple[int, ...], *, is_safe: bool) -> None:
    assert checks.wal_is_safe(version) is is_safe


def test_a_write_ahead_log_is_refused_on_a_bad_sqlite(
    folders: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folders / "home" / "db.sqlite3"
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": {}}}
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert ids(checks.check_sqlite()) == []
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("CREATE TABLE one (a)")
    assert ids(checks.check_sqlite()) == []
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert ids(checks.check_sqlite()) == ["taizhang.E003"]
    settings.DATABASES["default"]["NAME"] = str(folders / "none")
    settings.DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode = WAL;"}
    assert ids(checks.check_sqlite()) == ["taizhang.E003"]
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert ids(checks.check_sqlite()) == []


def test_ciphers_that_give_other_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ciphers, "_VECTOR_TAG", b"\0" * 16)
    assert ids(checks.check_ciphers()) == ["taizhang.E002"]


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o701, 0o777])
def test_a_key_folder_that_others_may_enter_is_refused(folders: Path, mode: int) -> None:
    (folders / "keys").chmod(mode)
    assert ids(checks.check_folders()) == ["taizhang.E004"]


def test_a_data_folder_that_others_may_change_is_refused(folders: Path) -> None:
    (folders / "home").chmod(0o755)
    assert ids(checks.check_folders()) == []
    (folders / "home").chmod(0o775)
    assert ids(checks.check_folders()) == ["taizhang.E004"]


def test_a_key_that_others_may_read_is_refused(folders: Path) -> None:
    key = folders / "keys" / "installation.key"
    key.write_text("x")
    key.chmod(0o600)
    assert ids(checks.check_folders()) == []
    key.chmod(0o640)
    assert ids(checks.check_folders()) == ["taizhang.E005"]


def test_an_old_python_and_an_unknown_policy_are_refused(settings: Settings) -> None:
    assert ids(checks.check_python((3, 10))) == ["taizhang.E001"]
    settings.PASSWORD_POLICY = "none"
    assert ids(checks.check_policy()) == ["taizhang.E006"]


def test_every_fault_says_what_to_do(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folders / "keys").chmod(0o777)
    (found,) = run_checks(tags=[checks.TAG])
    assert "chmod 700" in found.msg
