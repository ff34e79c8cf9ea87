"""The command line as a user runs it: another process, a data folder of its own, nothing inherited."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.faces.cli.forked import Job

PROGRAM = [sys.executable, "-c", "from taizhang.faces.cli import main; main()"]
CONGRESS = {
    "organization": "a",
    "day": "2025-03-05",
    "title": "第一季度支部党员大会",
    "place": "三楼会议室",
    "roll": [{"person": "党员p000"}, {"person": "p001"}, {"person": "p002", "present": False, "reason": "公务"}],
    "parts": [
        {
            "kind": "支部党员大会",
            "fields": {"agenda": [{"title": "学习全会精神", "tags": ["party_building"], "form": "study"}]},
            "roles": {"chair": ["p000"]},
        }
    ],
}


@dataclass(frozen=True)
class Installation:
    """A data folder with its keys, and the commands run on it."""

    root: Path
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
        return (
            kept
            | {
                "TAIZHANG_HOME": str(self.home),
                "TAIZHANG_KEYS": str(self.root / "keys"),
                "HOME": str(self.root),
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
                "PYTHONUTF8": "1",
                **self.more,
            }
            | ({"TAIZHANG_DATABASE": self.database} if self.database else {})
        )

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in a process of its own, which need not import everything anew."""
        return Job(arguments, "", self.environment, str(self.root)).run(given)

    def cold(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in a process that starts from nothing, as a user's does."""
        return subprocess.run(
            [*PROGRAM, *arguments],
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
            timeout=300,
        )

    def done(self, *arguments: str, given: str = "") -> str:
        """Run a command that must end well, and give what it printed."""
        ended = self.run(*arguments, given=given)
        assert ended.returncode == 0, (arguments, ended.stdout, ended.stderr)
        return ended.stdout

    def json(self, *arguments: str) -> Any:
        return json.loads(self.done(*arguments, "--format", "json"))

    def python(self, code: str) -> str:
        """Run a piece of Python inside the installation."""
        set_up = (
            "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'taizhang.config.settings'; django.setup()\n"
        )
        ended = Job((), set_up + code, self.environment, str(self.root)).run()
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def lay_out(self) -> None:
        """Put the small world into it."""
        self.python("from tests.faces.cli.small_world import lay_out\nlay_out()\n")

    def file(self, name: str, *records: Any) -> Path:
        """Write a JSONL file; a text stands as it is."""
        path = self.root / name
        lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, str]:
    """An installation with the small world, and what `init` said."""
    installation = Installation(tmp_path_factory.mktemp("laid-out"))
    said = installation.done("init")
    installation.lay_out()
    return installation, said


@pytest.fixture
def installation(laid_out: tuple[Installation, str], tmp_path: Path) -> Installation:
    """A copy to work on."""
    shutil.copytree(laid_out[0].root, tmp_path / "copy")
    return Installation(tmp_path / "copy")


@pytest.fixture
def recovery_code(laid_out: tuple[Installation, str]) -> str:
    return next(line.partition("：")[2] for line in laid_out[1].splitlines() if line.startswith("恢复码"))


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """A machine on which nothing was set up."""
    return Installation(tmp_path)
