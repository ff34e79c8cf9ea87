"""What verifying found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the database is not what the chain says it is."""

    table: str
    key: str
    column: str
    """Empty where the digest tells only that the row differs."""
    message: str

    def __str__(self) -> str:
        """Name the place, then what is wrong with it."""
        place = f"{self.table} 第 {self.key} 行" if self.key else self.table
        return f"{place}{f'，{self.column} 列' if self.column else ''}：{self.message}"


@dataclass(slots=True)
class Counted:
    """How much was looked at."""

    commits: int = 0
    facts: int = 0
    derived: int = 0
    """Rows that follow from facts and were derived anew: postings, parts, organisations taking part, signatures."""
    files: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome: up to which commit, what was looked at, and the differences, the first one first."""

    seq: int
    digest: str
    differences: tuple[Difference, ...] = ()
    counted: Counted = field(default_factory=Counted)
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Say whether everything is as the chain says."""
        return not self.differences

    def __str__(self) -> str:
        """Say it in one sentence."""
        counted = self.counted
        if self.holds:
            return (
                f"核验通过：到第{self.seq}次写入为止，{counted.facts}条事实、{counted.derived}行推算结果和"
                f"{counted.files}个附件都与记录相符。"
            )
        more = f"（共{len(self.differences)}处，先看这一处）" if len(self.differences) > 1 else ""
        return f"核验不通过{more}：{self.differences[0]}"
