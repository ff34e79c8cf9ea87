"""Many files as a browser sends them, those of a zip among them; read at once and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from taizhang.faces.web.shell.sent_text import LONGEST_NAME, NothingSentError, shown_name
from taizhang.formats.report_files import files_of_zip, is_zip_name
from taizhang.formats.texts import UnreadableError

MOST_SENT = 60 * 1024 * 1024


def sent_files(request: HttpRequest, field: str) -> tuple[tuple[str, bytes], ...]:
    """The files of one field by name, those of a zip among them."""
    found: list[tuple[str, bytes]] = []
    sent = 0
    for file in request.FILES.getlist(field):
        sent += file.size or 0
        if sent > MOST_SENT:
            raise NothingSentError(f"一次最多{MOST_SENT // 1024 // 1024}兆。分几次传，或用命令 taizhang read 文件夹。")
        found += _unpacked(shown_name(file.name), file.read())
    return tuple(found)


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if not is_zip_name(name):
        yield name, content
        return
    try:
        yield from ((inside[-LONGEST_NAME:], part) for inside, part in files_of_zip(content))
    except UnreadableError as error:
        raise NothingSentError(f"{name}：{error.message}") from error
