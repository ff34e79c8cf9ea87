import os
import stat
from datetime import date
from pathlib import Path

import pytest

from taizhang.config.environment import ConfigurationError, Environment, read_environment, secret_key


def environment(home: Path, choices: str = "", **variables: str) -> Environment:
    home.mkdir(exist_ok=True)
    (home / "taizhang.toml").write_text(choices, encoding="utf-8")
    return read_environment({"TAIZHANG_HOME": str(home), "XDG_CONFIG_HOME": str(home.parent / "config"), **variables})


def test_an_empty_data_folder_is_a_real_one_on_sqlite_with_the_real_clock(tmp_path: Path) -> None:
    found = environment(tmp_path / "home")
    assert (found.mode, found.database, found.business_day) == ("real", "", None)
    assert found.sqlite_file == tmp_path / "home" / "taizhang.sqlite3"
    assert not found.is_demo


def test_the_data_folder_chooses_database_day_and_mode(tmp_path: Path) -> None:
    found = environment(
        tmp_path / "home",
        'database = "postgres://tz@db/tz"\nbusiness_day = 2025-12-10\nmode = "demo"\n'
        'hosts = ["tz.example.cn"]\nhttps = true',
    )
    assert found.database == "postgres://tz@db/tz"
    assert found.business_day == date(2025, 12, 10)
    assert found.is_demo
    assert found.hosts[-1] == "tz.example.cn"
    assert found.https


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    found = environment(tmp_path / "home", 'database = "postgres://a/b"', TAIZHANG_DATABASE="postgres://c/d")
    assert found.database == "postgres://c/d"


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ("busines_day = 2025-12-10", "busines_day"),
        ('business_day = "2025-12-10"', "business_day"),
        ('mode = "test"', "mode"),
        ('hosts = "tz.example.cn"', "hosts"),
        ("mode = ", "taizhang.toml"),
    ],
)
def test_a_wrong_choice_is_named_with_its_file(tmp_path: Path, choices: str, names: str) -> None:
    with pytest.raises(ConfigurationError, match=names):
        environment(tmp_path / "home", choices)


@pytest.mark.parametrize("below", ["", "keys", "a/b"])
def test_the_key_folder_may_not_lie_in_the_data_folder(tmp_path: Path, below: str) -> None:
    with pytest.raises(ConfigurationError, match="密钥目录"):
        environment(tmp_path / "home", TAIZHANG_KEYS=str(tmp_path / "home" / below))


def test_two_data_folders_never_share_a_key_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = environment(tmp_path / "a" / "home", XDG_CONFIG_HOME=str(tmp_path / "config"))
    second = environment(tmp_path / "b" / "home", XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert first.keys != second.keys


def test_the_session_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    found = environment(tmp_path / "home")
    key = secret_key(found)
    assert secret_key(found) == key
    assert len(key) > 50
    file = found.keys / "session.key"
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    assert stat.S_IMODE(found.keys.stat().st_mode) == stat.S_IRWXU


def test_two_data_folders_sign_with_different_keys(tmp_path: Path) -> None:
    assert secret_key(environment(tmp_path / "a")) != secret_key(environment(tmp_path / "b"))


def test_nothing_is_written_before_there_is_a_data_folder(tmp_path: Path) -> None:
    found = read_environment({"TAIZHANG_HOME": str(tmp_path / "none"), "XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert secret_key(found)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 (names alone are wanted)
