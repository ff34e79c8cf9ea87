"""What is saved comes back row by row; what was touched on the way is refused and leaves nothing behind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from taizhang.apps.audit.archive import ArchiveError, Made, container, making, restore_backup
from taizhang.apps.audit.archive.restoring import _keys
from taizhang.apps.audit.archive.tables import archived_models
from taizhang.apps.audit.keys import installation_keys, key_file, keys_by_code
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification import Head, read_head
from taizhang.apps.ledger.models import Attachment, Booking, Posting
from taizhang.apps.ledger.selectors.counting import records
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.verification import verify_installation
from taizhang.domain.canonical import digest_bytes
from taizhang.domain.sealing import new_recovery_code
from taizhang.domain.sealing.stream import SealedWriter
from tests.apps.audit.archive.conftest import CODE, PAPER, Place
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Backup = Callable[..., Made]


def everything() -> dict[str, list[Any]]:
    return {
        model._meta.db_table: sorted(map(repr, model._default_manager.values_list())) for model in archived_models()
    }


def is_empty() -> bool:
    media = Path(settings.MEDIA_ROOT)
    return (
        not Commit.objects.exists()
        and not media.exists()
        and not key_file().exists()
        and not any(media.parent.glob(".restoring-*"))
    )


def test_a_restored_installation_is_the_same_row_by_row(backup: Backup, place: Place, full: World) -> None:
    made = backup()
    before = everything()
    figures = records(["branch_congress/attendance"], [full.branch], TODAY.replace(month=1, day=1), TODAY)
    place.empty()
    restored = restore_backup(made.file, CODE, read_head(made.head_file))
    assert everything() == before
    assert restored.head.seq == made.seq == ChainHead.objects.get().seq
    assert (restored.rows, restored.attachments) == (made.rows, made.attachments)
    assert records(["branch_congress/attendance"], [full.branch], TODAY.replace(month=1, day=1), TODAY) == figures
    digest = Attachment.objects.get(file_digest=digest_bytes(PAPER)).file_digest
    assert (Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:]).read_bytes() == PAPER


def test_a_restored_installation_verifies_and_goes_on(backup: Backup, place: Place, full: World) -> None:
    made = backup()
    place.empty()
    restore_backup(made.file, CODE)
    found = verify_installation([read_head(made.head_file)])
    assert found.holds, str(found)
    recorded = record_entry(full.clerk, full.congress(), TODAY)
    confirm_entry(full.secretary, recorded.revision, TODAY)
    assert verify_installation().holds
    assert installation_keys() == keys_by_code(CODE)


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


def test_a_passphrase_opens_it_too(backup: Backup, place: Place) -> None:
    with pytest.raises(ArchiveError, match="至少15个字"):
        backup("short.backup", "short")
    made = backup("passphrase.backup", "yi hang bai lu shang qing tian")
    place.empty()
    with pytest.raises(ArchiveError, match="打不开"):
        restore_backup(made.file, CODE)
    assert is_empty()
    restore_backup(made.file, "yi hang bai lu shang qing tian")
    assert verify_installation().holds


def test_another_code_does_not_open_it(backup: Backup, place: Place) -> None:
    made = backup()
    place.empty()
    with pytest.raises(ArchiveError, match="打不开"):
        restore_backup(made.file, new_recovery_code())
    assert is_empty()


def test_a_flipped_byte_anywhere_is_refused(backup: Backup, place: Place, tmp_path: Path) -> None:
    made = backup()
    content = made.file.read_bytes()
    place.empty()
    damaged = tmp_path / "damaged"
    header = content.index(b"\n", len(container.MAGIC))
    places = [0, 5, len(container.MAGIC) + 3, header // 2, header - 3, header + 1, header + 5, header + 20]
    places += [*range(header + 40, len(content), max(1, len(content) // 25)), len(content) - 1]
    for at in places:
        changed = bytearray(content)
        changed[at] ^= 0x10
        damaged.write_bytes(changed)
        with pytest.raises(ArchiveError):
            restore_backup(damaged, CODE)
        assert is_empty()
    assert len(places) > 30


def test_a_cut_or_lengthened_file_is_refused(backup: Backup, place: Place, tmp_path: Path) -> None:
    made = backup()
    content = made.file.read_bytes()
    place.empty()
    damaged = tmp_path / "damaged"
    for length in [0, 10, len(content) // 3, len(content) - 40, len(content) - 1]:
        damaged.write_bytes(content[:length])
        with pytest.raises(ArchiveError):
            restore_backup(damaged, CODE)
    for more in (b"\0", content[-500:], content):
        damaged.write_bytes(content + more)
        with pytest.raises(ArchiveError):
            restore_backup(damaged, CODE)
    assert is_empty()


def remade(made: Made, target: Path, change: Callable[[list[tuple[str, bytes]]], object], schema: Any = None) -> Path:
    """An archive that was taken apart and sealed again by somebody who has the code."""
    with made.file.open("rb") as stream:
        header, place = container.read_header(stream)
        _, key = _keys(header, CODE)
        members = [(name, b"".join(pieces)) for name, pieces in container.read_members(stream, key, place)]
    listed = json.loads(members.pop()[1])
    change(members)
    with target.open("wb") as stream:
        archive = container.ArchiveWriter(stream, header, key)
        for name, content in members:
            archive.add(name, iter([content]))
        archive.close(schema or listed["schema"], "9.9")
    return target


def _drop(name: str) -> Callable[[list[tuple[str, bytes]]], object]:
    def change(members: list[tuple[str, bytes]]) -> None:
        members[:] = [one for one in members if one[0] != name]
        assert members

    return change


def _rename(name: str, other: str) -> Callable[[list[tuple[str, bytes]]], object]:
    def change(members: list[tuple[str, bytes]]) -> None:
        members[:] = [(other if one == name else one, content) for one, content in members]

    return change


@pytest.mark.parametrize(
    "name",
    [
        "tables/../../etc/passwd",
        "/etc/passwd",
        "attachments/../../x",
        "tables/a.jsonl\0",
        "C:\\x",
        "tables/django_session.jsonl",
    ],
)
def test_names_that_lead_elsewhere_are_refused(backup: Backup, place: Place, tmp_path: Path, name: str) -> None:
    file = remade(backup(), tmp_path / "remade", lambda members: members.append((name, b"x")))
    place.empty()
    with pytest.raises(ArchiveError, match="没有恢复"):
        restore_backup(file, CODE)
    assert is_empty()


def test_a_missing_head_a_missing_table_and_swapped_tables_are_refused(
    backup: Backup, place: Place, tmp_path: Path
) -> None:
    made = backup()
    files = [
        remade(made, tmp_path / "1", _drop("head.json")),
        remade(made, tmp_path / "2", _drop("tables/ledger_posting.jsonl")),
        remade(made, tmp_path / "3", _rename("tables/ledger_posting.jsonl", "tables/ledger_other.jsonl")),
        remade(made, tmp_path / "4", lambda members: _swap(members, "ledger_entry", "members_member")),
        remade(made, tmp_path / "5", lambda members: members.append(members[3])),
        remade(made, tmp_path / "6", lambda members: _cut(members, "audit_commit")),
        remade(made, tmp_path / "7", lambda members: _cut(members, "ledger_entry")),
    ]
    place.empty()
    for file in files:
        with pytest.raises(ArchiveError):
            restore_backup(file, CODE)
        assert is_empty(), file
    restore_backup(remade(made, tmp_path / "8", list.copy), CODE)


def _swap(members: list[tuple[str, bytes]], one: str, other: str) -> None:
    contents = dict(members)
    names = f"tables/{one}.jsonl", f"tables/{other}.jsonl"
    for place, (name, _) in enumerate(members):
        if name in names:
            members[place] = (name, contents[names[1 - names.index(name)]])


def _cut(members: list[tuple[str, bytes]], table: str) -> None:
    for place, (name, content) in enumerate(members):
        if name == f"tables/{table}.jsonl":
            members[place] = (name, b"\n".join(content.split(b"\n")[:-2]) + b"\n")


def test_an_archive_of_another_schema_is_refused_and_says_which_release_reads_it(
    backup: Backup, place: Place, tmp_path: Path
) -> None:
    file = remade(backup(), tmp_path / "remade", list.copy, schema=["ledger.0001_initial"])
    place.empty()
    with pytest.raises(ArchiveError, match=r"装 9\.9 版恢复"):
        restore_backup(file, CODE)
    assert is_empty()


def test_nothing_is_restored_over_something(backup: Backup, place: Place) -> None:
    made = backup()
    before = everything()
    with pytest.raises(ArchiveError, match="已经有内容"):
        restore_backup(made.file, CODE)
    assert everything() == before
    with pytest.raises(ArchiveError, match="不覆盖"):
        backup()


def test_the_keys_of_another_installation_are_not_overwritten(backup: Backup, place: Place) -> None:
    made = backup()
    place.empty()
    other = installation_keys()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_keyring")
    with pytest.raises(ArchiveError, match="另一套"):
        restore_backup(made.file, CODE)
    assert installation_keys() == other
    assert not Commit.objects.exists()


def test_an_older_backup_than_the_head_kept_outside_is_refused(backup: Backup, place: Place) -> None:
    older, newer = backup("older.backup"), backup("newer.backup")
    place.empty()
    outside = read_head(newer.head_file)
    with pytest.raises(ArchiveError, match="库外的链头"):
        restore_backup(older.file, CODE, outside)
    forged = Head(older.seq, "f" * 64, outside.at, outside.installation)
    with pytest.raises(ArchiveError, match="库外的链头"):
        restore_backup(older.file, CODE, forged)
    assert is_empty()
    restore_backup(newer.file, CODE, read_head(older.head_file))


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
