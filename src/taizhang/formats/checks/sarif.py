"""SARIF 2.1.0: columns in Unicode code points, rules with their help, suppressions with their reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText
from taizhang.formats.checks.checked import CheckedFile, Silenced

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_FINGERPRINT: Final = "taizhang/v1"
_MOST_EXAMPLES: Final = 3


def sarif_log(files: Sequence[CheckedFile], rules: Mapping[str, CheckRule], version: str) -> dict[str, Any]:
    """One run over the files; only the rules that spoke are described."""
    first = {finding.rule: finding for file in reversed(files) for finding in reversed(_all(file))}
    spoken = sorted(first)
    places = {rule: place for place, rule in enumerate(spoken)}
    results = [
        _result(finding, file, number, places, silence)
        for number, file in enumerate(files)
        for finding, silence in _with_silences(file)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "taizhang",
                "fullName": "台账审校",
                "semanticVersion": version,
                "language": "zh-CN",
                "rules": [_described(rules[one]) if one in rules else _named(first[one]) for one in spoken],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(file) for file in files],
        "invocations": [_invocation(files)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _all(file: CheckedFile) -> tuple[CheckFinding, ...]:
    return (*file.findings, *(silenced.finding for silenced in file.silenced))


def _with_silences(file: CheckedFile) -> list[tuple[CheckFinding, Silenced | None]]:
    open_ones: list[tuple[CheckFinding, Silenced | None]] = [(finding, None) for finding in file.findings]
    silent: list[tuple[CheckFinding, Silenced | None]] = [(one.finding, one) for one in file.silenced]
    return sorted(open_ones + silent, key=lambda pair: (pair[0].start, pair[0].end, pair[0].rule))


def _artifact(file: CheckedFile) -> dict[str, Any]:
    said: dict[str, Any] = {"location": {"uri": _address(file.name)}, "sourceLanguage": "zh"}
    return said | ({"encoding": file.encoding} if file.encoding else {})


def _address(name: str) -> str:
    return quote(name.replace("\\", "/"), safe="/", errors="replace")


def _invocation(files: Sequence[CheckedFile]) -> dict[str, Any]:
    notes = [
        {
            "level": "warning",
            "message": {"text": warning},
            "locations": [{"physicalLocation": {"artifactLocation": _location(file, number)}}],
        }
        for number, file in enumerate(files)
        for warning in file.warnings
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _location(file: CheckedFile, number: int) -> dict[str, Any]:
    return {"uri": _address(file.name), "index": number}


def _described(rule: CheckRule) -> dict[str, Any]:
    advice = f"怎么办：{rule.suggestion}" if rule.suggestion else ""
    said = "\n".join(filter(None, (rule.why, f"依据：{rule.source.wording}。", advice)))
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.zh},
        "fullDescription": {"text": rule.why or rule.zh},
        "help": {"text": said, "markdown": f"{said}\n\n{_examples(rule)}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.category.value],
            "precision": rule.confidence.value,
            "version": rule.version,
            "sourceLevel": rule.source.level.value,
        },
    }


def _named(finding: CheckFinding) -> dict[str, Any]:
    """Describe a rule that lies in no pack, such as one about layout, by what it says."""
    said = f"{finding.message}\n依据：{finding.source}。"
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.message},
        "fullDescription": {"text": finding.message},
        "help": {"text": said, "markdown": said},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {
            "tags": [finding.category.value],
            "precision": finding.confidence.value,
            "version": finding.version,
            "sourceLevel": finding.source_level.value,
        },
    }


def _examples(rule: CheckRule) -> str:
    told = [f"- 应报：{one.text}" for one in rule.bad[:_MOST_EXAMPLES]]
    return "\n".join([*told, *(f"- 不报：{one.text}" for one in rule.good[:_MOST_EXAMPLES])])


def _result(
    finding: CheckFinding, file: CheckedFile, number: int, places: Mapping[str, int], silenced: Silenced | None
) -> dict[str, Any]:
    location = _location(file, number)
    said: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _told(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(finding, file.text)}}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        # Once one result may be suppressed, each has to say that it is not.
        "suppressions": [_suppression(silenced)] if silenced else [],
        "properties": {"category": finding.category.value, "confidence": finding.confidence.value},
    }
    fixes = _fixes(finding, location)
    return said | ({"fixes": fixes} if fixes else {})


def _told(finding: CheckFinding) -> str:
    advice = "；".join(finding.suggestions)
    return f"{finding.message}（{finding.source}）" + (f"\n建议：{advice}" if advice else "")


def _region(finding: CheckFinding, text: OfficialText) -> dict[str, Any]:
    line, column = text.line_and_column(finding.end)
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": line,
        "endColumn": column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": _whole_characters(finding.excerpt)},
    }


def _whole_characters(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _suppression(silenced: Silenced) -> dict[str, Any]:
    said = f"{silenced.reason}（{silenced.author}）" if silenced.author else silenced.reason
    return {"kind": "external", "status": "accepted", "justification": said}


def _fixes(finding: CheckFinding, location: dict[str, Any]) -> list[dict[str, Any]]:
    if not finding.fixable:
        return []
    region = {"charOffset": finding.start, "charLength": finding.end - finding.start}
    return [
        {
            "description": {"text": f"改成“{suggestion}”" if suggestion else "删去这一处"},
            "artifactChanges": [
                {
                    "artifactLocation": location,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": suggestion}}],
                }
            ],
        }
        for suggestion in finding.suggestions
    ]
