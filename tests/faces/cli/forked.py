"""Processes for commands, forked from one that has imported what all of them import: a tenth of the work of each.

What is forked has a data folder, an environment and a working folder of its own, and ends as a program ends. What a
process has to import by itself is the matter of `Installation.cold`, which starts one from nothing.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from typing import IO, Any

LONGEST_JOB = 1 << 17
SECONDS = 300
# Nothing that reads the settings: each process has settings of its own.
_LIBRARIES = (
    "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.http",
    "django.template",
    "django.urls",
)


@dataclass(frozen=True)
class Job:
    """What a process is asked to do: a command line, or a piece of Python."""

    arguments: tuple[str, ...]
    code: str
    environment: Mapping[str, str]
    folder: str

    def run(self, given: str = "") -> subprocess.CompletedProcess[str]:
        """Let it be done, and give what it said and how it ended."""
        told = json.dumps([self.arguments, self.code, dict(self.environment), self.folder]).encode()
        assert len(told) < LONGEST_JOB
        with tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as warned:
            read.write(given.encode())
            read.seek(0)
            answer, answering = os.pipe()
            with os.fdopen(answer, encoding="ascii") as ends:
                handles = [one.fileno() for one in (read, said, warned)]
                socket.send_fds(_first(), [told], [*handles, answering])
                os.close(answering)
                ended = _ended(ends)
            return subprocess.CompletedProcess(self.arguments, ended, _text(said), _text(warned))


def _ended(ends: IO[str]) -> int:
    process = int(ends.readline())
    if not select.select([ends], [], [], SECONDS)[0]:
        os.kill(process, signal.SIGKILL)
        raise subprocess.TimeoutExpired("forked", SECONDS)
    return int(ends.readline())


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@cache
def _first() -> socket.socket:
    """The process that others are forked from; it ends with this one, whose end of the line then closes."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    root = Path(__file__).resolve().parents[3]
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        cwd=root,
        env=kept | {"PYTHONUTF8": "1", "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
        stdin=subprocess.DEVNULL,
    )
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _import_all() -> None:
    import taizhang.domain  # noqa: PLC0415 (only the first process needs it)
    import taizhang.faces.cli.commands  # noqa: PLC0415 (same)
    from taizhang.domain.rules.rulebook import shipped  # noqa: PLC0415 (same)

    for name in _LIBRARIES:
        import_module(name)
    commands = taizhang.faces.cli.commands
    for found in (
        *walk_packages(taizhang.domain.__path__, "taizhang.domain."),
        *iter_modules(commands.__path__, f"{commands.__name__}."),
    ):
        import_module(found.name)
    shipped()


def _serve(line: socket.socket) -> Callable[[], Any] | None:
    """Fork a process for every job and say how each ended; in such a process, give what is to be done."""
    working: dict[int, tuple[int, int]] = {}
    while True:
        ready: list[int] = select.select([line.fileno(), *working], [], [])[0]
        for handle in ready:
            if handle in working:
                _tell_end(handle, *working.pop(handle))
                continue
            told, handles, _, _ = socket.recv_fds(line, LONGEST_JOB, 4)
            if not told:
                return None
            process = os.fork()
            if not process:
                line.close()
                return _ready(told, list(handles))
            os.write(handles[3], f"{process}\n".encode())
            working[os.pidfd_open(process)] = process, handles[3]
            for one in handles[:3]:
                os.close(one)


def _tell_end(handle: int, process: int, answering: int) -> None:
    _, status = os.waitpid(process, 0)
    os.write(answering, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os.close(answering)
    os.close(handle)


def _ready(told: bytes, handles: list[int]) -> Callable[[], Any]:
    arguments, code, environment, folder = json.loads(told)
    for place, handle in enumerate(handles[:3]):
        os.dup2(handle, place)
    for handle in handles:
        os.close(handle)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["-c", *arguments]
    if code:
        return lambda: exec(code, {"__name__": "__main__"})  # noqa: S102 (a test's own)
    from taizhang.faces.cli import main  # noqa: PLC0415 (as a user's process does)

    return main


def _done(job: Callable[[], Any]) -> int:
    """Do it as an interpreter would, and leave without tidying a memory that is the first process's."""
    ended: object = 0
    try:
        job()
    except SystemExit as asked:
        ended = asked.code
    except BaseException:  # noqa: BLE001 (as the interpreter does)
        traceback.print_exc()
        ended = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    if isinstance(ended, str):
        sys.stderr.write(f"{ended}\n")
        sys.stderr.flush()
    return ended if isinstance(ended, int) else int(ended is not None)


if __name__ == "__main__":
    _import_all()
    gc.collect()
    gc.freeze()
    job = _serve(socket.socket(fileno=int(sys.argv[1])))
    if job is not None:
        os._exit(_done(job))
