"""The outcome of `taizhang check` for people and for programs: text, JSON, SARIF, a commented document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from taizhang import __version__
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.folding import Group, fold
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText
from taizhang.faces.cli.checking import Outcome
from taizhang.faces.cli.layout import columns, padded
from taizhang.formats.checks import (
    CheckedFile,
    Silenced,
    commented_new,
    commented_original,
    markdown_table,
    sarif_log,
    workflow_commands,
)
from taizhang.formats.checks.finding_json import finding_json
from taizhang.formats.texts import FileFormat

_WORDS = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.HINT: "提示"}
_AROUND = 12
_LINE = 60
"""How much of an excerpt a terminal line shows."""


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Spell one file as an object, several as a list."""
    said = [_told(outcome) for outcome in outcomes]
    return json.dumps(said[0] if len(said) == 1 else said, ensure_ascii=False, indent=2)


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "file": outcome.name,
        "findings": [finding_json(finding) for finding in outcome.review.findings],
        "silenced": [
            {**finding_json(finding), "reason": silence.reason, "author": silence.author}
            for finding, silence in outcome.review.silenced
        ],
        "hints_held_back": outcome.review.hints,
        "known": outcome.review.known,
        "changes": [
            {"rule": one.rule, "line": one.line, "before": one.before, "after": one.after} for one in outcome.changes
        ],
        "warnings": list(outcome.read.warnings),
    }


def as_sarif(checker: Checker, outcomes: Sequence[Outcome]) -> str:
    """Spell the outcome as SARIF 2.1.0."""
    return json.dumps(sarif_log(_for_forms(outcomes), checker.rules, __version__), ensure_ascii=False, indent=2)


def as_markdown(_checker: Checker, outcomes: Sequence[Outcome]) -> str:
    """Spell the outcome as a table for a page that takes Markdown."""
    return markdown_table(_for_forms(outcomes)).rstrip("\n")


def as_workflow_commands(_checker: Checker, outcomes: Sequence[Outcome]) -> str:
    """Spell the outcome as the commands by which a build service marks the changed lines."""
    return "\n".join(workflow_commands(_for_forms(outcomes)))


def as_document(outcome: Outcome) -> bytes:
    """Give the document with a comment at each place."""
    if outcome.read.format is FileFormat.WORD:
        return commented_original(outcome.content, outcome.review.findings)
    return commented_new(outcome.review.text.text, outcome.review.findings)


def _for_forms(outcomes: Iterable[Outcome]) -> list[CheckedFile]:
    return [
        CheckedFile(
            one.name,
            one.review.text,
            one.review.findings,
            tuple(Silenced(finding, silence.reason, silence.author) for finding, silence in one.review.silenced),
            one.read.warnings,
            one.read.encoding,
        )
        for one in outcomes
    ]


def as_text(checker: Checker, outcomes: Iterable[Outcome]) -> str:
    """Spell the outcome for a person: folded by rule, in the order of the text."""
    return "\n\n".join("\n".join(_lines(checker, outcome)) for outcome in outcomes)


def _lines(checker: Checker, outcome: Outcome) -> Iterable[str]:
    findings = outcome.review.findings
    counted = [(word, sum(one.severity is level for one in findings)) for level, word in _WORDS.items()]
    summary = "，".join(f"{word} {count} 处" for word, count in counted if count) or "没有发现问题"
    yield f"{outcome.name}：{summary}。{_aside(outcome)}"
    yield from (f"  注意：{warning}" for warning in outcome.read.warnings)
    for change in outcome.changes:
        said = f"改成“{change.after}”" if change.after else "删去"
        yield f"  已改：第 {change.line} 行“{_flat(change.before)}”{said}（{change.rule}）"
    for group in fold(findings, checker.rules):
        yield ""
        yield from _group(group, outcome.review.text)


def _aside(outcome: Outcome) -> str:
    review = outcome.review
    said = []
    if review.hints:
        said.append(f"另有 {review.hints} 处拿不准的没有列出，加 --hints 显示。")
    if review.silenced:
        said.append(f"按本单位意见放过 {len(review.silenced)} 处。")
    if review.known:
        said.append(f"基线里已有 {review.known} 处。")
    return "".join(said)


def _group(group: Group, text: OfficialText) -> Iterable[str]:
    first = group.findings[0]
    yield f"{_WORDS[first.severity]}  {group.zh}（{group.rule}）  {len(group.findings)} 处"
    if not group.folded:
        for finding in group.findings:
            yield f"  {finding.line}:{finding.column}  {finding.message}  {_advice(finding)}".rstrip()
            yield f"      {_around(finding, text)}"
        yield f"  依据：{first.source}。"
        return
    yield f"  {_advice(first) or first.message}  依据：{first.source}。"
    width = max(len(str(row.line)) for row in group.rows)
    for row in group.rows:
        said = "、".join(
            f"{_flat(excerpt)}×{count}" if count > 1 else _flat(excerpt) for excerpt, count in row.excerpts
        )
        yield f"  {padded(f'第 {row.line} 行', width + columns('第  行'))}  {row.count} 处  {said}"


def _advice(finding: CheckFinding) -> str:
    if not finding.suggestions:
        return ""
    if not finding.replacing:
        return finding.suggestions[0]
    return "改成：" + "、".join(one or "（删去）" for one in finding.suggestions)


def _around(finding: CheckFinding, text: OfficialText) -> str:
    before = text.text[max(0, finding.start - _AROUND) : finding.start].rpartition("\n")[2]
    after = text.text[finding.end : finding.end + _AROUND].partition("\n")[0]
    return f"…{_flat(before)}【{_flat(finding.excerpt)}】{_flat(after)}…"


def _flat(text: str) -> str:
    """Keep control characters off the terminal and long stretches short."""
    shown = "".join(one if one.isprintable() or one == "\u3000" else "␤" if one == "\n" else "·" for one in text)
    return shown if len(shown) <= _LINE else f"{shown[:40]}……{shown[-12:]}"
