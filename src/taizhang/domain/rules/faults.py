"""A fault (错处) in a rulebook file: which file, line and key, what is wrong, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.domain.findings import Finding, Severity


@dataclass(frozen=True, slots=True, order=True)
class RuleFault:
    """What is wrong at one place of one file; line 0 where the file as a whole is meant or no text is at hand."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        """One line, as a terminal prints it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}：{self.key}：{self.message}" if self.key else f"{place}：{self.message}"

    @property
    def finding(self) -> Finding:
        """The same as a finding, for pages that list findings."""
        place = (
            f"{self.file} 第 {self.line} 行 {self.key}".rstrip() if self.line else f"{self.file} {self.key}".rstrip()
        )
        return Finding(code="rulebook_fault", message=self.message, severity=Severity.ERROR, place=place)


class RulebookFaultyError(ValueError):
    """A set of files that is no rulebook; carries every fault, not the first only."""

    code = "rulebook_faulty"

    def __init__(self, faults: Iterable[RuleFault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(f"制度文件有 {len(self.faults)} 处错误：" + "；".join(map(str, self.faults[:20])))
