"""The product's own pages, telling with each answer how long it took in here: what the server's process is given."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "Server-Timing"


class Timed:
    """An application with a clock around it: from the request handed over to the page ready to be sent."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, and say in a header how long it took, and how long of that this thread worked."""
        began, worked = time.perf_counter(), time.thread_time()

        def responded(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            took, work = (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000
            # A page is whole before its first line is said; only its bytes are still to be handed over.
            return start_response(status, [*headers, (HEADER, f"app;dur={took:.3f}, cpu;dur={work:.3f}")], *more)

        return self._application(environ, responded)


def _application() -> WSGIApplication:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    from taizhang.config.wsgi import application  # noqa: PLC0415 (reads the environment)

    return Timed(application)


def __getattr__(name: str) -> WSGIApplication:
    """Bring Django up when the server asks for the application, and not when a test reads the clock."""
    if name == "application":
        return _application()
    raise AttributeError(name)
