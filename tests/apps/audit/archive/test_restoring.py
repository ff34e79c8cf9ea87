"""What is saved comes back row by row, with its keys, over nothing that is there."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from taizhang.apps.audit.archive import ArchiveError, restore_backup
from taizhang.apps.audit.archive.tables import archived_models
from taizhang.apps.audit.keys import installation_keys, keys_by_code
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification import Head, read_head
from taizhang.apps.ledger.models import Attachment
from taizhang.apps.ledger.selectors.counting import records
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.verification import verify_installation
from taizhang.domain.canonical import digest_bytes
from taizhang.domain.sealing import new_recovery_code
from tests.apps.audit.archive.conftest import CODE, PAPER, Place
from tests.apps.audit.archive.installation import Backup, is_empty
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def everything() -> dict[str, list[Any]]:
    return {
        model._meta.db_table: sorted(map(repr, model._default_manager.values_list())) for model in archived_models()
    }


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
