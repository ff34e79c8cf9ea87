"""Why a request about members fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations

from taizhang.domain.findings import Finding


class MemberError(Exception):
    """Something about a member cannot be done; nothing was written."""

    code = "member"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class MemberNotFoundError(MemberError):
    """No such person, or none that this actor may see: the same answer."""

    code = "not_found"

    def __init__(self) -> None:
        """Say the same for unknown and foreign."""
        super().__init__("没有这名党员，或者不在你能看的范围里。")


class EventRefusedError(MemberError):
    """The events so far do not allow this one."""

    code = "event_refused"


class RollRefusedError(MemberError):
    """Lines of a roll that cannot be taken as they are; nothing was written."""

    code = "roll_refused"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Carry every finding, by line."""
        super().__init__(f"名册有{len(findings)}处要改，没有写入任何一行。逐条看下面的说明，改好后重新导入。")
        self.findings = findings
