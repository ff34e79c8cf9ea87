"""What is measured, by name and in order; a module is brought in when it is asked for, and Django with it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

SUBJECTS = ("checking", "reading", "reporting", "grid", "counting", "verifying", "pages", "loading", "confirming")
"""In this order: the bare inserts at the end forge rows that `verify` would rightly name."""
BARE = frozenset({"checking", "reading"})
"""What measures texts alone needs no world of records."""
ON_POSTGRES = frozenset({"grid", "counting", "verifying", "pages", "loading", "confirming"})
"""What is measured on PostgreSQL too."""

PAGE_ROUNDS = 40


def measured(subject: str, folder: Path, times: int) -> Iterable[Any]:
    """Measure one subject; `folder` holds the world and its passwords."""
    compare = import_module(f"benchmarks.{subject}").compare
    if subject == "pages":
        # A page takes little, and the slowest of seven is no p95.
        found = compare(folder, max(PAGE_ROUNDS, times))
    elif subject in {"counting", "loading"}:
        found = compare(max(3, times // 3))
    else:
        found = compare(times * 4 if subject == "confirming" else times)
    return found if isinstance(found, Iterable) else [found]
