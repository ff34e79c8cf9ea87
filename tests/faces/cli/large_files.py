"""How much memory and time files of two hundred thousand rows take, half of them wrong.

python -m tests.faces.cli.large_files. It takes minutes, so the tests do the same with three thousand rows and a bound.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.faces.cli.conftest import CONGRESS, PROGRAM, Installation

ROWS = 200_000
ROLL = """
import os, django
os.environ['DJANGO_SETTINGS_MODULE'] = 'taizhang.config.settings'
django.setup()
import resource, sys
from pathlib import Path
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.roll_files import rows_of_file
file = Path(sys.argv[1])
try:
    rows_of_file(file.name, file.read_bytes())
except MemberError as refused:
    print(refused.message, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
"""


def half_wrong(path: Path, rows: int, padding: int) -> Path:
    """Records of which every other names a kind that is none, and says much."""
    part = {"kind": "主题党日", "fields": {"theme": "学习"}}
    good = json.dumps({**CONGRESS, "roll": [], "heads": {"members": 5}, "parts": [part]}, ensure_ascii=False)
    wrong = json.dumps({**CONGRESS, "parts": [{"kind": "没有这一类"}], "summary": "x" * padding})
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows // 2):
            file.write(good.replace("第一季度", f"第{number}次") + "\n" + wrong + "\n")
    return path


def measured(installation: Installation, *arguments: str) -> tuple[int, Any, int]:
    """Run a command by itself: how it ended, what it said, and the most memory that it took, in megabytes."""
    said = installation.root / "said"
    with said.open("w") as out:
        process = subprocess.Popen(
            [*PROGRAM, *arguments, "--format", "json"],
            env=installation.environment,
            cwd=installation.root,
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, json.loads(said.read_text(encoding="utf-8")), used.ru_maxrss // 1024


def sheet(path: Path, name: str, headings: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    """A workbook of these rows in turn."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet(name)
        page.write_row(0, 0, headings)
        for number in range(ROWS):
            page.write_row(number + 1, 0, rows[number % len(rows)])
    return path


def main() -> None:
    """Print a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder))
        installation.done("init")
        installation.lay_out()
        entries = ("党组织", "日期", "名称", "主题")
        files = (
            half_wrong(installation.root / "few.jsonl", 20, 10),
            half_wrong(installation.root / "many.jsonl", ROWS, 300),
            sheet(
                installation.root / "many.xlsx", "主题党日", entries,
                ("a", "2025-03-05", "三月主题党日", "学习"), ("没有", "2025-03-05", "三月主题党日", "学习"),
            ),
        )  # fmt: skip
        for file in files:
            began = time.monotonic()
            words = ("entries", "import", str(file), "--as", "clerk", "--keep-duplicates")
            code, found, most = measured(installation, *words)
            told = f"{found['records']} records, {found['faulty']} wrong, {found['recorded']} written"
            took = f"ended {code}, {most} MB, {time.monotonic() - began:.0f} s"
            sys.stdout.write(f"{file.name} {file.stat().st_size >> 20} MB: {told}, {took}\n")
            sys.stdout.flush()
        roll = sheet(
            installation.root / "roll.xlsx", "名册", ("姓名", "性别", "人员类别", "党支部"),
            ("王小明", "男", "正式党员", "a"), ("李小红", "女", "群众", "a"),
        )  # fmt: skip
        subprocess.run([sys.executable, "-c", ROLL, str(roll)], env=installation.environment, check=True, cwd=folder)


if __name__ == "__main__":
    main()
