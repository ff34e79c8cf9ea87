"""Why a request about entries fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations

from taizhang.domain.findings import Finding


class LedgerError(Exception):
    """Something about an entry cannot be done; nothing was written."""

    code = "ledger"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class EntryRefusedError(LedgerError):
    """The content cannot be submitted as it is; each finding says what to change."""

    code = "entry_refused"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Carry every finding, the blocking ones first."""
        blocking = [one for one in findings if one.blocks]
        super().__init__(f"有{len(blocking)}处要改，才能提交：{blocking[0].message if blocking else ''}")
        self.findings = findings


class EntryNotFoundError(LedgerError):
    """No such entry, or none that this person may see: the same answer."""

    code = "not_found"

    def __init__(self) -> None:
        """Say the same for unknown and foreign."""
        super().__init__("没有这条记录，或者它不在你能看的范围里。")


class ChangedMeanwhileError(LedgerError):
    """Somebody else corrected it first; the loser keeps the text."""

    code = "changed_meanwhile"

    def __init__(self, number: int, differences: tuple[str, ...], who: str) -> None:
        """Say who changed what since."""
        super().__init__(
            f"没有保存。{who}已经改过这条记录（现在是第{number}版），你打开的是改之前的。先看改了什么，再决定要不要保留你的。"
        )
        self.number = number
        self.differences = differences


class SecondPersonNeededError(LedgerError):
    """Votes, money and rectification are confirmed by somebody other than the recorder."""

    code = "second_person"

    def __init__(self) -> None:
        """Say who can."""
        super().__init__("这条记录有表决或金额，要由登记人以外的人确认。请书记或另一位党务工作者核对后确认。")


class NothingToConfirmError(LedgerError):
    """Already confirmed, superseded or voided."""

    code = "nothing_to_confirm"

    def __init__(self, state: str) -> None:
        """Say where it stands."""
        super().__init__(f"这条记录{state}，不用再确认。")
