"""Why a request about the checker fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations


class CheckError(Exception):
    """Something cannot be checked or decided; nothing was written."""

    code = "check"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class OwnWordGoneError(CheckError):
    """The decision has been withdrawn meanwhile, or never was this unit's."""

    code = "own_word_not_found"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("这一条已经撤回，或不是本组织定的。刷新页面再看。")
