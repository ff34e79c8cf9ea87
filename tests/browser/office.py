"""The product as an office has it: its own data folder, the real server, people at their browsers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.faces.cli.conftest import PROGRAM, Installation

STARTING_S = 60
_ASKED_FOR = ("Failed to load resource", "htmx:sendError", "htmx:afterRequest")
SIZES = {"office": (1366, 768), "zoomed": (1093, 614), "phone": (390, 844)}


@dataclass
class Office:
    """A served demonstration; every person has a window of their own, whose faults are kept."""

    installation: Installation
    passwords: dict[str, str]
    browser: Browser
    port: int = 0
    faults: list[str] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None
    _contexts: dict[str, BrowserContext] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server, on the port it had before."""
        self.port = self.port or _free_port()
        self._process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(self.port)],
            env=self.installation.environment,
            cwd=self.installation.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + STARTING_S
        while not _answers(self.port):
            assert self._process.poll() is None, "the server ended at once"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.2)

    def stop(self) -> None:
        """Kill the server with everything it started."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=30)
            while _answers(self.port):  # Its workers die a little later.
                time.sleep(0.05)
        self._process = None

    def window(self, login: str, size: str = "office") -> Page:
        """A fresh window of somebody who signed in at the real page, once in a test run."""
        if login not in self._contexts:
            self._contexts[login] = self._signed_in(login)
        page = self._contexts[login].new_page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        self._listen(page, login)
        return page

    def _signed_in(self, login: str) -> BrowserContext:
        context = self.browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        self._listen(page, login)
        self.sign_in(page, login)
        return context

    def sign_in(self, page: Page, login: str) -> None:
        """Sign in at the real page, and close the window."""
        page.goto(f"{self.address}/accounts/in/")
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(self.passwords[login])
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/accounts/in/" not in url)
        page.close()

    def _listen(self, page: Page, login: str) -> None:
        def on_error(error: Error) -> None:
            self.faults.append(f"{login} {page.url}: {error}")

        def on_console(message: ConsoleMessage) -> None:
            # A refused form (409, 422) and a server that a test stopped are told as errors too; those are asked for.
            if message.type == "error" and not any(word in message.text for word in _ASKED_FOR):
                self.faults.append(f"{login} {page.url}: {message.text}")

        page.on("pageerror", on_error)
        page.on("console", on_console)

    def close(self) -> None:
        """Close every window and the server."""
        for context in self._contexts.values():
            context.close()
        self.stop()


@contextmanager
def opened_office(built: Path, passwords: dict[str, str], browser: Browser, root: Path) -> Iterator[Office]:
    """An office on a copy of the built demonstration."""
    shutil.copytree(built, root / "office")
    office = Office(Installation(root / "office"), passwords, browser)
    try:
        office.start()
        yield office
    finally:
        office.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
