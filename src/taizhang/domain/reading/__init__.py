"""Prose → outline, sections, figures, acts and claims (读报告), and those held against what is recorded."""

from taizhang.domain.reading.report import ReportRead, as_json, read_report

__all__ = ["ReportRead", "as_json", "read_report"]
