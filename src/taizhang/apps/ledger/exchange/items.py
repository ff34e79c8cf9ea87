"""One record of a file with its place in it, and what could not be read there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from taizhang.apps.ledger.exchange.spelling import SpellingError
from taizhang.domain.findings import Finding, Severity
from taizhang.formats.cells import CellInexactError
from taizhang.formats.json_lines import Line


@dataclass(frozen=True, slots=True)
class Item:
    """A record of a file, or why there is none."""

    place: str
    """As a person finds it: 第 3 行."""
    value: dict[str, Any]
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Trying:
    """Collects what does not make sense in one record, so that all of it is told at once."""

    findings: list[Finding] = field(default_factory=list)

    def __call__(self, place: str, work: Callable[..., Any], *given: Any) -> Any:
        """Do a piece of reading; a fault is kept, and gives None."""
        try:
            return work(*given)
        except (SpellingError, CellInexactError) as error:
            self.findings.append(unreadable(str(error), place))
            return None


def unreadable(message: str, place: str = "") -> Finding:
    """Say that something in a file cannot be read."""
    return Finding("unreadable", message, Severity.ERROR, place)


def items_of_lines(lines: Iterable[Line]) -> Iterator[Item]:
    """The records of a JSONL file."""
    for line in lines:
        findings = (unreadable(line.fault),) if line.value is None else ()
        yield Item(f"第 {line.number} 行", line.value or {}, findings)
