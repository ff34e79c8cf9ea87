"""One text as a browser sends it: pasted, or a file read at once by the readers of formats, which trust none."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from taizhang.formats.texts import MOST_BYTES, FileFormat, UnreadableError, read_text
from taizhang.formats.texts.found import Role, TextPart

MOST_CHARACTERS = 400_000
"""What a page reads of one report: a hundred times what any organiser asks for."""
LONGEST_NAME = 120


class NothingSentError(Exception):
    """What was sent cannot be read; the sentence says why and what to do."""

    def __init__(self, message: str) -> None:
        """Keep the sentence for the page."""
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class SentReport:
    """One report as it came."""

    name: str
    text: str
    warnings: tuple[str, ...] = ()
    word: bytes = b""
    """The file itself where it is a .docx: its text then counts exactly as the file's does."""
    parts: tuple[TextPart, ...] = ()
    """Which stretch is which part of the document, where the whole was asked for."""

    def role_at(self, offset: int) -> Role:
        """Which part of the document a place belongs to."""
        return next((part.role for part in self.parts if part.start <= offset < part.end), Role.BODY)

    @property
    def body_end(self) -> int:
        """Where the running heads and feet begin."""
        margins = (part.start for part in self.parts if part.role in {Role.HEADER, Role.FOOTER})
        return min(margins, default=len(self.text))


def sent_report(request: HttpRequest, *, whole: bool = False) -> SentReport:
    """Read the file, or else the pasted text; `whole`: with running heads and feet, that stand last."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        if (file.size or 0) > MOST_BYTES:
            raise NothingSentError(f"文件超过{MOST_BYTES // 1024 // 1024}兆。删去图片，或只留正文再试。")
        return text_of(shown_name(file.name), file.read(), whole=whole)
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise NothingSentError("还没有文字。粘贴一段，或选一个文件。")
    _check_length(text)
    return SentReport("粘贴的文字", text)


def text_of(name: str, content: bytes, *, whole: bool = False) -> SentReport:
    """Read one file; raises `NothingSentError` with the reason."""
    try:
        found = read_text(name, content)
    except UnreadableError as error:
        raise NothingSentError(error.message) from error
    if found.format is FileFormat.WORD:
        text, word = (found.text if whole else found.body).replace("\r", " "), content
    else:
        text, word = found.body.replace("\r\n", "\n").replace("\r", "\n"), b""
    _check_length(text)
    return SentReport(name, text, found.warnings, word, found.parts if whole else ())


def shown_name(written: str | None) -> str:
    """A file's name as it may be shown: no folders, nothing unseen."""
    bare = (written or "").replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in bare if character.isprintable())[-LONGEST_NAME:] or "没有名字"


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise NothingSentError(f"超过{MOST_CHARACTERS // 10000}万字，不像一份报告。拆开，或用命令 taizhang read 读。")
