"""A backup that was touched on the way is refused and leaves nothing behind: attack case B15."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.apps.audit.archive import ArchiveError, Made, container, restore_backup
from taizhang.apps.audit.archive.restoring import _keys
from tests.apps.audit.archive.conftest import CODE, Place
from tests.apps.audit.archive.installation import Backup, is_empty

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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
