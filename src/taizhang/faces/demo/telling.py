"""How far the building is: what is being done, how much of how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """What a command shows while the world is built."""

    def __call__(self, done: int, total: int, message: str = "", /) -> None:
        """Show how much of how much, and what is being done."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One chapter of the building, told as it goes."""

    progress: Progress
    message: str

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it is."""
        self.progress(done, total, self.message)

    def each(self, things: Sequence[T]) -> Iterator[T]:
        """Go through things, telling before each how far it is."""
        for place, thing in enumerate(things):
            self.progress(place, len(things), self.message)
            yield thing
        self.progress(len(things), len(things), self.message)
