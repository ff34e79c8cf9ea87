"""Many reports at once: the files of a folder, or of a zip, that could hold a report; the rest is named, not opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from taizhang.formats.guard import guard_package
from taizhang.formats.guard_parts import GuardError
from taizhang.formats.texts import MOST_BYTES, SUFFIXES, UnreadableError

MOST_FILES = 500
MOST_TOTAL = 200 * 1024 * 1024
_TAKEN = (*SUFFIXES, ".wps", ".markdown")
_UTF8_NAME = 0x800
_ALSO_THERE = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini"})


def files_of_folder(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name the reports of a folder and of those below it, in the order of their names; links are not followed."""
    found = []
    for file in folder.rglob("*"):
        inside = file.relative_to(folder)
        if file.is_symlink() or not file.is_file() or not _is_report(inside.as_posix()):
            continue
        found.append((inside.as_posix(), file))
        if len(found) > MOST_FILES:
            raise UnreadableError(f"“{folder.name}”里的报告超过{MOST_FILES}个。分成几个文件夹再试。")
    yield from sorted(found)


def files_of_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Read the reports of a zip one by one; nothing in it is trusted, and a zip within it is passed over."""
    try:
        guard_package(content)
    except GuardError as error:
        raise UnreadableError(str(error)) from error
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = sorted(
            (_name(part), part) for part in package.infolist() if not part.is_dir() and _is_report(_name(part))
        )
        if len(parts) > MOST_FILES:
            raise UnreadableError(f"压缩包里的报告超过{MOST_FILES}个。分成几个压缩包再试。")
        if sum(part.file_size for _, part in parts) > MOST_TOTAL:
            raise UnreadableError(f"压缩包解开后超过{MOST_TOTAL // 1024 // 1024}兆。分成几个压缩包再试。")
        for name, part in parts:
            with package.open(part) as stream:
                # One byte too many, so that the reader itself says that the file is too large.
                yield name, stream.read(MOST_BYTES + 1)


def is_zip_name(name: str) -> bool:
    """Say whether a file is called a zip."""
    return name.lower().endswith(".zip")


def _is_report(name: str) -> bool:
    pieces = PurePosixPath(name).parts
    hidden = any(piece.startswith((".", "~$")) or piece.lower() in _ALSO_THERE for piece in pieces)
    return not hidden and name.lower().endswith(_TAKEN)


def _name(part: zipfile.ZipInfo) -> str:
    """The name as it was written: Chinese systems write GBK into zips without saying so."""
    if part.flag_bits & _UTF8_NAME:
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename
