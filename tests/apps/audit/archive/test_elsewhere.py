"""From SQLite to PostgreSQL and back again, each in a process of its own: the same rows, the same digests."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.apps.audit.archive import Made
from taizhang.apps.ledger.models import Posting
from tests.apps.audit.archive.conftest import CODE
from tools.postgres_cluster import Cluster


def elsewhere(root: Path, name: str, database: str, *steps: str) -> dict[str, Any]:
    home = root / name
    home.mkdir(mode=0o700, exist_ok=True)
    environment = {
        **os.environ,
        "TAIZHANG_HOME": str(home),
        "TAIZHANG_KEYS": str(root / f"{name}-keys"),
        "TAIZHANG_DATABASE": database,
        "TEST_CODE": CODE,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.apps.audit.archive.elsewhere", *steps],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.django_db
def test_a_backup_is_restored_by_two_processes_of_their_own(backup: Callable[..., Made], tmp_path: Path) -> None:
    made = backup()
    said = elsewhere(tmp_path, "second", "", "migrate", f"restore={made.file}", "verify=2", "count")
    assert said["restored"][0] == made.seq
    assert said["verified"][0], said["verified"][1]
    assert said["postings"] == [Posting.objects.count(), sum(Posting.objects.values_list("amount", flat=True))]


@pytest.mark.django_db
@pytest.mark.postgres
def test_what_was_saved_from_one_database_is_restored_into_the_other(
    backup: Callable[..., Made], tmp_path: Path, postgres_cluster: Cluster
) -> None:
    made = backup()
    there = elsewhere(
        tmp_path,
        "postgres",
        postgres_cluster.address,
        "migrate",
        f"restore={made.file}",
        "verify=1",
        "count",
        f"backup={tmp_path / 'from-postgres'}",
    )
    back = elsewhere(
        tmp_path,
        "sqlite",
        "",
        "migrate",
        f"restore={tmp_path / 'from-postgres'}",
        "verify=1",
        "count",
    )
    for said in (there, back):
        assert said["verified"][0], said["verified"][1]
        assert said["postings"] == [Posting.objects.count(), sum(Posting.objects.values_list("amount", flat=True))]
    assert back["restored"][0] == there["made"] == made.seq + 1
    assert there["verified"][2] == back["verified"][2]
