"""Findings beside what they speak of: by place in the occasion, and the field that a place leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from taizhang.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class Told:
    """Findings by place, for the fields beside which they stand."""

    by_place: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Told:
        """Sort findings by their place."""
        found: dict[str, tuple[Finding, ...]] = {}
        for one in findings:
            found[one.place] = (*found.get(one.place, ()), one)
        return cls(found)

    def errors(self, place: str) -> tuple[str, ...]:
        """What blocks, at this place."""
        return tuple(one.message for one in self.by_place.get(place, ()) if one.blocks)

    def notices(self, place: str) -> tuple[str, ...]:
        """What only informs, at this place."""
        return tuple(one.message + one.suggestion for one in self.by_place.get(place, ()) if not one.blocks)


def anchor(place: str, numbers: Sequence[int]) -> str:
    """The id of the field that a finding speaks of, so that the line on top leads there."""
    words = place.split(".")
    if words[0] == "parts" and len(words) > 1 and words[1].isdecimal() and int(words[1]) < len(numbers):
        prefix = f"f-part-{numbers[int(words[1])]}"
        if len(words) > 3 and words[2] == "fields":  # noqa: PLR2004 (parts.0.fields.name)
            return f"{prefix}-{words[3]}"
        if len(words) > 3 and words[2] == "roles":  # noqa: PLR2004 (parts.0.roles.name)
            return f"{prefix}-role-{words[3]}"
        return prefix
    return f"f-{words[0]}" if words[0] else "occasion"
