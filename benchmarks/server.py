"""A real server over the bench world, on loopback, and a client that has signed in."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.place import ROOT
from benchmarks.timed import HEADER

_FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SERVED = re.compile(r"app;dur=([\d.]+)")
_UP_WITHIN = 60
TAIZHANG = (sys.executable, "-c", "from taizhang.faces.cli import main; main()")
"""The command, by this very interpreter."""


@contextmanager
def serving() -> Iterator[Server]:
    """Serve the data folder that this process works on, as `taizhang serve` does, and stop it in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "benchmarks.serving", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


class Server:
    """Where the server listens, and what its processes take."""

    def __init__(self, port: int, process: int) -> None:
        self.port = port
        self._process = process

    def work(self) -> float:
        """For how long the server's threads have worked so far, in milliseconds."""
        return sum(_work_of(one) for one in (self._process, *children(self._process)))

    def peak(self) -> dict[int, float]:
        """The most memory that each process of the server ever held at once, in MB."""
        return {one: peak for one in (self._process, *children(self._process)) if (peak := peak_of(one))}


class Client:
    """One browser: a connection that stays open, and its cookies."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._cookies: dict[str, str] = {}
        self.served = 0.0
        """For how many milliseconds the last answer was worked on, as the server says."""

    def sign_in(self, login: str, password: str) -> None:
        """Go through the sign-in page."""
        status, _ = self.post("/accounts/in/", {"login": login, "password": password}, "/accounts/in/")
        if status != http.HTTPStatus.FOUND:
            raise RuntimeError(f"{login}: {status}")

    def get(self, address: str) -> tuple[int, str]:
        """Ask for a page, to its last byte."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: Mapping[str, str], form: str) -> tuple[int, str]:
        """Send a form that stands on another page."""
        found = _FIELD.search(self.get(form)[1])
        if found is None:
            raise RuntimeError(form)
        return self._ask("POST", address, urlencode({**fields, "csrfmiddlewaretoken": found[1]}))

    def _ask(self, method: str, address: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:
            # The server lets go of a connection that was quiet for long; browsers ask again too.
            self._connection.close()
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        told = _SERVED.search(answer.headers.get(HEADER, ""))
        self.served = float(told[1]) if told else 0.0
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text


def children(process: int) -> list[int]:
    """List all processes below one."""
    found: list[int] = []
    try:
        texts = [task.read_text(encoding="ascii") for task in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return found
    for one in " ".join(texts).split():
        found += [int(one), *children(int(one))]
    return found


def peak_of(process: int) -> float:
    """The most memory that a process ever held at once, in MB; nought where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


def _work_of(process: int) -> float:
    total = 0
    for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            total += int(task.read_text(encoding="ascii").split()[0])
        except OSError:
            continue
    return total / 1e6


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _UP_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"taizhang serve ended with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError
