"""A finding is a value: collected, shown, never raised; compliance, import, checker and self-check share the form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks submitting, never saving; the others inform."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at, with its place, its ground and a way out."""

    code: str
    message: str
    severity: Severity = Severity.WARNING
    place: str = ""
    rule: str = ""
    suggestion: str = ""

    @property
    def blocks(self) -> bool:
        """Say whether the entry cannot be submitted as it is."""
        return self.severity is Severity.ERROR
