"""Making a backup: as of one commit, in short reads, into a file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from taizhang import __version__
from taizhang.apps.audit.archive.container import ArchiveWriter
from taizhang.apps.audit.archive.errors import ArchiveError
from taizhang.apps.audit.archive.tables import ArchivedTable, archived_models, schema
from taizhang.apps.audit.keys import RING_PLACE, installation_keys, recovery_file, sealed_copy
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification.heads import Head, current_head
from taizhang.apps.audit.writing import writing
from taizhang.domain.canonical import canonical
from taizhang.domain.sealing import new_key, seal_with_code

ERASING = "person.erase"
OWNER = "backup"
PLACE = "taizhang.backup"
_PIECE = 2000
_FILE_PIECE = 1024 * 1024
_SHORTEST_PASSPHRASE = 15
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    file: Path
    head_file: Path
    """The chain's head beside it, in clear: to be kept elsewhere, for `verify --head`."""
    seq: int
    size: int
    rows: int
    attachments: int


def make_backup(
    label: str,
    target: Path,
    passphrase: str | None = None,
    progress: Progress = lambda *_: None,
) -> Made:
    """Write a backup to `target`; `label` names who asked, for the log.

    Without a passphrase it is opened by the recovery code that `init` showed.
    """
    if target.exists():
        raise ArchiveError(f"{target} 已经在了，不覆盖旧备份。换一个文件名。")
    header, key = _header(passphrase)
    with writing(label, "backup.make", target.name[:120]):
        pass
    head, marks = _moment()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".taizhang-backup-")
    try:
        with os.fdopen(handle, "wb") as stream:
            archive = ArchiveWriter(stream, header, key)
            rows, files = _fill(archive, head, marks, progress)
            _require_nothing_erased(head)
            archive.close(schema(), __version__)
            stream.flush()
            os.fsync(stream.fileno())
        size = Path(temporary).stat().st_size
        Path(temporary).rename(target)
    except OSError as error:
        raise ArchiveError(f"备份没有写成：{error.strerror}（{target.parent}）。腾出空间或换一个地方再来。") from error
    finally:
        Path(temporary).unlink(missing_ok=True)
    head_file = target.with_name(target.name + ".head.json")
    head_file.write_text(head.as_text() + "\n", encoding="utf-8")
    return Made(target, head_file, head.seq, size, rows, files)


def _header(passphrase: str | None) -> tuple[dict[str, Any], bytes]:
    """Say how the archive opens: by the recovery code through the sealed ring, or by a passphrase."""
    ring, key = installation_keys(), new_key()
    made: dict[str, Any] = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "release": __version__}
    if passphrase is not None:
        if len(passphrase) < _SHORTEST_PASSPHRASE:
            raise ArchiveError("备份口令至少15个字：备份文件会被带走，别人可以慢慢猜。")
        sealed = seal_with_code(passphrase, key, PLACE)
        return made | {"key": sealed, "ring": seal_with_code(passphrase, ring.as_text().encode(), RING_PLACE)}, key
    if not recovery_file().is_file():
        raise ArchiveError("数据目录里没有恢复码封存的密钥副本，备份以后会打不开。用口令备份，或先重新封存。")
    return made | {"key": {"wrapped": ring.wrap(key, OWNER)}, "ring": sealed_copy()}, key


def _moment() -> tuple[Head, dict[str, int]]:
    """Take the head, and how far each table goes at it: the writers' lock is held for these few counts only."""
    with transaction.atomic():
        ChainHead.objects.select_for_update().get(pk=1)
        head = current_head()
        marks = {
            model._meta.db_table: model._default_manager.aggregate(last=Max("pk"))["last"] or 0
            for model in archived_models()
        }
    return head, marks


def _require_nothing_erased(head: Head) -> None:
    """What was wiped while the backup was made is missing from it, and at the head it was still there."""
    if Commit.objects.filter(seq__gt=head.seq, action=ERASING).exists():
        raise ArchiveError("备份期间有人清除了个人信息，这份备份前后不一，没有留下。再做一次。")


def _fill(archive: ArchiveWriter, head: Head, marks: dict[str, Any], progress: Progress) -> tuple[int, int]:
    models = archived_models()
    written = 0
    archive.add("head.json", iter([head.as_text().encode()]))
    attachments: set[str] = set()
    for number, model in enumerate(models):
        table = ArchivedTable(model)
        progress(number, len(models) + 1, f"写入 {table.name}")
        counting = _Rows(table, marks[table.name], head.seq)
        archive.add(f"tables/{table.name}.jsonl", counting.pieces())
        written += counting.count
        attachments |= counting.files
    for digest in sorted(attachments):
        archive.add(f"attachments/{digest}", _bytes_of(digest))
    progress(len(models) + 1, len(models) + 1, "写完")
    return written, len(attachments)


class _Rows:
    """The rows of one table up to its mark, as JSON lines, with the columns first."""

    def __init__(self, table: ArchivedTable, mark: Any, seq: int) -> None:
        self._table, self._mark, self._seq = table, mark, seq
        self._until = table.columns.index("known_until") if "known_until" in table.columns else None
        self._file = table.columns.index("file_digest") if "file_digest" in table.columns else None
        self.count = 0
        self.files: set[str] = set()

    def pieces(self) -> Iterator[bytes]:
        yield f"{canonical(self._table.columns)}\n".encode()
        for rows in self._read():
            self.count += len(rows)
            yield "".join(f"{canonical(self._as_of(row))}\n" for row in rows).encode("utf-8", "surrogatepass")

    def _read(self) -> Iterator[list[list[Any]]]:
        table = self._table
        key = table.columns[table.key]
        low: Any = -(2**62) if table.has_number else ""
        while self._mark:
            condition = f"WHERE {key} > %s AND {key} <= %s ORDER BY {key} LIMIT {_PIECE}"
            rows = table.select(condition, (low, self._mark))
            if rows:
                low = rows[-1][table.key]
                yield rows
            if len(rows) < _PIECE:
                return

    def _as_of(self, row: list[Any]) -> list[Any]:
        """What was closed after the head is open in the archive, as it was at the head."""
        if self._until is not None and row[self._until] is not None and row[self._until] > self._seq:
            row[self._until] = None
        if self._file is not None:
            self.files.add(row[self._file])
        return self._table.archived(row)


def _bytes_of(digest: str) -> Iterator[bytes]:
    file = Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:]
    try:
        with file.open("rb") as stream:
            while piece := stream.read(_FILE_PIECE):
                yield piece
    except OSError as error:
        raise ArchiveError(
            f"附件 {digest[:12]}… 读不出来（{error.strerror}），备份没有做。先运行 taizhang verify。"
        ) from error
