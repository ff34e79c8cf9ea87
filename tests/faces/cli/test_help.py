"""What a stranger reads: help, and what is said about a mistyped command."""

import subprocess
import sys

import click
import pytest

from taizhang.faces.cli.layout import columns, wrapped
from taizhang.faces.cli.program import COMMANDS, program
from tests.faces.cli.conftest import Installation


def commands() -> list[tuple[str, ...]]:
    """Every command, and every one below a group."""
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        found.append((name,))
        if isinstance(command, click.Group):
            found.extend((name, below) for below in command.commands)
    return found


@pytest.mark.parametrize("command", [(), *commands()], ids=" ".join)
def test_every_command_explains_itself_in_chinese(command: tuple[str, ...], empty: Installation) -> None:
    ended = empty.run(*command, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"用法：{' '.join(('taizhang', *command))}")
    for english in ("Usage", "Options", "Commands", "Show this message", "[default", "[required"):
        assert english not in ended.stdout
    assert max(map(columns, ended.stdout.splitlines())) <= 100
    assert not empty.home.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("organizations",),
        ("owed", "--org", "a"),
        ("figures", "--org", "a", "--year", "2025"),
        ("entries", "export", "-", "--as", "clerk"),
        ("check", "-"),
        ("openapi",),
        ("backup",),
    ],
    ids=" ".join,
)
def test_a_command_imports_by_itself_what_it_needs(command: tuple[str, ...], installation: Installation) -> None:
    """The other tests' processes find it imported; `init`, `demo`, `verify` and `rulebook` run so in the bundle."""
    ended = installation.cold(*command, given="支部召开了会议。\n")
    assert ended.returncode == 0, ended.stderr


def test_help_needs_no_django() -> None:
    code = (
        "import sys; from taizhang.faces.cli.program import run; run(['--help']); run(['owed', '--help']);"
        "sys.exit(any(name.split('.')[0] in ('django', 'pydantic', 'ninja', 'granian') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("owd",), "没有 owd 这条命令"),
        (("owed",), "少了选项 --org"),
        (("owed", "--org", "a", "--as-of", "2025-02-30"), "“2025-02-30”不是日历上的日期"),
        (("owed", "--org", "a", "--as-of", "9999-12-31"), "不在 1921 到 2200 年之间"),
        (("owed", "--org", "a", "--format", "xml"), "没有“xml”，可以写：text、json。"),
        (("owed", "--org"), "--org"),
        (("owed", "--org", "a", "--below=1"), "--below"),
        (("figures", "--org", "a", "--year", "二〇二五"), "要改成 1921 到 2200 之间的整数"),
        (("entries", "import", "nowhere.jsonl", "--as", "x"), "找不到文件“nowhere.jsonl”"),
        (("entries", "import"), "少了参数 文件"),
        (("serve", "--port", "99999"), "要改成 1 到 65535 之间的整数"),
        (("verify", "extra"), "多出了不认识的内容：extra"),
        (("serve", "--hots", "x"), "没有 --hots 这个选项"),
        (("entries",), "用法：taizhang entries"),
    ],
)
def test_a_mistyped_command_is_told_what_to_write(arguments: tuple[str, ...], says: str, empty: Installation) -> None:
    ended = empty.run(*arguments)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert ended.stdout == ""
    assert "Error" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_lines_break_where_a_terminal_would_and_never_before_a_full_stop() -> None:
    lines = list(
        wrapped("登记一次，应办事项、年度数据与报告随之而来，每个数字都能点到原始记录。taizhang-serve 也在内。", 20)
    )
    assert all(columns(line) <= 22 for line in lines)
    assert all(line[0] not in "，。、" for line in lines)
    assert any("taizhang-serve" in line for line in lines)
