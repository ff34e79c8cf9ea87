"""Verify, backup, restore, keys and accounts from the command line."""

import sqlite3
from pathlib import Path

import pytest

from tests.faces.cli.conftest import CONGRESS, Installation
from tests.faces.cli.small_world import PASSWORD


def _with_entries(installation: Installation) -> Installation:
    installation.done("entries", "import", str(installation.file("a.jsonl", CONGRESS)), "--as", "clerk")
    return installation


def test_verify_holds_and_takes_the_head_out(installation: Installation) -> None:
    _with_entries(installation)
    head = installation.root / "head.json"
    found = installation.json("verify", "--write-head", str(head))
    assert found["holds"] is True
    assert found["facts"] > 20
    assert "核验通过" in installation.done("verify", "--head", str(head))


def test_verify_names_the_row_that_somebody_changed(installation: Installation) -> None:
    _with_entries(installation)
    with sqlite3.connect(installation.home / "taizhang.sqlite3") as database:
        database.execute("UPDATE ledger_revision SET place = '别处' WHERE id = 1")
    ended = installation.run("verify")
    assert ended.returncode == 1
    assert "核验不通过" in ended.stdout
    assert "ledger_revision 第 1 行" in ended.stdout


def test_verify_with_a_head_sees_a_tail_cut_off(installation: Installation) -> None:
    head = installation.root / "head.json"
    installation.done("verify", "--write-head", str(head))
    older = (installation.home / "taizhang.sqlite3").read_bytes()
    _with_entries(installation)
    installation.done("verify", "--write-head", str(head))
    (installation.home / "taizhang.sqlite3").write_bytes(older)
    assert installation.run("verify").returncode == 0
    assert installation.run("verify", "--head", str(head)).returncode == 1


def test_a_backup_is_restored_elsewhere_and_verifies(
    installation: Installation, recovery_code: str, tmp_path: Path
) -> None:
    _with_entries(installation)
    made = installation.json("backup", str(installation.root))
    assert Path(made["file"]).parent == installation.root
    assert str(CONGRESS["title"]).encode() not in Path(made["file"]).read_bytes()
    other = Installation(tmp_path / "other")
    other.root.mkdir()
    assert "核验通过" in other.done(
        "restore", made["file"], "--code-stdin", "--head", made["head_file"], given=recovery_code
    )
    assert other.done("entries", "export", "-", "--as", "owner") == installation.done(
        "entries", "export", "-", "--as", "owner"
    )


def test_a_wrong_code_restores_nothing(installation: Installation, tmp_path: Path) -> None:
    made = installation.json("backup", str(installation.root / "b.tzbackup"))
    other = Installation(tmp_path / "other")
    other.root.mkdir()
    ended = other.run("restore", made["file"], "--code-stdin", given="AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")
    assert ended.returncode == 4
    assert "Traceback" not in ended.stderr
    assert other.run("organizations").returncode == 3


def test_nothing_is_restored_over_an_installation(installation: Installation, recovery_code: str) -> None:
    made = installation.json("backup", str(installation.root / "b.tzbackup"))
    assert installation.run("restore", made["file"], "--code-stdin", given=recovery_code).returncode == 4
    assert installation.done("organizations")


def test_a_backup_never_lies_with_the_data_nor_on_an_older_one(installation: Installation) -> None:
    assert installation.run("backup", str(installation.home / "b")).returncode == 4
    beside = Path(installation.json("backup")["file"])
    assert beside.parent == installation.root / "home-backups"
    assert installation.run("backup", str(beside)).returncode == 4


def test_lost_keys_come_back_with_the_recovery_code(installation: Installation, recovery_code: str) -> None:
    file = installation.root / "keys" / "installation.key"
    held = file.read_bytes()
    file.unlink()
    assert installation.run("keys", "recover", "--code-stdin", given="no such code").returncode == 4
    assert not file.exists()
    installation.done("keys", "recover", "--code-stdin", given=recovery_code)
    assert file.read_bytes() == held


def test_an_account_is_made_only_with_an_administrators_password(installation: Installation) -> None:
    asked = ("accounts", "create", "new", "--name", "新来的", "--by", "admin", "--password-stdin")
    wrong = installation.run(*asked, given="wrong\n")
    assert wrong.returncode == 4
    assert "登录名或密码不对" in wrong.stderr
    assert installation.run(*asked, given="\n").returncode == 4
    not_hers = installation.run(
        "accounts", "create", "new", "--name", "新来的", "--by", "owner", "--password-stdin", given=PASSWORD
    )
    assert (not_hers.returncode, "建账号由系统管理员来做" in not_hers.stderr) == (4, True)
    assert "new 的一次性密码" in installation.done(*asked, given=PASSWORD)
    assert installation.run(*asked, given=PASSWORD).returncode == 4
    listed = installation.run(
        "accounts", "list", "--by", "admin", "--password-stdin", "--format", "json", given=PASSWORD
    )
    assert '"login": "new"' in listed.stdout


def test_a_reset_is_logged_under_the_administrator_and_not_for_administrators(installation: Installation) -> None:
    asked = ("--by", "admin", "--password-stdin")
    assert "clerk 的一次性密码" in installation.done("accounts", "reset", "clerk", *asked, given=PASSWORD)
    actor = installation.python(
        "from taizhang.apps.audit.models import Commit\nprint(Commit.objects.get(action='password.reset').actor)"
    )
    assert actor.startswith("account:")
    assert installation.run("accounts", "reset", "auditor", *asked, given=PASSWORD).returncode == 4


def test_the_recovery_code_lets_an_administrator_back_in(installation: Installation, recovery_code: str) -> None:
    assert "admin 的一次性密码" in installation.done(
        "accounts", "recover", "admin", "--code-stdin", given=recovery_code
    )
    assert installation.run("accounts", "recover", "admin", "--code-stdin", given="x").returncode == 4


@pytest.mark.parametrize("arguments", [("check",), ("show",), ("show", "--kinds"), ("show", "--figures")], ids=" ".join)
def test_the_rulebook_shows_itself(arguments: tuple[str, ...], installation: Installation) -> None:
    assert installation.json("rulebook", *arguments)["digest"]


def test_a_faulty_rulebook_is_told_by_file_line_and_key(empty: Installation) -> None:
    folder = empty.root / "book" / "kinds"
    folder.mkdir(parents=True)
    (folder / "strange.yaml").write_text(
        "zh: 怪会\ngroup: nowhere\nfields: {a: {zh: 甲, type: riddle}}\n", encoding="utf-8"
    )
    ended = empty.run("rulebook", "check", str(folder.parent))
    assert ended.returncode == 1
    assert "kinds/strange.yaml:3" in ended.stdout
    assert not empty.home.exists()


def test_a_release_is_adopted_by_somebody_who_may(installation: Installation) -> None:
    assert "没有要采用的" in installation.done("rulebook", "adopt", "--as", "owner", "--dry-run")
    refused = installation.run("rulebook", "adopt", "--as", "clerk")
    assert (refused.returncode, "全部范围" in refused.stderr) == (4, True)
