"""One door for every file: what it is by its content, then the reader for it, under limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from taizhang.formats.guard_parts import GuardError
from taizhang.formats.texts import office_program, page, plain, portable, word
from taizhang.formats.texts.found import FileFormat, Role, TextOfFile, TextPart, UnreadableError

MOST_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 12_000_000
SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".doc")
_LONGEST_NAME = 300
_FORMATS = {
    ".txt": FileFormat.TEXT,
    ".md": FileFormat.MARKDOWN,
    ".markdown": FileFormat.MARKDOWN,
    ".docx": FileFormat.WORD,
    ".pdf": FileFormat.PORTABLE,
    ".html": FileFormat.PAGE,
    ".htm": FileFormat.PAGE,
    ".doc": FileFormat.OLD_WORD,
    ".wps": FileFormat.OLD_WORD,
    "": FileFormat.TEXT,
}
_SIGNS = (
    (b"PK\x03\x04", FileFormat.WORD),
    (b"%PDF-", FileFormat.PORTABLE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileFormat.OLD_WORD),
    (b"{\\rtf", FileFormat.OLD_WORD),
)
_PLAIN = frozenset({FileFormat.TEXT, FileFormat.MARKDOWN})


def read_text(name: str, content: bytes) -> TextOfFile:
    """Read the text of a file; `UnreadableError` says in one sentence why not, and what to do."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"文件超过{MOST_BYTES // 1024 // 1024}兆。删去图片，或只留正文再试。")
    if not content:
        raise UnreadableError("文件是空的。换一个文件。")
    kind, warnings = _kind(name, content)
    try:
        found = _READERS[kind](name, content)
    except GuardError as error:
        raise UnreadableError(str(error)) from error
    if len(found.text) > MOST_CHARACTERS:
        raise UnreadableError(f"文字超过{MOST_CHARACTERS // 10000}万字，不像一份文稿。拆成几个文件再试。")
    if not warnings:
        return found
    return TextOfFile(
        found.name, found.format, found.text, found.parts, found.encoding, found.places, (*warnings, *found.warnings)
    )


def _kind(name: str, content: bytes) -> tuple[FileFormat, tuple[str, ...]]:
    suffix = PurePosixPath(name.replace("\\", "/")[-_LONGEST_NAME:]).suffix.lower()
    said = _FORMATS.get(suffix)
    if said is None:
        raise UnreadableError(f"不认识“{_shown(suffix)}”文件。收 {' '.join(SUFFIXES)}，另存为其中一种再试。")
    seen = next((kind for sign, kind in _SIGNS if content.startswith(sign)), None)
    if said is FileFormat.OLD_WORD and seen is None and content[:512].lstrip()[:1] == b"<":
        seen = FileFormat.PAGE  # Many an old .doc is a web page that some system gave the name.
    if said is FileFormat.OLD_WORD and seen in {FileFormat.WORD, FileFormat.PAGE}:
        return seen, (f"文件名是 {suffix}，内容其实是 .{seen}，已按内容读。",)
    if seen != said and (seen is not None or said not in _PLAIN | {FileFormat.PAGE}):
        is_really = f"里面其实是 .{seen}" if seen else f"里面不是 {suffix} 的内容"
        raise UnreadableError(
            f"文件名是 {suffix or '没有扩展名'}，{is_really}，没有打开。改成对的扩展名，或另存一次再试。"
        )
    return said, ()


def _shown(suffix: str) -> str:
    kept = "".join(character if character.isprintable() else "?" for character in suffix[:12])
    return kept or "没有扩展名"


def _read_plain(name: str, content: bytes) -> TextOfFile:
    text, encoding = plain.decode(content)
    kind = FileFormat.MARKDOWN if name.lower().endswith((".md", ".markdown")) else FileFormat.TEXT
    return TextOfFile(name, kind, text, _whole(text), encoding)


def _read_page(name: str, content: bytes) -> TextOfFile:
    text = page.visible_text(content)
    return TextOfFile(name, FileFormat.PAGE, text, _whole(text))


def _read_portable(name: str, content: bytes) -> TextOfFile:
    text, warnings = portable.text_of_pages(content)
    return TextOfFile(name, FileFormat.PORTABLE, text, _whole(text), warnings=warnings)


def _read_word(name: str, content: bytes) -> TextOfFile:
    walked = word.walk_package(content)
    return TextOfFile(name, FileFormat.WORD, walked.text, walked.parts, places=walked.places, warnings=walked.warnings)


def _read_old_word(name: str, content: bytes) -> TextOfFile:
    found = _read_word(name, office_program.as_docx(content))
    return TextOfFile(name, FileFormat.OLD_WORD, found.text, found.parts, warnings=found.warnings)


def _whole(text: str) -> tuple[TextPart, ...]:
    return (TextPart(Role.BODY, 0, len(text)),) if text else ()


_READERS: dict[FileFormat, Callable[[str, bytes], TextOfFile]] = {
    FileFormat.TEXT: _read_plain,
    FileFormat.MARKDOWN: _read_plain,
    FileFormat.WORD: _read_word,
    FileFormat.PORTABLE: _read_portable,
    FileFormat.PAGE: _read_page,
    FileFormat.OLD_WORD: _read_old_word,
}
