"""What came out of a file: its text, which stretch played which part, and where in the file each stretch stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.official_text import MarkdownText, OfficialText


class UnreadableError(ValueError):
    """The file gives no text; says why, and what to do."""

    code = "file_unreadable"

    def __init__(self, message: str) -> None:
        """Keep the sentence for whoever shows it."""
        super().__init__(message)
        self.message = message


class FileFormat(StrEnum):
    """What the file is by its content, whatever its name says."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WORD = "docx"
    PORTABLE = "pdf"
    PAGE = "html"
    OLD_WORD = "doc"


class Role(StrEnum):
    """Which part of a document a stretch of its text is."""

    BODY = "body"
    BOX = "box"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of the text with its role; the parts follow one another and leave nothing out."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text that stands in one text node of a package's part, the n-th that the walk met there."""

    start: int
    end: int
    part: str
    node: int


@dataclass(frozen=True, slots=True)
class TextOfFile:
    """The text of a file, and what a reader should know about how it was got."""

    name: str
    format: FileFormat
    text: str
    parts: tuple[TextPart, ...]
    encoding: str = ""
    """How a plain text was written, so that it can be written back the same way; empty for the rest."""
    places: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text without running heads and feet, which always stand last."""
        ends = (part.start for part in self.parts if part.role in {Role.HEADER, Role.FOOTER})
        return self.text[: min(ends, default=len(self.text))]

    @property
    def plain(self) -> str:
        """The text as a reader sees it: that of Markdown without its marks."""
        return MarkdownText(self.text).plain.text if self.format is FileFormat.MARKDOWN else self.text

    def document(self, text: str | None = None) -> OfficialText:
        """Give the text, or what became of it, in the form in which the checker reads a file of this kind."""
        of_kind = MarkdownText if self.format is FileFormat.MARKDOWN else OfficialText
        return of_kind(self.text if text is None else text)

    def role_at(self, offset: int) -> Role:
        """Tell which part of the document a place belongs to."""
        for part in self.parts:
            if part.start <= offset < part.end:
                return part.role
        return Role.BODY
