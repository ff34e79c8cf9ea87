"""The same world in a PostgreSQL of the run's own, and the same measurements there, each in a process of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.place import bring_up
from benchmarks.ratios import Comparison, Spans
from tools.postgres_cluster import running_cluster

ON_A_DISK = "-c shared_buffers=512MB -c maintenance_work_mem=256MB -c work_mem=32MB -c max_wal_size=4GB"
"""As somebody would set it up who reads one page about it; what is confirmed reaches the disk, as on SQLite."""
_SAID = "result:"


@contextmanager
def same_world(home: Path) -> Iterator[str]:
    """Start a server, fill it with the rows of the SQLite world of this data folder, and yield its address."""
    with running_cluster(ON_A_DISK) as cluster, cluster.fresh_database() as address:
        began = time.monotonic()
        _run(home, address, "fill")
        print(f"同一份数据装进 PostgreSQL，{time.monotonic() - began:.0f} 秒。", file=sys.stderr)
        yield address


def measured_there(home: Path, address: str, subject: str, times: int) -> list[Comparison]:
    """Measure one subject on that database."""
    done = _run(home, address, "measure", subject, str(times))
    told = [line.removeprefix(_SAID) for line in done.splitlines() if line.startswith(_SAID)]
    return [_comparison(json.loads(one)) for one in told]


def _comparison(told: dict[str, Any]) -> Comparison:
    ways = tuple(
        Spans(one["name"], tuple(one["spans"]), tuple(one["busy"]), tuple(one["served"])) for one in told.pop("ways")
    )
    notes = tuple(told.pop("notes"))
    return Comparison(**{**told, "title": f"{told['title']}，PostgreSQL"}, ways=ways, notes=notes)


def _run(home: Path, address: str, *what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.postgres", str(home), address, *what],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def _fill(home: Path) -> None:
    """Copy every row, without the indexes and triggers in the way, and put those back."""
    from django.apps import apps  # noqa: PLC0415 (Django has to be up)
    from django.core.management.color import no_style  # noqa: PLC0415 (same)
    from django.db import connection  # noqa: PLC0415 (same)

    from taizhang.faces.cli.installation import migrate  # noqa: PLC0415 (same)

    migrate()
    with (
        sqlite3.connect(f"file:{home / 'taizhang.sqlite3'}?mode=ro", uri=True) as source,
        connection.cursor() as cursor,
    ):
        there = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        # A table that a later migration makes has no rows in the built world.
        models = [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table in there]
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        indexes = _take_away_indexes(cursor)
        for model in models:
            _copy(source, cursor, model._meta.db_table)
        for statement in (*indexes, *connection.ops.sequence_reset_sql(no_style(), models)):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _take_away_indexes(cursor: Any) -> list[str]:
    """Drop what no constraint needs; return the statements that make it again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def _copy(source: sqlite3.Connection, cursor: Any, table: str) -> None:
    cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 (our own table, which migrations fill)
    rows = source.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (same)
    columns = ", ".join(f'"{one[0]}"' for one in rows.description)
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as stream:
        for row in rows:
            stream.write_row(row)


def _measure(folder: Path, subject: str, times: int) -> None:
    from benchmarks.subjects import measured  # noqa: PLC0415 (same)

    for one in measured(subject, folder, times):
        # A name of its own for each line, so that whatever else is printed does no harm.
        print(_SAID + json.dumps(asdict(one), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    _home, _address, _what, *_more = sys.argv[1:]
    bring_up(Path(_home), _address)
    os.environ["TAIZHANG_DATABASE"] = _address
    if _what == "fill":
        _fill(Path(_home))
    else:
        _measure(Path(_home).parent, _more[0], int(_more[1]))
