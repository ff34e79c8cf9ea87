"""A text with what the checker found in it, as every form of output takes it."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.official_text import OfficialText


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that the unit lets stand, and why."""

    finding: CheckFinding
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file: its text as it was read, the findings in the order of the text, the silenced ones beside them."""

    name: str
    text: OfficialText
    findings: tuple[CheckFinding, ...]
    silenced: tuple[Silenced, ...] = ()
    warnings: tuple[str, ...] = ()
    encoding: str = ""
