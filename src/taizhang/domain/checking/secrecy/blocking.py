"""Whether a text may leave the house, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.domain.checking.finding import Category, CheckFinding
from taizhang.domain.findings import Severity


def blocks_release(findings: Iterable[CheckFinding]) -> tuple[str, ...]:
    """Give a reason for each place that keeps the text from being released; none: it may go."""
    return tuple(
        f"第{one.line}行：{one.message}"
        for one in findings
        if one.category is Category.SECRECY and one.severity is Severity.ERROR
    )
