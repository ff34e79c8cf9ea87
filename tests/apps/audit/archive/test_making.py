"""A backup is of one moment, holds its keys only sealed, and appears whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from taizhang.apps.audit.archive import ArchiveError, making, restore_backup
from taizhang.apps.audit.keys import installation_keys
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification import Head
from taizhang.apps.ledger.models import Booking, Posting
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.verification import verify_installation
from taizhang.domain.canonical import digest_bytes
from taizhang.domain.sealing.stream import SealedWriter
from tests.apps.audit.archive.conftest import CODE, PAPER, Place
from tests.apps.audit.archive.installation import Backup
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_what_is_written_while_saving_is_left_out_whole(
    backup: Backup, place: Place, full: World, tmp_path: Path
) -> None:
    backup("zero.backup")
    written: list[int] = []

    def meanwhile(_done: int, _total: int, _message: str) -> None:
        if len(written) < 6:
            recorded = record_entry(full.clerk, full.congress(), TODAY)
            confirm_entry(full.secretary, recorded.revision, TODAY)
            written.append(recorded.entry)

    made = making.make_backup("account:1", tmp_path / "busy.backup", progress=meanwhile)
    assert len(written) == 6
    assert ChainHead.objects.get().seq == made.seq + 12
    place.empty()
    restore_backup(made.file, CODE)
    assert verify_installation().holds
    assert Commit.objects.get(seq=made.seq).action == "backup.make"
    assert Commit.objects.count() == made.seq
    assert not Booking.objects.filter(revision__entry__in=written).exists()
    assert all(one.known_until is None or one.known_until <= made.seq for one in Posting.objects.all())


def test_the_keys_are_in_it_only_sealed(backup: Backup) -> None:
    content = backup().file.read_bytes()
    ring = installation_keys()
    for key in (*ring.wrapping.values(), ring.lookup):
        assert key not in content
        assert key.hex().encode() not in content
    for word in ("第一季度", "branch_congress", "secretary", "account:1"):
        assert word.encode() not in content


def test_a_full_disk_leaves_no_half_backup(backup: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SealedWriter, "close", full_disk)
    with pytest.raises(ArchiveError, match="腾出空间"):
        backup()
    assert list(tmp_path.glob("*.backup")) + list(tmp_path.glob(".taizhang-backup-*")) == []


def test_a_missing_paper_stops_the_backup_and_is_named(backup: Backup, tmp_path: Path) -> None:
    digest = digest_bytes(PAPER)
    file = Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:]
    file.unlink()
    with pytest.raises(ArchiveError, match=digest[:12]):
        backup()
    assert verify_installation().differences[0].key == digest
    file.write_bytes(PAPER[:-1] + b"!")
    assert "附件" in str(verify_installation().differences[0])


def test_erasing_while_saving_spoils_the_backup(backup: Backup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "ERASING", "backup.make")
    moment = making._moment

    def just_before() -> Any:
        head, marks = moment()
        return Head(head.seq - 1, head.digest, head.at, head.installation), marks

    monkeypatch.setattr(making, "_moment", just_before)
    with pytest.raises(ArchiveError, match="再做一次"):
        backup()
