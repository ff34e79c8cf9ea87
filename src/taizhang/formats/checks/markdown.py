"""Findings as a Markdown table, for a page or a mail that shows no more than text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from taizhang.domain.findings import Severity
from taizhang.formats.checks.checked import CheckedFile

_WORDS: Final = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.HINT: "提示"}
_MEANT = re.compile(r"([\\`*_{}\[\]<>()#|!~])")


def markdown_table(files: Iterable[CheckedFile]) -> str:
    """Give a table for each file, or say that nothing was found."""
    return "\n".join(_table(file) for file in files)


def _table(file: CheckedFile) -> str:
    head = f"## {_literal(file.name)}\n\n"
    if not file.findings:
        return f"{head}没有发现问题。\n"
    rows = [
        f"| {finding.line}:{finding.column} | {_WORDS[finding.severity]} | {_literal(finding.excerpt[:40])} "
        f"| {_literal(finding.message)} | {_literal('；'.join(finding.suggestions))} | {_literal(finding.source)} |"
        for finding in file.findings
    ]
    titles = "| 行:列 | 级别 | 原文 | 问题 | 建议 | 依据 |\n|---|---|---|---|---|---|\n"
    return f"{head}{titles}" + "\n".join(rows) + "\n"


def _literal(text: str) -> str:
    return _MEANT.sub(r"\\\1", " ".join(text.split()))
