"""Why a backup cannot be made or restored."""

from __future__ import annotations


class ArchiveError(Exception):
    """The archive cannot be made, or must not be restored; nothing half-done stays behind."""

    code = "archive"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for page and command."""
        super().__init__(message)
        self.message = message
