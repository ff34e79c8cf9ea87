"""A progress bar is computed from entries: a done part, and a tick where time says it should be."""

from __future__ import annotations

from dataclasses import dataclass

FULL = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """Done out of a target, and how much was due by now."""

    done: int
    target: int
    due: float | None = None
    """How many there should be by now; None draws no tick."""

    @property
    def width(self) -> float:
        """How much of the bar is filled, in hundredths."""
        return min(FULL, round(FULL * self.done / self.target, 1)) if self.target > 0 else FULL

    @property
    def is_full(self) -> bool:
        """Whether the target is reached; such a bar loses its tick."""
        return self.done >= self.target

    @property
    def tick(self) -> float | None:
        """Where the tick stands, in hundredths."""
        if self.due is None or self.is_full or self.target <= 0:
            return None
        return min(FULL, round(FULL * self.due / self.target, 1))

    @property
    def state(self) -> str:
        """The CSS class: full, low (behind time), or nothing."""
        if self.is_full:
            return "full"
        return "low" if self.due is not None and self.done < self.due else ""
