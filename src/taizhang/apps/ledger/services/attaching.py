"""Attachments (附件): every upload distrusted, kept under its digest, served as a download."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.ledger.errors import EntryNotFoundError, LedgerError
from taizhang.apps.ledger.models import Attachment
from taizhang.apps.organizations.access import may, require
from taizhang.domain.canonical import digest_pieces
from taizhang.formats.guard import GuardError, guard_package
from taizhang.formats.pictures import PictureError, clean_picture, is_picture

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
_PIECE = 1024 * 1024
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
    """Check a file and keep it under its digest, in a commit of its own; the same bytes are kept once."""
    attachment = attachment_of(actor, organization, name, chunks, restricted=restricted)
    with writing(actor.label, "attachment.store", f"organization:{organization}") as record:
        write_attachment(record, attachment)
    return attachment


def write_attachment(record: Writing, attachment: Attachment) -> None:
    """Write the row of a file that is kept, and its digest into the log."""
    record.write(attachment)
    record.note("attachment_bytes", attachment.file_digest, attachment.file_digest)


def attachment_of(
    actor: Actor,
    organization: int,
    name: str,
    chunks: Iterable[bytes],
    *,
    restricted: bool = False,
) -> Attachment:
    """Check a file and keep its bytes; the row is still to be written, with whatever needs it.

    A photo is kept without what it tells about where and with what it was taken: the bytes that are kept, not those
    that came, are the record, and the digest is theirs. `left_out` says what did not come along.
    """
    require(actor, Permission.RECORD, organization)
    plain = plain_name(name)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _incoming(folder) as came, _incoming(folder) as cleaned:
        _take_in(chunks, came)
        media_type = _checked_type(came, plain)
        left_out = _clean(came, cleaned, plain) if is_picture(plain) else ()
        kept = cleaned if is_picture(plain) else came
        size, digest = kept.stat().st_size, _digest_of(kept)
        _check_quota(organization, size)
        _place(kept, digest)
    attachment = Attachment(
        organization_id=organization,
        file_digest=digest,
        size=size,
        media_type=media_type,
        name=plain,
        account=actor.account,
        restricted=restricted,
    )
    attachment.left_out = left_out
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


@contextmanager
def _incoming(folder: Path) -> Iterator[Path]:
    """A place for a file while it is looked at; nothing stays of it unless it was moved away."""
    handle, name = tempfile.mkstemp(dir=folder, prefix="incoming-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _clean(came: Path, kept: Path, name: str) -> tuple[str, ...]:
    try:
        with kept.open("wb") as stream:
            return clean_picture(came, stream, name).left_out
    except PictureError as error:
        raise UploadRefusedError(f"没有收下“{name}”：{error}") from error


def _take_in(chunks: Iterable[bytes], came: Path) -> None:
    size = 0
    with came.open("wb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                most = MOST_BYTES // 1024 // 1024
                raise UploadRefusedError(f"没有收下：文件超过{most}兆。扫描件降到每英寸200点，或分成几个文件。")
            stream.write(chunk)
    if size == 0:
        raise UploadRefusedError("没有收下：文件是空的。")


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return digest_pieces(iter(lambda: stream.read(_PIECE), b""))


def _check_quota(organization: int, size: int) -> None:
    kept = Attachment.objects.filter(organization_id=organization, known_until__isnull=True)
    if (kept.aggregate(all=Sum("size"))["all"] or 0) + size > MOST_BYTES_EACH:
        most = MOST_BYTES_EACH // 1024**3
        raise UploadRefusedError(f"没有收下：本组织的附件合计超过{most}GB。请系统管理员核对，照片可以不传。")


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
    """Move the file to its place, on the disk before the row that names it."""
    target = path_of(digest)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary.chmod(0o600)
    _to_disk(temporary, os.O_RDWR)
    temporary.replace(target)
    if os.name == "posix":  # Elsewhere a folder cannot be opened, and keeps its names by itself.
        _to_disk(target.parent, os.O_RDONLY)


def _to_disk(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
