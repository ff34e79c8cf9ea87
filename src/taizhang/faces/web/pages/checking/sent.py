"""What a browser sends to be checked: a pasted text or a file, and what the reader has let stand in it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from pydantic import ValidationError

from taizhang.apps.checks.checking import MOST_CHARACTERS, THIS_TEXT
from taizhang.apps.checks.errors import CheckError
from taizhang.domain.checking.house import Silence
from taizhang.domain.checking.layout import MeasuredDocument
from taizhang.formats.strict_json import NotStrictError, strict_json
from taizhang.formats.texts import MOST_BYTES, FileFormat, UnreadableError, measure_layout, read_text

MOST_SILENCES = 300
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class SentText:
    """A text as it came, ready to be checked."""

    text: str
    name: str = ""
    warnings: tuple[str, ...] = ()
    layout: MeasuredDocument | None = None
    original: bytes = b""
    """The .docx that somebody sent, to be given back with comments; kept nowhere."""


def sent_text(request: HttpRequest) -> SentText:
    """Read the file, or else the pasted text; raises CheckError with a sentence."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return _of_file(file)
    # A form sends line ends as CR LF, whatever was in the field.
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise CheckError("还没有文字。粘贴一段，或选一个文件。")
    _check_length(text)
    return SentText(text, name_of(request.POST.get("name", "")))


def name_of(written: str) -> str:
    """A file's name as it may be shown and given back: no folders, nothing unseen."""
    bare = written.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in bare if character.isprintable())[-_LONGEST_NAME:]


def silences_of(request: HttpRequest) -> tuple[Silence, ...]:
    """What the reader has let stand in this text; what cannot be read counts for nothing."""
    try:
        told = strict_json(request.POST.get("silences", "[]").encode()[:200_000])
    except NotStrictError:
        return ()
    kept = told[:MOST_SILENCES] if isinstance(told, list) else []
    return tuple(filter(None, map(_silence, kept)))


def spelled(silences: Iterable[Silence]) -> list[dict[str, Any]]:
    """The silences of this text as the page carries them."""
    return [one.model_dump(mode="json", include={"reach", "rule", "reason", "fingerprint"}) for one in silences]


def _silence(told: Any) -> Silence | None:
    if not isinstance(told, dict):
        return None
    try:
        return Silence.model_validate(told | {"author": "你", "document": THIS_TEXT})
    except ValidationError:
        return None


def _of_file(file: Any) -> SentText:
    name = name_of(file.name or "")
    if (file.size or 0) > MOST_BYTES:
        raise CheckError(f"文件超过{MOST_BYTES // 1024 // 1024}兆。删去图片，或只留正文再试。")
    content = file.read()
    try:
        found = read_text(name, content)
        layout = measure_layout(content) if found.format is FileFormat.WORD else None
    except UnreadableError as error:
        raise CheckError(error.message) from error
    _check_length(found.text)
    if found.format is FileFormat.WORD:  # Every place must stay where the document has it.
        return SentText(found.text.replace("\r", "\n"), name, found.warnings, layout, content)
    return SentText(found.plain.replace("\r\n", "\n").replace("\r", "\n"), name, found.warnings)


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise CheckError(f"超过{MOST_CHARACTERS // 10000}万字，页面上放不下。拆开，或用命令 taizhang check 审。")
