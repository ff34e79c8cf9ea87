"""Restoring a backup into an empty installation: looked through from end to end first, then all or nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction

from taizhang.apps.audit.archive.container import LIST, read_header, read_members
from taizhang.apps.audit.archive.errors import ArchiveError
from taizhang.apps.audit.archive.making import OWNER, PLACE
from taizhang.apps.audit.archive.tables import ArchivedTable, archived_models, schema
from taizhang.apps.audit.bulk import insert_rows
from taizhang.apps.audit.keys import RING_PLACE, KeysMissingError, adopt_keys
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification.heads import Head, HeadUnreadableError
from taizhang.domain.sealing import InstallationKeys, RecoveryCodeError, SealBrokenError, open_with_code

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored."""

    head: Head
    rows: int
    attachments: int


def restore_backup(
    file: Path,
    code: str,
    outside: Head | None = None,
    progress: Progress = lambda *_: None,
) -> Restored:
    """Restore a backup with its recovery code or passphrase; the caller verifies afterwards.

    `outside` is a head that was kept elsewhere: the backup must reach it.
    """
    _require_empty()
    with _opened(file) as stream:
        header, place = read_header(stream)
        ring, key = _keys(header, code)
        begin = stream.tell()
        progress(0, 2, "通读备份")
        head = _look_through(stream, key, place)
        if outside is not None and (
            head.seq < outside.seq or (head.seq == outside.seq and head.digest != outside.digest)
        ):
            raise ArchiveError(
                f"这份备份只到第{head.seq}次写入，库外的链头在第{outside.seq}次：拿错了或被换过，没有恢复。"
            )
        stream.seek(begin)
        progress(1, 2, "写入数据")
        done = _load(stream, key, place, head, ring, header)
    progress(2, 2, "恢复完")
    return done


def _require_empty() -> None:
    if Commit.objects.exists() or apps.get_model("accounts", "Account")._default_manager.exists():
        raise ArchiveError("这个数据库里已经有内容，不往上恢复。换一个空的数据目录（TAIZHANG_HOME）或空的库。")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(media.iterdir()):
        raise ArchiveError(f"{media} 里已经有附件，不往上恢复。换一个空的数据目录。")


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as stream:
            yield stream
    except OSError as error:
        raise ArchiveError(f"读不到备份文件 {file}：{error.strerror}。") from error


def _keys(header: dict[str, Any], code: str) -> tuple[InstallationKeys, bytes]:
    try:
        ring = InstallationKeys.from_text(open_with_code(code, header["ring"], RING_PLACE).decode())
        how = header["key"]
        wrapped = how.get("wrapped")
        key = ring.unwrap(str(wrapped), OWNER) if wrapped else open_with_code(code, how, PLACE)
    except RecoveryCodeError as error:
        raise ArchiveError(f"打不开备份：{error}") from error
    except (KeyError, ValueError, AttributeError, TypeError, SealBrokenError) as error:
        raise ArchiveError("备份文件的开头被改过，没有恢复。") from error
    return ring, key


def _look_through(stream: BinaryIO, key: bytes, place: bytes) -> Head:
    """Read everything once: digests, order, list, schema, head; nothing is written before this is through."""
    head: Head | None = None
    listed: dict[str, Any] = {}
    names: set[str] = set()
    for name, contents in read_members(stream, key, place):
        names.add(name)
        if name == "head.json":
            head = _head(b"".join(contents))
        elif name == LIST:
            listed = json.loads(b"".join(contents))
        else:
            for _ in contents:
                pass
    if head is None:
        raise ArchiveError("备份文件里没有链头，没有恢复。")
    if listed.get("schema") != schema():
        raise ArchiveError(
            f"这份备份是 {listed.get('release')} 版的，数据结构和现在的程序不同。"
            f"装 {listed.get('release')} 版恢复，再升级：taizhang init --upgrade。"
        )
    expected = {f"tables/{model._meta.db_table}.jsonl" for model in archived_models()}
    found = {name for name in names if name.startswith("tables/")}
    if found != expected:
        raise ArchiveError("备份文件里的表不齐，或有不认识的表，没有恢复。")
    return head


def _head(content: bytes) -> Head:
    try:
        return Head.from_text(content.decode())
    except (HeadUnreadableError, UnicodeDecodeError):
        raise ArchiveError("备份文件里的链头读不出来，没有恢复。") from None


def _load(
    stream: BinaryIO,
    key: bytes,
    place: bytes,
    head: Head,
    ring: InstallationKeys,
    header: dict[str, Any],
) -> Restored:
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".restoring-", dir=media.parent))
    rows = files = 0
    tables = {f"tables/{model._meta.db_table}.jsonl": model for model in archived_models()}
    try:
        with transaction.atomic():
            for name, contents in read_members(stream, key, place):
                if name in tables:
                    rows += _fill_table(ArchivedTable(tables[name]), contents)
                elif name.startswith("attachments/"):
                    _write_file(staging, name.removeprefix("attachments/"), contents)
                    files += 1
            _drop_drafts_of_later_entries()
            _set_head(head)
            # Rows came before those they refer to; whether all are there is asked now, before keys and files move.
            connection.check_constraints()
            _number_on()
            adopt_keys(ring, header["ring"])
            if files:
                shutil.rmtree(media, ignore_errors=True)
                staging.rename(media)
    except IntegrityError as error:
        raise ArchiveError("备份里的行互相对不上，没有恢复。这份备份做的时候就坏了，换前一份。") from error
    except KeysMissingError as error:
        raise ArchiveError(error.message) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(head, rows, files)


def _fill_table(table: ArchivedTable, contents: Iterator[bytes]) -> int:
    lines = _lines(contents)
    if json.loads(next(lines, b"[]")) != table.columns:
        raise ArchiveError(f"备份里的表 {table.name} 和现在的程序不一样，没有恢复。")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 (our own table, which a fresh database fills)
    rows = (table.restored(json.loads(line)) for line in lines)
    return insert_rows(table.name, [str(field.column) for field in table.model._meta.concrete_fields], rows)


def _lines(contents: Iterator[bytes]) -> Iterator[bytes]:
    left = b""
    for content in contents:
        *whole, left = (left + content).split(b"\n")
        yield from whole
    if left:
        yield left


def _write_file(folder: Path, digest: str, contents: Iterator[bytes]) -> None:
    file = folder / digest[:2] / digest[2:]
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with file.open("wb") as stream:
        for content in contents:
            stream.write(content)


def _drop_drafts_of_later_entries() -> None:
    """Drop drafts that correct an entry recorded after the head: they are no facts, and their entry is not here."""
    drafts, entries = apps.get_model("ledger", "Draft"), apps.get_model("ledger", "Entry")
    known = entries._default_manager.values("pk")
    drafts._default_manager.filter(entry__isnull=False).exclude(entry_id__in=known).delete()


def _set_head(head: Head) -> None:
    last = Commit.objects.order_by("-seq").first()
    if last is None or (last.seq, last.digest) != (head.seq, head.digest):
        raise ArchiveError("备份里的审计链没有走到它的链头，没有恢复。")
    ChainHead.objects.update_or_create(pk=1, defaults={"seq": head.seq, "digest": head.digest})


def _number_on() -> None:
    """Let new rows be numbered after the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), archived_models()):
            cursor.execute(statement)
