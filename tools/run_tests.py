"""Everything that `make test` runs: as many parts at once as there are cores, each told whole when it ends.

Every part runs even when another has failed, so that one run tells all. The parts of the suite share nothing: each
has its own data folder, database, ports and browser.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
COMMANDS = Path(PYTHON).parent
DEMONSTRATION = "demonstration or browser"
PARTS_OF_THE_SUITE = {
    "其余": f"not both_databases and not ({DEMONSTRATION})",
    "浏览器和演示": DEMONSTRATION,
    "凡碰数据表的": f"both_databases and not ({DEMONSTRATION})",
}
"""Marks of the parts on SQLite: together all of it, and none twice."""


@dataclass(frozen=True)
class Part:
    """A command with what it proves."""

    title: str
    command: tuple[str, ...]


@dataclass
class Running:
    """A part at work, and where its words are kept until it ends."""

    part: Part
    process: subprocess.Popen[bytes]
    output: IO[bytes]
    began: float

    def told(self) -> str:
        """What it said."""
        self.output.seek(0)
        return self.output.read().decode(errors="replace")


def parts() -> list[Part]:
    """Every part, those first that take longest: what is short fills the gap at the end."""
    suite = [
        Part(f"测试，SQLite：{title}（pytest -m '{marks}'）", _pytest(str(number), "-m", marks))
        for number, (title, marks) in enumerate(PARTS_OF_THE_SUITE.items())
    ]
    return [
        Part(
            "测试，PostgreSQL：凡碰数据表的（pytest -m both_databases）",
            (PYTHON, "-m", "tests.on_postgres", *_pytest("postgres", "-m", "both_databases")[3:]),
        ),
        *suite,
        Part("类型（mypy strict）", (PYTHON, "-m", "mypy")),
        Part("制度库（taizhang rulebook check）", (str(COMMANDS / "taizhang"), "rulebook", "check")),
        Part("写法（ruff check）", (PYTHON, "-m", "ruff", "check", "--quiet", ".")),
        Part("格式（ruff format）", (PYTHON, "-m", "ruff", "format", "--check", "--quiet", ".")),
    ]


def main() -> int:
    """Run them all; one that failed fails the whole."""
    waiting, running = deque(parts()), list[Running]()
    failed: list[str] = []
    began = time.monotonic()
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            running.append(_begun(waiting.popleft()))
        time.sleep(0.2)
        for one in [one for one in running if one.process.poll() is not None]:
            running.remove(one)
            if not _ended(one):
                failed.append(one.part.title)
    print(f"\n用时 {_minutes(time.monotonic() - began)}。", flush=True)
    if failed:
        print("没有通过的部分：", *(f"  {title}" for title in failed), sep="\n")
        return 1
    print("全部通过。")
    return 0


def _pytest(name: str, *arguments: str) -> tuple[str, ...]:
    # Two runs at once would write one cache.
    return (PYTHON, "-m", "pytest", "-q", "-o", f"cache_dir=.pytest_cache/{name}", *arguments)


def _begun(part: Part) -> Running:
    print(f"…… {part.title}", flush=True)
    output = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the part has ended)
    process = subprocess.Popen(
        part.command, cwd=ROOT, env=_environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output
    )
    return Running(part, process, output, time.monotonic())


def _environment() -> dict[str, str]:
    """The environment, but compiled files are kept: hundreds of short processes would compile everything anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _ended(one: Running) -> bool:
    took = _minutes(time.monotonic() - one.began)
    passed = one.process.returncode == 0
    print(f"\n== {one.part.title}：{'通过' if passed else '没有通过'}，{took}", flush=True)
    print(one.told(), end="", flush=True)
    one.output.close()
    return passed


def _minutes(seconds: float) -> str:
    return f"{int(seconds // 60)} 分 {int(seconds % 60):02} 秒"


if __name__ == "__main__":
    sys.exit(main())
