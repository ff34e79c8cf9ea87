"""The data of a landing under this release: migrates, verifies, answers as it did, goes on; on both databases.

A world costs five seconds on each database, so the suite takes over the oldest, which goes through every migration
there is, and the newest, which has most of what is kept. `TAIZHANG_EVERY_LANDING=1` takes over all of them: for a
migration that looks into rows, and before each landing.
"""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.release.landing.places import ID_NUMBER, SAVED
from tools.postgres_cluster import Cluster

LANDINGS = sorted((folder.name for folder in SAVED.iterdir()), key=int)
TAKEN_OVER = LANDINGS if os.environ.get("TAIZHANG_EVERY_LANDING") else sorted({LANDINGS[0], LANDINGS[-1]}, key=int)


def saved(landing: str, name: str) -> Any:
    return json.loads((SAVED / landing / name).read_text(encoding="utf-8"))


def taken_over(landing: str, folder: Path, database: str) -> dict[str, Any]:
    """What this release says of the landing's world, upgraded in a process of its own."""
    environment = {**os.environ, "TAIZHANG_DATABASE": database, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.release.landing.upgrading", landing, str(folder)],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def is_still_said(before: Any, now: Any) -> bool:
    """Everything that was said then; a later release may say more about the same row."""
    if isinstance(before, dict):
        return all(key in now and is_still_said(value, now[key]) for key, value in before.items())
    if isinstance(before, list):
        return len(before) == len(now) and all(map(is_still_said, before, now))
    return bool(before == now)


def hold(landing: str, said: dict[str, Any]) -> None:
    head = saved(landing, "head.json")
    tables = (SAVED / landing / "tables").glob("*.jsonl")
    assert said["loaded"] == {table.stem: len(table.read_text(encoding="utf-8").splitlines()) - 1 for table in tables}
    assert said["verified"]["holds"], said["verified"]["differences"]
    assert said["verified"]["seq"] >= head["seq"]
    before, now = saved(landing, "answers.json"), said["answers"]
    for name in before:
        if name.startswith("figures"):
            counted = {one["id"]: one for one in now[name]}
            now[name] = [counted.get(one["id"]) or {} for one in before[name]]
        different = [pair for pair in zip(before[name], now[name], strict=True) if not is_still_said(*pair)]
        assert different == [], name
    assert said["confirmed"] > 0
    assert said["verified_after"]["holds"], said["verified_after"]["differences"]
    assert said["verified_after"]["derived"] > said["verified"]["derived"]
    assert said["opened"] == ID_NUMBER
    # Office files are packed archives.
    served = {"same": True, "changed": [], "files": ["PK\x03\x04", "%PDF"]}
    assert said["issued"] == [served] * said["loaded"].get("reports_issue", 0)


@pytest.mark.parametrize("landing", TAKEN_OVER)
def test_the_world_of_a_landing_goes_on_in_sqlite(landing: str, tmp_path: Path) -> None:
    hold(landing, taken_over(landing, tmp_path, ""))


@pytest.mark.postgres
@pytest.mark.parametrize("landing", TAKEN_OVER)
def test_the_world_of_a_landing_goes_on_in_postgresql(landing: str, tmp_path: Path, postgres_cluster: Cluster) -> None:
    with postgres_cluster.fresh_database() as address:
        hold(landing, taken_over(landing, tmp_path, address))


def test_a_saved_world_has_something_of_what_is_kept() -> None:
    """So that a world which says nothing proves nothing."""
    tables = {table.stem for table in (SAVED / LANDINGS[-1] / "tables").glob("*.jsonl")}
    assert {"ledger_voiding", "ledger_attachment", "members_sealedfield", "organizations_windowshift"} <= tables
    assert {"reports_issue", "reports_review", "reports_intention", "checks_ownword"} <= tables
    assert {"reports_noticechange", "ledger_explanation"} <= tables
    answers = saved(LANDINGS[-1], "answers.json")
    assert {one["code"] for one in answers["owed"]} >= {"met", "unmet", "not_yet_due", "insufficient_data"}
    assert {one["state"] for one in answers["entries"]} == {"confirmed", "correcting", "registered"}
    assert answers["entries_voided"]
    for name in ("reasons", "notices", "notices_withdrawn", "outlines", "own_words"):
        assert answers[name], name


@pytest.mark.parametrize("landing", LANDINGS)
def test_a_migration_that_landed_never_changes(landing: str) -> None:
    """Data out there has gone through it; what should be otherwise is a migration of its own, with the next number."""
    landed = saved(landing, "migrations.json")
    package = ROOT / "src" / "taizhang"
    now = {place: sha256(file.read_bytes()).hexdigest() for place in landed if (file := package / place).is_file()}
    assert now == landed
