"""Why a request about papers fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.domain.reporting.merging import Merged


class PaperError(Exception):
    """Something about a paper cannot be done; nothing was written."""

    code = "paper"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class PaperNotFoundError(PaperError):
    """No such paper, or none that this person may see: the same answer."""

    code = "not_found"

    def __init__(self) -> None:
        """Say the same for unknown and foreign."""
        super().__init__("没有这份送审稿，或者它不在你能看的范围里。")


class MergeNeededError(PaperError):
    """Somebody else saved first and changed the same paragraphs; nothing is lost, and somebody has to choose."""

    code = "merge_needed"

    def __init__(self, merged: Merged, number: int) -> None:
        """Carry both texts, and the version that the choice will stand on."""
        count = len(merged.conflicts)
        super().__init__(f"没有保存。别人已存了第{number}稿，有{count}段你们都改了。逐段选好用谁的，再保存。")
        self.merged = merged
        self.number = number


class UnchangedError(PaperError):
    """The text is the very one that was saved last."""

    code = "unchanged"

    def __init__(self, number: int) -> None:
        """Say which it is."""
        super().__init__(f"和第{number}稿一样，没有另存。改了再存。")


class FaultsStandError(PaperError):
    """The checker still finds what it calls 必改, and nobody has said why it may stand."""

    code = "faults_stand"

    def __init__(self, count: int) -> None:
        """Say how many, and the ways on."""
        super().__init__(
            f"还有{count}处“必改”没有处理，没有通过。改掉，或逐处标“不算错”；确实要带着通过，写一句话说明理由。"
        )


class NotReadyError(PaperError):
    """The paper cannot go out yet; each sentence says what is in the way."""

    code = "not_ready"

    def __init__(self, reasons: Sequence[str]) -> None:
        """Carry everything that is in the way."""
        super().__init__(f"还不能发出，有{len(reasons)}处要处理：{reasons[0]}")
        self.reasons = tuple(reasons)


class AlreadyIssuedError(PaperError):
    """This version is out; a change is a new version."""

    code = "already_issued"

    def __init__(self) -> None:
        """Say how it goes on."""
        super().__init__("这一稿已经发出，不能再改。要更正，另存一稿再走一遍审校。")


class WithdrawnError(PaperError):
    """The paper was withdrawn."""

    code = "withdrawn"

    def __init__(self) -> None:
        """Say how it goes on."""
        super().__init__("这份稿子已经撤了，不能再改、再审。要再用，另送一份。")
