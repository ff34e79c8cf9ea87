"""`taizhang init`, and what the other commands say before it."""

import stat
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Installation


def test_a_new_installation_says_its_secrets_once(laid_out: tuple[Installation, str]) -> None:
    installation, said = laid_out
    assert said.count("恢复码：") == 1
    assert "admin" in said
    assert "auditor" in said
    code = said.partition("恢复码：")[2].splitlines()[0]
    password = next(line.split()[1] for line in said.splitlines() if line.startswith("auditor"))
    for file in [*installation.home.rglob("*"), *(installation.root / "keys").rglob("*")]:
        if file.is_file():
            content = file.read_bytes()
            assert code.encode() not in content, file
            assert code.replace("-", "").encode() not in content, file
            assert password.encode() not in content, file


def test_nobody_else_on_the_machine_reads_it(laid_out: tuple[Installation, str]) -> None:
    installation, _ = laid_out
    for folder in (installation.home, installation.root / "keys"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    for file in (*installation.home.glob("taizhang.*"), *(installation.root / "keys").iterdir()):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_a_folder_with_an_installation_is_not_touched(installation: Installation) -> None:
    before = (installation.home / "taizhang.sqlite3").read_bytes()
    ended = installation.run("init")
    assert (ended.returncode, ended.stdout) == (4, "")
    assert "已经有一套台账，没有改动" in ended.stderr
    assert (installation.home / "taizhang.sqlite3").read_bytes() == before


def test_a_folder_with_something_else_is_not_touched(empty: Installation) -> None:
    empty.home.mkdir()
    (empty.home / "照片.txt").write_text("别动我", encoding="utf-8")
    ended = empty.run("init")
    assert ended.returncode == 4
    assert "照片.txt" in ended.stderr
    assert [one.name for one in empty.home.iterdir()] == ["照片.txt"]


def test_what_was_cut_off_half_way_is_begun_again(empty: Installation) -> None:
    empty.home.mkdir()
    (empty.home / "taizhang.sqlite3").write_bytes(b"")
    assert "恢复码" in empty.done("init")


def test_keys_inside_the_data_folder_are_refused(tmp_path: Path) -> None:
    installation = Installation(tmp_path, more={"TAIZHANG_KEYS": str(tmp_path / "home" / "keys")})
    ended = installation.run("init")
    assert ended.returncode == 3
    assert "把 TAIZHANG_KEYS 指到数据目录之外" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("serve",),
        ("verify",),
        ("backup",),
        ("organizations",),
        ("owed", "--org", "a"),
        ("figures", "--org", "a"),
        ("entries", "export", "-"),
        ("rulebook", "show"),
        ("rulebook", "adopt", "--as", "x"),
        ("accounts", "create", "x", "--name", "x", "--by", "y"),
        ("keys", "recover"),
    ],
    ids=" ".join,
)
def test_before_that_every_command_says_what_to_do_first(arguments: tuple[str, ...], empty: Installation) -> None:
    ended = empty.run(*arguments)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "taizhang init" in ended.stderr
    assert not empty.home.exists()


def test_a_setting_that_cannot_be_used_is_named(installation: Installation) -> None:
    (installation.home / "taizhang.toml").write_text('hots = ["x"]\n', encoding="utf-8")
    ended = installation.run("organizations")
    assert ended.returncode == 3
    assert "不认识的设置：hots" in ended.stderr


def test_an_older_database_is_upgraded_when_asked(installation: Installation) -> None:
    installation.python(
        "from django.core.management import call_command; call_command('migrate', 'runs', 'zero', verbosity=0)"
    )
    ended = installation.run("organizations")
    assert ended.returncode == 3
    assert "taizhang init --upgrade" in ended.stderr
    assert "taizhang verify" in installation.done("init", "--upgrade")
    assert installation.done("organizations")


def test_an_error_of_the_program_itself_has_a_number_and_no_traceback(installation: Installation) -> None:
    (installation.home / "taizhang.sqlite3").write_bytes(b"this is no database" * 1000)
    ended = installation.run("organizations")
    assert ended.returncode == 70
    assert "Traceback" not in ended.stderr
    number = ended.stderr.partition("错误编号 ")[2].partition("）")[0]
    assert number
    log = installation.home / "errors.log"
    assert f"{number} organizations" in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
