"""Duty reports (述职报告): outline, figures and shortfalls become a document whose every number can be opened."""

from taizhang.domain.reporting.document import (
    Ask,
    Block,
    Chip,
    Document,
    Gap,
    Named,
    Run,
    Standing,
    Style,
    Words,
    from_json,
    to_json,
)
from taizhang.domain.reporting.facts import (
    Act,
    Choice,
    Facts,
    Intention,
    Notice,
    Outcome,
    Shortfall,
    Speaker,
)

__all__ = [
    "Act",
    "Ask",
    "Block",
    "Chip",
    "Choice",
    "Document",
    "Facts",
    "Gap",
    "Intention",
    "Named",
    "Notice",
    "Outcome",
    "Run",
    "Shortfall",
    "Speaker",
    "Standing",
    "Style",
    "Words",
    "from_json",
    "to_json",
]
