"""The garbage collector's long looks, put off until nobody waits for a page.

What is remembered (the structure, everybody's portraits, the matrix) is half a million objects, and one look through
all of them takes a fifth of a second: whoever asked for a page just then would wait for it. Nearly all garbage is freed
at once by counting references; the short looks, at young objects, go on as always.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

QUIET_SECONDS = 2.0
"""How long nobody has asked for anything when it is time."""
AT_THE_LATEST_SECONDS = 600.0
"""A server that is never quiet waits no longer than this."""
LOOK_EVERY_SECONDS = 1.0
YOUNG = 5000
"""New objects between two short looks."""
NEVER = 1_000_000
"""Short looks between two long ones: as many as there never are between two of ours."""


class CollectingWhenQuiet:
    """An application, and the long looks between its requests."""

    def __init__(self, application: WSGIApplication, now: Callable[[], float] = time.monotonic) -> None:
        """Wrap the application; nothing starts before the first request, which is in the process that serves."""
        self._application = application
        self._now = now
        self._lock = threading.Lock()
        self._busy = 0
        self._asked_at = self._looked_at = now()
        self._thread: threading.Thread | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, and note that somebody is waiting meanwhile."""
        if self._thread is None:
            self._start()
        self._enter()
        try:
            return self._application(environ, start_response)
        finally:
            self._leave()

    def is_time(self) -> bool:
        """Say whether something was asked since the last long look, and nobody waits now or it has been too long."""
        with self._lock:
            now = self._now()
            if self._asked_at <= self._looked_at:
                return False
            is_quiet = not self._busy and now - self._asked_at >= QUIET_SECONDS
            return is_quiet or now - self._looked_at >= AT_THE_LATEST_SECONDS

    def look(self) -> None:
        """Look through everything; what is left will stay, so that the next look has less to go through."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        with self._lock:
            self._looked_at = self._now()

    def _enter(self) -> None:
        with self._lock:
            self._busy += 1

    def _leave(self) -> None:
        with self._lock:
            self._busy -= 1
            self._asked_at = self._now()

    def _start(self) -> None:
        with self._lock:
            if self._thread is not None:
                return
            self._thread = threading.Thread(target=self._run, name="collecting", daemon=True)
        gc.set_threshold(YOUNG, gc.get_threshold()[1], NEVER)
        self._thread.start()

    def _run(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_SECONDS)
            if self.is_time():
                self.look()
