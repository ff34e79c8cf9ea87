"""The chain itself: every commit's number, link and digest, up to its head and up to a head kept outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification.difference import Difference
from taizhang.apps.audit.verification.heads import Head
from taizhang.apps.audit.verification.rows import Table
from taizhang.apps.audit.writing import ERASED
from taizhang.domain.canonical import digest

PIECE = 500
_COMMITS = 100
_FACTS = 4000
FIRST = -(2**62)
_CONDITION = "WHERE seq >= %s AND seq <= %s ORDER BY seq LIMIT %s"
_COLUMNS = ("seq", "at", "day", "actor", "action", "subject", "facts", "closed", "previous")
BEGINNING = "0" * 64


@dataclass(slots=True)
class Link:
    """What one commit says it wrote."""

    seq: int
    facts: list[Any]


@dataclass(slots=True)
class Chain:
    """Walks the commits once, in order, and keeps which facts were closed by which."""

    last: Head
    outside: tuple[Head, ...] = ()
    differences: list[Difference] = field(default_factory=list)
    closed: dict[str, dict[str, int]] = field(default_factory=dict)
    """Table → key → the commit that closed it."""
    erased: set[tuple[str, str]] = field(default_factory=set)
    commits: int = 0

    def walk(self) -> Iterator[int]:
        """Walk in pieces, yielding how far; collect what is wrong with the chain on the way."""
        commits = Table(Commit)
        places = [commits.place(column) for column in _COLUMNS]
        found, previous, expected = commits.place("digest"), BEGINNING, 1
        wanted = {head.seq: head for head in self.outside}
        low = FIRST
        while True:
            rows = commits.select(_CONDITION, (low, self.last.seq, PIECE))
            for row in rows:
                values = [row[place] for place in places]
                seq = values[0]
                if seq != expected:
                    self._say(expected, "", f"链在这里断了：下一次写入是第{seq}次，中间的被删了。")
                if values[-1] != previous:
                    self._say(seq, "previous", "与前一次写入接不上：它或前一次被改过。")
                if digest(values) != row[found]:
                    self._say(seq, "", "这次写入的记录被改过，摘要对不上。")
                if seq in wanted and wanted.pop(seq).digest != row[found]:
                    self._say(seq, "digest", "与库外保存的链头不一致：这条链被重写过。")
                previous, expected = row[found], seq + 1
                self._collect(seq, values[7])
            self.commits += len(rows)
            yield self.commits
            if len(rows) < PIECE:
                break
            low = rows[-1][places[0]] + 1
        self._end(expected - 1, previous)

    def _collect(self, seq: int, closed: str) -> None:
        try:
            for table, key, *how in json.loads(closed):
                self.closed.setdefault(table, {})[key] = seq
                if how == [ERASED]:
                    self.erased.add((table, key))
        except (ValueError, TypeError):
            self._say(seq, "closed", "这次写入结束了哪些，清单读不出来：被改过。")

    def _end(self, last: int, digest_: str) -> None:
        if last < self.last.seq:
            self._say(last + 1, "", f"链尾被截：库里记着写到第{self.last.seq}次，实际只到第{last}次。")
        elif digest_ != self.last.digest:
            self.differences.append(
                Difference(ChainHead._meta.db_table, "1", "digest", "链头与最后一次写入对不上，其中一个被改过。")
            )
        beyond = Table(Commit).select("WHERE seq > %s ORDER BY seq LIMIT 1", (ChainHead.objects.get(pk=1).seq,))
        if beyond:
            self._say(beyond[0][0], "", "在链头之后，不是按规矩写进来的；或链头被改小了。")
        for head in self.outside:
            if head.seq > self.last.seq:
                self._say(self.last.seq + 1, "", f"链尾被截：库外的链头到第{head.seq}次，库里只到第{self.last.seq}次。")

    def _say(self, seq: int, column: str, message: str) -> None:
        self.differences.append(Difference(Commit._meta.db_table, str(seq), column, message))


def links_until(last: int) -> Iterator[list[Link]]:
    """What each commit says it wrote, in pieces of some thousand facts; a list that cannot be read counts as empty."""
    low, piece, count = FIRST, [], 0
    commits = Table(Commit)
    number, facts = commits.place("seq"), commits.place("facts")
    while True:
        rows = commits.raw(_CONDITION, (low, last, _COMMITS))
        for row in rows:
            link = Link(row[number], _listed(row[facts]))
            piece.append(link)
            count += len(link.facts)
            if count >= _FACTS:
                yield piece
                piece, count = [], 0
        if len(rows) < _COMMITS:
            break
        low = rows[-1][number] + 1
    if piece:
        yield piece


def _listed(facts: str) -> list[Any]:
    try:
        return [(table, key, found) for table, key, found in json.loads(facts)]
    except (ValueError, TypeError):
        return []
