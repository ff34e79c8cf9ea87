"""Rows in bulk, without a model instance for each: the same facts, digests and numbers as one by one, in a tenth of it.

A row is its columns as JSON values, days as text: what the digest is taken over is what both databases store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.db import connection, models

from taizhang.apps.audit.models import Fact
from taizhang.apps.audit.writing import Writing
from taizhang.domain.canonical import digest

Row = dict[str, Any]
_BUNCH = 5000


def write_rows(record: Writing, table: type[models.Model], rows: Sequence[Row]) -> list[int]:
    """Insert new rows under a commit, each with its own digest in the chain; return their numbers.

    A row names every column but its number and the commits in which it is known.
    """
    if not rows:
        return []
    columns = _columns(table)
    fact = issubclass(table, Fact)
    written = columns.keys() - {"known_until"} if fact else columns.keys()
    numbers = _next_numbers(table, len(rows))
    for number, row in zip(numbers, rows, strict=True):
        row["id"] = number
        if fact:
            row["known_from"] = record.seq
        if row.keys() != written:
            message = f"a row of {table._meta.db_table} names {sorted(row.keys() ^ written)} too much or not at all"
            raise TypeError(message)
        record.note(table._meta.db_table, str(number), digest(row))
    order = sorted(written)
    insert_rows(table._meta.db_table, [columns[one] for one in order], ([row[one] for one in order] for row in rows))
    return numbers


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert plain rows through the driver, inside the current transaction; return how many."""
    name = connection.ops.quote_name(table)
    listed = ", ".join(map(connection.ops.quote_name, columns))
    count = 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy: Any = cursor.copy(f"COPY {name} ({listed}) FROM STDIN")
            with copy as stream:
                for row in rows:
                    stream.write_row(row)
                    count += 1
            return count
        statement = f"INSERT INTO {name} ({listed}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608 (names of our own tables)
        waiting = iter(rows)
        while bunch := list(islice(waiting, _BUNCH)):
            cursor.executemany(statement, bunch)
            count += len(bunch)
    return count


def insert(table: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that no commit names: what is remembered, and can be made again from facts."""
    if not rows:
        return
    columns, order = _columns(table), sorted(rows[0])
    insert_rows(table._meta.db_table, [columns[one] for one in order], ([row[one] for one in order] for row in rows))


@cache
def _columns(table: type[models.Model]) -> dict[str, str]:
    return {field.attname: str(field.column) for field in table._meta.concrete_fields}


def _next_numbers(table: type[models.Model], many: int) -> list[int]:
    """Take so many numbers; the lock on the chain's head, which every writer of facts holds, keeps them ours."""
    name = table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", (f'"{name}"', many)
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", (name,))
        last = cursor.fetchone()
    return list(range((last[0] if last else 0) + 1, (last[0] if last else 0) + many + 1))
