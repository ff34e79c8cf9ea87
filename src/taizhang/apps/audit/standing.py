"""Where some tables stand: the last commit that touched them, so that what is read from them can be remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db import connection

from taizhang.apps.audit.looking import looked
from taizhang.apps.audit.models import Commit, Fact


@dataclass(frozen=True, slots=True)
class Standing:
    """The last commit that wrote or closed a row of some tables, and its place in the chain.

    Facts are only added and closed, so rows known at `seq` never change afterwards: an answer computed from them may
    be kept under this value. Inside a transaction that is not in the chain yet the digest is empty: keep nothing.
    """

    seq: int
    digest: str

    @property
    def is_settled(self) -> bool:
        """Say whether the commit is in the chain, so that an answer may be kept."""
        return bool(self.digest)


def standing(tables: tuple[type[Fact], ...], known: int | None = None) -> Standing:
    """Ask, in one query, where these tables stood at that commit (None: now)."""
    return looked((standing, tables, known), lambda: _standing(tables, known))


def _standing(tables: tuple[type[Fact], ...], known: int | None) -> Standing:
    bounded = known is not None
    with connection.cursor() as cursor:
        cursor.execute(_question(tables, bounded=bounded), [known] * (2 * len(tables)) if bounded else [])
        last, seal = cursor.fetchone()
    return Standing(last or 0, seal or "" if last else "start")


@cache
def _question(tables: tuple[type[Fact], ...], *, bounded: bool) -> str:
    """Spell the query by hand: it stands before every remembered answer, and the ORM takes 4 ms to spell it."""
    name = connection.ops.quote_name
    upto = " AND {0} <= %s" if bounded else ""
    newest = " UNION ALL ".join(
        f"SELECT MAX({column}) AS seq FROM {name(table._meta.db_table)} WHERE {column} IS NOT NULL{upto.format(column)}"  # noqa: S608 (names of our own tables)
        for table in tables
        for column in ("known_from", "known_until")
    )
    commits = name(Commit._meta.db_table)
    return (
        f"SELECT found.seq, (SELECT digest FROM {commits} WHERE {commits}.seq = found.seq)"  # noqa: S608 (the same)
        f" FROM (SELECT MAX(seq) AS seq FROM ({newest}) AS each_table) AS found"
    )
