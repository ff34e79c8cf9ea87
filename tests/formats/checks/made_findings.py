"""Findings for the tests, made where a text says."""

from taizhang.domain.checking.finding import Category, CheckFinding, Confidence, SourceLevel
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText


def finding(text: str, excerpt: str, *suggestions: str, after: int = 0, replacing: bool = False) -> CheckFinding:
    """A finding on the first such excerpt."""
    start = text.index(excerpt, after)
    line, column = OfficialText(text).line_and_column(start)
    return CheckFinding(
        rule="blanks/placeholder",
        version=1,
        category=Category.BLANK,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        start=start,
        end=start + len(excerpt),
        line=line,
        column=column,
        excerpt=excerpt,
        message=f"“{excerpt}”没有填写。",
        suggestions=suggestions,
        source="实务通常：报送前应填写完整",
        source_level=SourceLevel.PRACTICE,
        fixable=replacing,
        fingerprint=f"print-{start}",
        replacing=replacing,
    )
