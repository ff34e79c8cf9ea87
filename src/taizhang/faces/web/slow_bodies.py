"""What a browser sends is taken in whole before anybody works on it, or not at all; who sends too slowly is cut off.

The server reads heads under its own time limit, and bodies under none: eight bodies that never end would hold its eight
threads for good. It also gives the half of a body that was cut off as if it were all, and a form without its last
fields must never be recorded. So bodies are read here, few at a time, up to their stated length, within a time that
their length explains.
"""

from __future__ import annotations

import itertools
import os
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MOST_BODY = 256 * 1024 * 1024
MOST_READING, MOST_WAITING = 5, 2
"""Bodies that are read at a time, and that wait for it: of eight threads one is left for whoever opens a page."""
WAIT_SECONDS = 4.0
LEAST_SECONDS = 30.0
LEAST_BYTES_A_SECOND = 50_000
"""A scan of 30 MB has ten minutes: no office's network is slower."""
IN_MEMORY = 1024 * 1024
_PIECE = 64 * 1024
_FOLDER: Final = "/dev/fd"

_CUT = ("400 Bad Request", "没有收完：传到一半断了，或者太慢，这一次没有办理，什么也没有写入。检查网络，再提交一次。")
_BUSY = ("503 Service Unavailable", "正有几个人在传文件，这一次没有办理，什么也没有写入。过一会儿再提交一次。")
_LARGE = ("413 Content Too Large", f"超过{MOST_BODY // 1024 // 1024}兆，没有收下。分几次传。")


class BodiesInTime:
    """Passes a request on when all of its body is there."""

    def __init__(self, application: Application) -> None:
        """Wrap an application."""
        self._application = application
        self._doors = threading.BoundedSemaphore(MOST_READING + MOST_WAITING)
        self._places = threading.BoundedSemaphore(MOST_READING)
        self._watch = _Watch()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        stated = environ.get("CONTENT_LENGTH") or "0"
        length = int(stated) if stated.isdecimal() else 0
        if not length:
            return self._application(environ, start_response)
        if length > MOST_BODY:
            return _refused(start_response, *_LARGE)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            with _place(self._doors, 0) as may_wait, _place(self._places, WAIT_SECONDS if may_wait else 0) as may_read:
                if not may_wait or not may_read:
                    return _refused(start_response, *_BUSY)
                with self._watch.over(environ.get("REMOTE_ADDR", ""), length):
                    is_whole = _taken_in(environ["wsgi.input"], body, length)
            if not is_whole:
                return _refused(start_response, *_CUT)
            body.seek(0)
            environ["wsgi.input"] = body
            return self._application(environ, start_response)


@contextmanager
def _place(places: threading.BoundedSemaphore, seconds: float) -> Iterator[bool]:
    """A place among few; says whether there was one in time."""
    found = places.acquire(timeout=seconds)
    try:
        yield found
    finally:
        if found:
            places.release()


def _taken_in(source: Any, body: IO[bytes], length: int) -> bool:
    """Copy the body; says whether it came whole."""
    left = length
    with suppress(OSError):
        while left and (piece := source.read(min(left, _PIECE))):
            body.write(piece)
            left -= len(piece)
    return not left


def _refused(start_response: StartResponse, status: str, words: str) -> list[bytes]:
    content = words.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [content]


@dataclass(slots=True)
class _Watch:
    """Knows the bodies that are being read, and until when; ends what is late."""

    _readings: dict[int, tuple[float, str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    @contextmanager
    def over(self, address: str, length: int) -> Iterator[None]:
        """Watch over one reading."""
        number = next(self._numbers)
        with self._lock:
            self._readings[number] = (time.monotonic() + LEAST_SECONDS + length / LEAST_BYTES_A_SECOND, address)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="slow-bodies", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._readings.pop(number)

    def _run(self) -> None:
        while True:
            time.sleep(min(1.0, LEAST_SECONDS / 4))
            now = time.monotonic()
            with self._lock:
                late = {address for until, address in self._readings.values() if until < now}
            for address in late:
                hang_up(address)


def hang_up(address: str) -> None:
    """Stop listening to everything that comes from an address: the server sees its body end.

    The server says neither which of its connections a body comes through (an address without its port), nor lets
    anybody close one, nor knows a time limit for bodies; but connections are open files of this process. What is being
    answered to the same address is answered still. Why it stays, and until when: docs/decisions/server.md.
    """
    for name in os.listdir(_FOLDER) if os.path.isdir(_FOLDER) else ():  # noqa: PTH112, PTH208 (a list of numbers)
        with suppress(OSError), _connection(int(name)) as found:
            if found is not None and str(found.getpeername()[0]) == address:
                found.shutdown(socket.SHUT_RD)


@contextmanager
def _connection(handle: int) -> Iterator[socket.socket | None]:
    """An open file as the connection that it is; the file itself stays open."""
    if not stat.S_ISSOCK(os.fstat(handle).st_mode):
        yield None
        return
    with socket.socket(fileno=os.dup(handle)) as found:
        yield found if found.family in (socket.AF_INET, socket.AF_INET6) else None
