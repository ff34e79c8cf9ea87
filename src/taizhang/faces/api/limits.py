"""How much at once, and how often: page sizes, and calls a minute for each caller."""

from __future__ import annotations

import time
from collections import deque
from threading import Lock

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from taizhang.apps.accounts.actors import Actor

MOST_A_PAGE = 200
A_MINUTE = 60.0
MOST_CALLERS = 5000


class PerMinute(BaseThrottle):
    """So many calls a minute for each actor, counted in this process."""

    def __init__(self, most: int) -> None:
        """Set the number."""
        self._most = most
        self._calls: dict[str, deque[float]] = {}
        self._lock = Lock()
        self._wait = 0.0

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the call, and say whether it may go on."""
        actor = getattr(request, "auth", None)
        name = actor.label if isinstance(actor, Actor) else str(request.META.get("REMOTE_ADDR"))
        now = time.monotonic()
        with self._lock:
            if len(self._calls) > MOST_CALLERS:
                self._calls.clear()
            calls = self._calls.setdefault(name, deque())
            while calls and calls[0] <= now - A_MINUTE:
                calls.popleft()
            if len(calls) >= self._most:
                self._wait = calls[0] + A_MINUTE - now
                return False
            calls.append(now)
            return True

    def wait(self) -> float | None:
        """Say how long to wait, after a refusal."""
        return self._wait

    def forget(self) -> None:
        """Start anew."""
        with self._lock:
            self._calls.clear()


READING = PerMinute(600)
COSTLY = PerMinute(60)
"""Obligations and figures: each asks the database for a year of records."""
WRITING = PerMinute(240)
