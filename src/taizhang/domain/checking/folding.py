"""Runs of the same finding as one group: 143 blanks read as one line with a table under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.rule import CheckRule

FEW = 3
"""So many findings of a rule are still shown one by one."""


@dataclass(frozen=True, slots=True)
class Row:
    """The findings of a group on one line of the text."""

    line: int
    count: int
    excerpts: tuple[tuple[str, int], ...]
    """What stands there and how often, in the order of the line."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule in one text."""

    rule: str
    zh: str
    findings: tuple[CheckFinding, ...]

    @property
    def folded(self) -> bool:
        """Say whether there are too many to be read one by one."""
        return len(self.findings) > FEW

    @property
    def rows(self) -> tuple[Row, ...]:
        """The group as a table: a row a line of the text."""
        lines: dict[int, list[str]] = {}
        for finding in self.findings:
            lines.setdefault(finding.line, []).append(finding.excerpt)
        return tuple(Row(line, len(said), tuple(Counter(said).items())) for line, said in lines.items())


def fold(findings: Iterable[CheckFinding], rules: Mapping[str, CheckRule]) -> tuple[Group, ...]:
    """Gather the findings by rule, in the order in which each rule first spoke."""
    gathered: dict[str, list[CheckFinding]] = {}
    for finding in findings:
        gathered.setdefault(finding.rule, []).append(finding)
    return tuple(
        Group(rule, rules[rule].zh if rule in rules else finding_name(found), tuple(found))
        for rule, found in gathered.items()
    )


def finding_name(findings: Iterable[CheckFinding]) -> str:
    """Name a group whose rule is not at hand by the message of its first finding."""
    return next(iter(findings)).message
