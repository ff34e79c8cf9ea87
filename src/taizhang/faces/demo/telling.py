"""How far the building is: what is being done, how much of how much."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What a command shows while the world is built."""

    def __call__(self, done: int, total: int, message: str = "", /) -> None:
        """Show how much of how much, and what is being done."""
