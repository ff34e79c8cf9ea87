"""Why a request about reports fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations

from taizhang.domain.findings import Finding
from taizhang.domain.reporting.merging import Merged


class ReportError(Exception):
    """Something about a report cannot be done; nothing was written."""

    code = "report"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class ReportNotFoundError(ReportError):
    """No such report, or none that this person may see: the same answer."""

    code = "not_found"

    def __init__(self) -> None:
        """Say the same for unknown and foreign."""
        super().__init__("没有这份报告，或者它不在你能看的范围里。")


class MergeNeededError(ReportError):
    """Somebody else saved first and changed the same paragraphs; nothing is lost, and somebody has to choose."""

    code = "merge_needed"

    def __init__(self, merged: Merged, number: int) -> None:
        """Carry both texts, and the version that the choice will stand on."""
        count = len(merged.conflicts)
        super().__init__(f"没有保存。别人已存了第{number}稿，有{count}段你们都改了。逐段选好用谁的，再保存。")
        self.merged = merged
        self.number = number


class RouteError(ReportError):
    """The levels as sent cannot be; says which of the two lists."""

    code = "route"

    def __init__(self, field: str, message: str) -> None:
        """Keep the place beside the message."""
        super().__init__(message)
        self.field = field


class NotReadyError(ReportError):
    """The report cannot be issued yet; each finding says what is in the way."""

    code = "not_ready"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Carry every finding that blocks."""
        super().__init__(f"还不能定稿，有{len(findings)}处要处理：{findings[0].message if findings else ''}")
        self.findings = findings


class AlreadyIssuedError(ReportError):
    """This version is out; a change is a new version."""

    code = "already_issued"

    def __init__(self) -> None:
        """Say how it goes on."""
        super().__init__("这一稿已经定稿，不能再改。要更正，另存一稿再走一遍审校。")
