"""Attachments (附件): every upload distrusted, kept under its digest, served as a download."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.errors import EntryNotFoundError, LedgerError
from taizhang.apps.ledger.models import Attachment
from taizhang.apps.organizations.access import may, require
from taizhang.formats.guard import GuardError, guard_package

MOST_BYTES = 30 * 1024 * 1024
MOST_BYTES_EACH = 20 * 1024**3
"""The quota of one organisation."""
MAGIC = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".docx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ofd": (b"PK\x03\x04", "application/ofd"),
    ".doc": (b"\xd0\xcf\x11\xe0", "application/msword"),
    ".xls": (b"\xd0\xcf\x11\xe0", "application/vnd.ms-excel"),
    ".txt": (b"", "text/plain"),
}
"""What may come in: by ending, and by the first bytes."""
TURNING_MARKS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
SECRET_MARKS = ("绝密", "机密", "秘密★", "秘密级")


class UploadRefusedError(LedgerError):
    """A file that is not taken in, and why."""

    code = "upload_refused"


def store_attachment(
    actor: Actor,
    organization: int,
    name: str,
    chunks: Iterable[bytes],
    *,
    restricted: bool = False,
) -> Attachment:
    """Check a file and keep it under its digest; the same bytes are kept once."""
    require(actor, Permission.RECORD, organization)
    plain = plain_name(name)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as stream:
            size, digest = _take_in(chunks, stream)
        media_type = _checked_type(Path(temporary), plain)
        _place(Path(temporary), digest)
    finally:
        Path(temporary).unlink(missing_ok=True)
    attachment = Attachment(
        organization_id=organization,
        file_digest=digest,
        size=size,
        media_type=media_type,
        name=plain,
        account=actor.account,
        restricted=restricted,
    )
    with writing(actor.label, "attachment.store", f"organization:{organization}") as record:
        record.write(attachment)
        record.note("attachment_bytes", digest, digest)
    return attachment


def path_of(digest: str) -> Path:
    """Where the bytes under a digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:]


def open_attachment(actor: Actor, attachment_id: int) -> tuple[Attachment, Path]:
    """One attachment with its bytes, or not found; restricted ones for the keepers only."""
    attachment = Attachment.objects.filter(pk=attachment_id, known_until__isnull=True).first()
    if attachment is None or not may(actor, Permission.READ_ENTRIES, attachment.organization_id):
        raise EntryNotFoundError
    if attachment.restricted and not may(actor, Permission.READ_RESTRICTED, attachment.organization_id):
        raise EntryNotFoundError
    return attachment, path_of(attachment.file_digest)


def attachments_by_digest(actor: Actor, organization: int, digests: Iterable[str]) -> list[Attachment]:
    """The attachments of an organisation that an occasion names, as far as this reader may see them."""
    found = Attachment.objects.filter(
        organization_id=organization,
        file_digest__in=list(digests),
        known_until__isnull=True,
    ).order_by("pk")
    if not may(actor, Permission.READ_RESTRICTED, organization):
        found = found.filter(restricted=False)
    return list(found)


def plain_name(name: str) -> str:
    """A file name that shows what it is: no folders, no marks that turn the writing direction, at most 120 long."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(sign for sign in bare if sign.isprintable() and sign not in TURNING_MARKS).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot or not stem:
        raise UploadRefusedError(f"没有收下“{bare[:40]}”：看不出是什么文件。文件名要带后缀，如 .pdf、.jpg、.docx。")
    if any(mark in bare for mark in SECRET_MARKS):
        raise UploadRefusedError("没有收下：文件名带密级字样。本系统不得存放国家秘密，按保密规定另行保管。")
    return f"{stem[:110]}.{ending.lower()}"


def _take_in(chunks: Iterable[bytes], stream: BinaryIO) -> tuple[int, str]:
    size, sm3 = 0, hashes.Hash(hashes.SM3())
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            raise UploadRefusedError(f"没有收下：文件超过{most}兆。扫描件降到每英寸200点，或分成几个文件。")
        sm3.update(chunk)
        stream.write(chunk)
    if size == 0:
        raise UploadRefusedError("没有收下：文件是空的。")
    return size, sm3.finalize().hex()


def _checked_type(path: Path, name: str) -> str:
    ending = Path(name).suffix
    if ending not in MAGIC:
        raise UploadRefusedError(f"没有收下“{name}”：只收 {'、'.join(sorted(MAGIC))}。")
    magic, media_type = MAGIC[ending]
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.startswith(magic):
        raise UploadRefusedError(f"没有收下“{name}”：内容不是 {ending} 文件。多半是改过后缀，用原来的程序另存一次。")
    if ending == ".txt" and b"\0" in head:
        raise UploadRefusedError(f"没有收下“{name}”：内容不是文本。")
    if magic == b"PK\x03\x04":
        _guard(path, name)
    return media_type


def _guard(path: Path, name: str) -> None:
    try:
        guard_package(path)
    except GuardError as error:
        raise UploadRefusedError(f"没有收下“{name}”：{error}") from error


def _place(temporary: Path, digest: str) -> None:
    target = path_of(digest)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary.chmod(0o600)
    temporary.replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
