"""A finding as programs read it: the contract of the command and of the API."""

from __future__ import annotations

from typing import Any

from taizhang.domain.checking.finding import CheckFinding


def finding_json(finding: CheckFinding) -> dict[str, Any]:
    """Spell one finding; places count code points of the text as it was read."""
    return {
        "rule": finding.rule,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "excerpt": finding.excerpt,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "source": finding.source,
        "source_level": finding.source_level.value,
        "confidence": finding.confidence.value,
        "line": finding.line,
        "column": finding.column,
        "fixable": finding.fixable,
        "fingerprint": finding.fingerprint,
        "version": finding.version,
    }
