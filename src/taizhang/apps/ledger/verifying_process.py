"""A process that helps verifying. It starts without Django, so nothing here knows a table before it is set up."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import django
from django.db import connections

if TYPE_CHECKING:
    from taizhang.apps.ledger.verification.bookings import Deriving, Outcome

_here: list[Deriving] = []


PATIENCE = 10
"""How far (as in `nice`) verifying stands behind whoever opens pages meanwhile."""


def stand_back() -> None:
    """Let everybody else on this machine go first: verifying has time, people have not. The processes begun follow."""
    if hasattr(os, "nice") and (now := os.nice(0)) < PATIENCE:
        os.nice(PATIENCE - now)


def begin_process(settings_module: str, database: str, seq: int) -> None:
    """Set Django up on the same database, and get ready to derive as of that commit."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module
    django.setup()
    # Rows come and go by the million and never refer back to themselves; looking for circles takes a fifth of the time.
    gc.disable()
    connections["default"].settings_dict["NAME"] = database
    from taizhang.apps.ledger.verification.bookings import Deriving  # noqa: PLC0415 (only after the set-up)

    _here.append(Deriving(seq))


def derive(numbers: tuple[int, int]) -> Outcome:
    """Derive one range of bookings."""
    return _here[0].piece(*numbers)
