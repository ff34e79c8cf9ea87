"""Lines (隶属、领导或指导、归口、属地): dated relations, and who is below or above whom on a day.

Every walk goes level by level and enters nobody twice, so a circle that somebody recorded by mistake ends it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """One organisation under another, from day to day, both included."""

    child: int
    parent: int
    kind: str
    begins_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        """Say whether it holds on that day."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


class Lines:
    """Every relation, asked by kind and day; siblings come in the order of their codes."""

    def __init__(self, links: Iterable[Link], codes: Mapping[int, str]) -> None:
        self._down: dict[tuple[str, int], list[Link]] = defaultdict(list)
        self._up: dict[tuple[str, int], list[Link]] = defaultdict(list)
        for link in sorted(links, key=lambda link: (codes.get(link.child, ""), link.begins_on)):
            self._down[link.kind, link.parent].append(link)
            self._up[link.kind, link.child].append(link)

    def children(self, organization: int, day: date, kind: str) -> tuple[int, ...]:
        """List those directly under it on that day."""
        return tuple(dict.fromkeys(link.child for link in self._down.get((kind, organization), ()) if link.holds(day)))

    def parents(self, organization: int, day: date, kind: str) -> tuple[int, ...]:
        """List those directly above it on that day."""
        return tuple(dict.fromkeys(link.parent for link in self._up.get((kind, organization), ()) if link.holds(day)))

    def below(
        self, organization: int, day: date, kind: str, enters: Callable[[int], bool] | None = None
    ) -> tuple[int, ...]:
        """List itself and all below it on that day, level by level; whoever does not enter hides what is below him."""
        found = {organization: None}
        level = [organization]
        while level:
            level = [
                child
                for parent in level
                for child in self.children(parent, day, kind)
                if child not in found and (enters is None or enters(child))
            ]
            found.update(dict.fromkeys(level))
        return tuple(found)

    def above(self, organization: int, day: date, kind: str) -> tuple[int, ...]:
        """List all above it on that day, the nearest first, without itself."""
        found: dict[int, None] = {}
        level = [organization]
        while level:
            level = [one for child in level for one in self.parents(child, day, kind) if one not in found]
            found.update(dict.fromkeys(level))
        found.pop(organization, None)
        return tuple(found)

    def links_of(self, organization: int, kinds: Iterable[str]) -> tuple[Link, ...]:
        """List every relation it ever stood in, upward then downward, oldest first."""
        asked = tuple(kinds)
        up = [link for kind in asked for link in self._up.get((kind, organization), ())]
        down = [link for kind in asked for link in self._down.get((kind, organization), ())]
        return (*sorted(up, key=lambda link: link.begins_on), *sorted(down, key=lambda link: link.begins_on))
