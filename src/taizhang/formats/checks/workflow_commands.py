"""Annotations that build services show beside a changed file: one command line for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from taizhang.domain.findings import Severity
from taizhang.formats.checks.checked import CheckedFile

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def workflow_commands(files: Iterable[CheckedFile]) -> Iterator[str]:
    """Give one workflow command for each finding."""
    for file in files:
        for finding in file.findings:
            place = (
                f"file={_property(file.name)},line={finding.line},col={finding.column},title={_property(finding.rule)}"
            )
            yield f"::{_COMMANDS[finding.severity]} {place}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
