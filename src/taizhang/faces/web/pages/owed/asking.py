"""What the address asks the matrix for: view, filters, which rules are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from taizhang.domain.obligations.answers import Code
from taizhang.domain.obligations.cadence import Slot

ANSWERS = ("met", "unmet", "missed", "lack", "ext", "due", "na")
"""The marks of the legend; 未开 is 不符合 where the article only says 一般."""
PROBLEMS = frozenset({"unmet", "missed", "lack"})
BY_RULE, BY_BRANCH = "rule", "branch"
LONGEST = 4000
_NAMES = {
    Code.NOT_APPLICABLE: "na",
    Code.MET: "met",
    Code.UNMET: "unmet",
    Code.NOT_YET_DUE: "due",
    Code.INSUFFICIENT_DATA: "lack",
    Code.EXTENDED: "ext",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the matrix."""

    by: str
    answer: str
    problems: bool
    opened: tuple[str, ...] | None
    """Rules that are folded out; None: as many as fit."""

    @property
    def wanted(self) -> frozenset[str]:
        """The marks that a row must have one of; empty: any."""
        if self.answer:
            return frozenset({self.answer})
        return PROBLEMS if self.problems else frozenset()


def read_asked(request: HttpRequest, *, is_one: bool) -> Asked:
    """Read the address; what makes no sense is left out."""
    query = request.GET
    by = query.get("by", "")
    if by not in {BY_RULE, BY_BRANCH}:
        by = BY_BRANCH if is_one else BY_RULE
    answer = query.get("answer", "")
    opened = query.get("open")
    return Asked(
        by,
        answer if answer in ANSWERS else "",
        query.get("problems") == "1",
        None if opened is None else tuple(filter(None, opened[:LONGEST].split(","))),
    )


def mark_name(code: int, slot: Slot) -> str:
    """Name the mark of a cell."""
    if code == Code.UNMET and slot.version is not None and slot.version.general:
        return "missed"
    return _NAMES[Code(code)]


def marks_of(codes: Sequence[int], slots: Sequence[Slot]) -> list[str]:
    """Name the marks of a row."""
    return [mark_name(code, slot) for code, slot in zip(codes, slots, strict=True)]
