"""What a user would pick instead: other checkers of Chinese text, each in a process of its own, asked over a pipe."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.place import CACHE

HOME = CACHE / "checkers"
_AUTOCORRECT = """
import difflib, json, sys
import autocorrect_py
def pieces(text):
    # Its parser gives up on long texts ("call limit reached"), so that it gets them a few pages at a time.
    kept, size = [], 0
    for line in text.split("\\n"):
        kept.append(line)
        size += len(line) + 1
        if size > 2000:
            yield "\\n".join(kept)
            kept, size = [], 0
    yield "\\n".join(kept)
def spans(text):
    starts = [0]
    for line in text.split("\\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for one in autocorrect_py.lint_for(text, "text").lines:
        at = starts[one.line - 1] + one.col - 1
        for tag, i1, i2, _, _ in difflib.SequenceMatcher(None, one.old, one.new, autojunk=False).get_opcodes():
            if tag != "equal":
                found.append((at + i1, at + max(i2, i1 + 1)))
    return found
def work(text):
    return sum(len(autocorrect_py.lint_for(piece, "text").lines) for piece in pieces(text))
"""
# The package's own door asks for torch and a language model of 3 GB; its rules alone (names, confusions) need neither.
_PYCORRECTOR = """
import json, sys, types
from importlib.util import find_spec
from pathlib import Path
package = types.ModuleType("pycorrector")
package.__path__ = [str(next(Path(one) / "pycorrector" for one in sys.path if (Path(one) / "pycorrector").is_dir()))]
sys.modules["pycorrector"] = package
from pycorrector.proper_corrector import ProperCorrector
corrector = ProperCorrector()
def spans(text):
    found, at = [], 0
    for line in text.split("\\n"):
        found += [(at + one[2], at + one[2] + len(one[0])) for one in corrector.correct(line)["errors"]]
        at += len(line) + 1
    return found
def work(text):
    return sum(len(corrector.correct(line)["errors"]) for line in text.split("\\n"))
"""
_PYTHON_LOOP = """
texts = json.load(open(sys.argv[1], encoding="utf-8"))
print("ready", flush=True)
for line in sys.stdin:
    what, _, name = line.strip().partition(" ")
    print(json.dumps(spans(texts[name]) if what == "spans" else work(texts[name])), flush=True)
"""
_ZHLINT = """
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { run } from "zhlint";
const texts = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const points = (text, end) => [...text.slice(0, end)].length;
const check = (text) => run(text, { rules: { preset: "default" } }).validations;
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const [what, name] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
  const found = check(texts[name]);
  console.log(JSON.stringify(what === "spans" ? found.map((one) => {
    const at = points(texts[name], one.index);
    return [at, at + Math.max(1, one.length)];
  }) : found.length));
}
"""


@dataclass(frozen=True, slots=True)
class Other:
    """Another checker, waiting for texts by name."""

    name: str
    slow: bool
    """Whether a long text would take it minutes."""
    _given: IO[str]
    _said: IO[str]

    def work(self, text: str) -> None:
        """Check a text and throw away what was found."""
        self._ask(f"work {text}")

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Check a text and give the places."""
        return [(start, end) for start, end in json.loads(self._ask(f"spans {text}"))]

    def _ask(self, line: str) -> str:
        self._given.write(f"{line}\n")
        self._given.flush()
        return self._said.readline()


@contextmanager
def others(texts: dict[str, str]) -> Iterator[tuple[list[Other], list[str]]]:
    """Start those that can be installed here; the rest is told in a sentence each."""
    HOME.mkdir(parents=True, exist_ok=True)
    file = HOME / "texts.json"
    file.write_text(json.dumps(texts), encoding="utf-8")
    started: list[subprocess.Popen[str]] = []
    found, missing = [], []
    for name, command in (("autocorrect-py", _autocorrect), ("zhlint", _zhlint), ("pycorrector 的规则", _pycorrector)):
        try:
            process = subprocess.Popen(
                [*command(), str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME
            )
            started.append(process)
            if process.stdin is None or process.stdout is None or process.stdout.readline() != "ready\n":
                missing.append(f"{name}：装上了，跑不起来。")
                continue
            found.append(Other(name, name.startswith("pycorrector"), process.stdin, process.stdout))
        except (OSError, subprocess.SubprocessError) as error:
            missing.append(f"{name}：这台机器上装不了（{type(error).__name__}）。")
    try:
        yield found, missing
    finally:
        for process in started:
            process.terminate()
            process.wait()


def _autocorrect() -> list[str]:
    return [_python("autocorrect-py"), _script("autocorrect.py", _AUTOCORRECT + _PYTHON_LOOP)]


def _pycorrector() -> list[str]:
    return [_python("pycorrector"), _script("pycorrector_rules.py", _PYCORRECTOR + _PYTHON_LOOP)]


def _zhlint() -> list[str]:
    if not (HOME / "node_modules" / "zhlint").is_dir():
        (HOME / "package.json").write_text('{"private": true}', encoding="utf-8")
        subprocess.run(
            [_tool("npm"), "install", "--no-audit", "--no-fund", "zhlint"], cwd=HOME, check=True, timeout=240
        )
    return [_tool("node"), _script("zhlint.mjs", _ZHLINT)]


def _python(package: str) -> str:
    """Make an environment for one package: none of them may change ours."""
    folder = HOME / f"venv-{package}"
    python = folder / "bin" / "python"
    if not (folder / "installed").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True, timeout=120)
        subprocess.run([str(python), "-m", "pip", "install", "-q", package], check=True, timeout=480)
        (folder / "installed").touch()
    return str(python)


def _tool(name: str) -> str:
    """Find node or npm as the checkout brings them along, or on the path."""
    own = Path(sysconfig.get_path("scripts")) / name
    found = str(own) if own.is_file() else shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def _script(name: str, text: str) -> str:
    file = HOME / name
    file.write_text(text, encoding="utf-8")
    return str(file)
