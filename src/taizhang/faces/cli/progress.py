"""Progress of long work, on standard error: one line that renews itself in a terminal, single lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from taizhang.faces.cli.layout import columns, padded

BETWEEN_LINES = 2.0
BETWEEN_RENEWALS = 0.1


class Progress:
    """What a command shows while it works; called with how much of how much, and what is being done."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._renews = sys.stderr.isatty()
        self._shown_at = 0.0
        self._message = ""
        self._width = 0

    def __call__(self, done: int, total: int, message: str = "") -> None:
        """Show the state, if enough time has passed or something else is being done now."""
        now = time.monotonic()
        changed = self._renews and (message not in ("", self._message) or done >= total)
        if not changed and now - self._shown_at < (BETWEEN_RENEWALS if self._renews else BETWEEN_LINES):
            return
        self._shown_at = now
        self._message = message or self._message
        self._show(f"{self._message}：{done:,} / {total:,}" if total else self._message)

    def _show(self, line: str) -> None:
        if self._renews:
            sys.stderr.write("\r" + padded(line, self._width))
            self._width = columns(line)
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the cursor on a line of its own."""
        if self._renews and self._width:
            sys.stderr.write("\n")
            sys.stderr.flush()
