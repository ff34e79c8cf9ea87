"""kill −9 while others record and confirm: what was acknowledged is there once and whole; nothing is there by half."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.faces.cli.conftest import Installation, laid_out  # noqa: F401 (a fixture, found by name)
from tools.postgres_cluster import Cluster

KILLS = int(os.environ.get("TAIZHANG_KILLS", "25"))
"""A night may ask for a thousand."""
SEED = 20_251_210

STATE = """
import json
from collections import Counter
from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.ledger.models import Booking, Confirmation, Entry, Posting, Revision
print(json.dumps({
    "entries": list(Entry.objects.values_list("pk", flat=True)),
    "revisions": list(Revision.objects.values_list("pk", "entry_id", "known_from")),
    "confirmations": list(Confirmation.objects.values_list("revision_id", "known_from")),
    "bookings": list(Booking.objects.values_list("pk", "revision_id", "known_from")),
    "postings": list(Counter(Posting.objects.values_list("booking_id", "known_from")).items()),
    "commits": list(Commit.objects.order_by("seq").values_list("seq", "action")),
    "head": ChainHead.objects.get().seq,
}))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def crowded(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """An installation with a clerk and a secretary, on either database."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("laid_out")[0].root, tmp_path / "copy")
        return Installation(tmp_path / "copy")
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    with psycopg.connect(cluster.address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS dying WITH (FORCE)")
        connection.execute("CREATE DATABASE dying")
    (tmp_path / "copy").mkdir()
    installation = Installation(tmp_path / "copy", database=f"{cluster.address.rpartition('/')[0]}/dying")
    installation.done("init")
    installation.lay_out()
    return installation


def _killed(installation: Installation) -> list[int]:
    """Let them work and die; what they acknowledged."""
    told = installation.root / "acknowledged"
    subprocess.run(
        [sys.executable, "-m", "tests.apps.ledger.dying.recording_until_killed", str(KILLS), str(SEED), str(told)],
        env=installation.environment,
        cwd=installation.root,
        check=True,
        timeout=KILLS * 10 + 60,
    )
    lines = told.read_text(encoding="utf-8").splitlines()
    assert all(line.isdecimal() for line in lines), [line for line in lines if not line.isdecimal()]
    return [int(line) for line in lines]


def test_what_was_acknowledged_is_there_once_and_whole(crowded: Installation) -> None:
    acknowledged = _killed(crowded)
    assert len(acknowledged) >= KILLS // 5, "hardly anything was confirmed; the test says nothing"
    assert len(set(acknowledged)) == len(acknowledged)
    if not crowded.database:
        with closing(sqlite3.connect(crowded.home / "taizhang.sqlite3")) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    state = json.loads(crowded.python(STATE))
    actions = dict(state["commits"])
    assert sorted(actions) == list(range(1, state["head"] + 1))
    confirmed = dict(state["confirmations"])
    assert len(confirmed) == len(state["confirmations"])
    assert set(acknowledged) <= set(confirmed)
    assert {revision: seq for _, revision, seq in state["bookings"]} == confirmed
    assert len(state["bookings"]) == len(confirmed)
    assert all(actions[seq] == "entry.confirm" for seq in confirmed.values())
    assert len(set(confirmed.values())) == len(confirmed)
    counted = {booking: (seq, number) for (booking, seq), number in state["postings"]}
    numbers = {number for _, number in counted.values()}
    assert counted.keys() == {booking for booking, _, _ in state["bookings"]}
    assert all(counted[booking][0] == seq for booking, _, seq in state["bookings"])
    assert len(numbers) == 1, "the same occasion was counted by half somewhere"
    assert {entry for _, entry, _ in state["revisions"]} == set(state["entries"])
    assert all(actions[seq] == "entry.record" for _, _, seq in state["revisions"])
    found = crowded.json("verify")
    assert found["holds"] is True
