"""Every fact row against the commit that wrote it, and the one that closed it; both ways."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification.chain import Chain, Link
from taizhang.apps.audit.verification.difference import Difference
from taizhang.apps.audit.verification.rows import Table, fact_tables, other_table
from taizhang.apps.audit.writing import ERASED

ATTACHMENT_BYTES = "attachment_bytes"
UNWRITTEN = "没有哪次写入写过这一行：它是绕开系统加进来的。"
_BUNCH = 500
_PIECE = 5000
Written = dict[str, tuple[int, str]]


@dataclass(slots=True)
class Facts:
    """Compares the rows of one piece of the chain after another."""

    chain: Chain
    tables: dict[str, Table] = field(default_factory=fact_tables)
    counted: int = 0
    files: dict[str, str] = field(default_factory=dict)
    """Attachments that the chain knows: key → digest of the bytes."""
    kept: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Rows that are no dated facts but whose digest the chain has."""
    _last: int = -(2**62)

    def compare(self, links: list[Link]) -> Iterator[Difference]:
        """Compare what these commits wrote with what is there."""
        if not links:
            return
        written: dict[str, Written] = defaultdict(dict)
        for link in links:
            for table, key, found in link.facts:
                written[table][key] = (link.seq, found)
        low, high = self._last, links[-1].seq
        self._last = high
        for name, table in self.tables.items():
            yield from self._compare_facts(table, written.pop(name, {}), low, high)
        self.files.update({key: found for key, (_, found) in written.pop(ATTACHMENT_BYTES, {}).items()})
        for name, rows in written.items():
            other = other_table(name)
            if other is not None:
                yield from self._compare_kept(other, rows)

    def rest(self) -> Iterator[Difference]:
        """What is left in the end: rows of the future, rows that nobody wrote, closings of nothing."""
        for table in self.tables.values():
            yield from self._ahead(table)
        for name, keys in sorted(self.kept.items()):
            other = other_table(name)
            if other is not None:
                yield from self._unwritten(other, keys)
        for name, closings in self.chain.closed.items():
            for key, seq in closings.items():
                yield Difference(name, key, "known_until", f"第{seq}次写入结束了它，但这一行不在或没有结束。")

    def _compare_facts(self, table: Table, written: Written, low: int, high: int) -> Iterator[Difference]:
        begins, ends = table.place("known_from"), table.place("known_until")
        closed = self.chain.closed.get(table.name, {})
        for row in self._rows(table, low, high):
            key = str(row[table.key])
            seq, expected = written.pop(key, (0, ""))
            closing = closed.pop(key, None)
            if not seq:
                yield Difference(table.name, key, "", UNWRITTEN)
            elif (table.name, key) in self.chain.erased:
                yield from self._erased(table, row, key)
            elif (table.digest(row) != expected or row[begins] != seq) and not self._erased_since(
                table, key, row[ends]
            ):
                yield Difference(table.name, key, "", f"这一行被改过：与第{seq}次写入时的摘要不符。")
            yield from self._ended(table, key, row[ends], closing)
        for key, (seq, _) in written.items():
            closed.pop(key, None)
            yield self._missing(table, key, seq)

    def _rows(self, table: Table, low: int, high: int) -> Iterator[list[Any]]:
        """Read what was written after one commit and up to another, in pages: one commit may hold very much."""
        key = table.columns[table.key]
        # The plus keeps the planner from walking the whole table by its key, where the index on known_from is short.
        bound, condition = -(2**62), f"WHERE known_from > %s AND known_from <= %s AND +{key} > %s ORDER BY +{key}"
        while True:
            rows = table.select(f"{condition} LIMIT {_PIECE}", (low, high, bound))
            self.counted += len(rows)
            yield from rows
            if len(rows) < _PIECE:
                return
            bound = rows[-1][table.key]

    def _ended(self, table: Table, key: str, ended: int | None, closing: int | None) -> Iterator[Difference]:
        if ended is not None and ended > self.chain.last.seq:
            ended = None  # After the commit that this run looks at; held against the head at the end.
        if ended != closing:
            said = "没有哪次写入结束它" if closing is None else f"第{closing}次写入结束了它"
            now = "这里写着未结束" if ended is None else f"这里写着第{ended}次"
            yield Difference(table.name, key, "known_until", f"{said}，{now}。")

    def _erased_since(self, table: Table, key: str, ended: int | None) -> bool:
        """Say whether a commit after the one that this run looks at wiped the fact."""
        if ended is None or ended <= self.chain.last.seq:
            return False
        closed = Commit.objects.filter(seq=ended).values_list("closed", flat=True).first() or "[]"
        return [table.name, key, ERASED] in json.loads(closed)

    def _missing(self, table: Table, key: str, seq: int) -> Difference:
        where = table.select(f"WHERE {table.columns[table.key]} = %s", (key,))
        if where:
            return Difference(table.name, key, "known_from", f"第{seq}次写入写的，开始知道的编号被改了。")
        return Difference(table.name, key, "", f"第{seq}次写入写过这一行，现在不在了：被删了。")

    def _erased(self, table: Table, row: list[Any], key: str) -> Iterator[Difference]:
        """A wiped fact keeps its place and nothing else."""
        fixed = {"id", "known_from", "known_until"}
        for place, column in enumerate(table.columns):
            if column not in fixed and isinstance(row[place], str) and row[place] and column != "field":
                yield Difference(table.name, key, column, "清除过的内容又有了字。")

    def _compare_kept(self, table: Table, written: Written) -> Iterator[Difference]:
        keys = list(written)
        for at in range(0, len(keys), _BUNCH):
            bunch = keys[at : at + _BUNCH]
            marks = ", ".join(["%s"] * len(bunch))
            rows = {
                str(row[table.key]): row
                for row in table.select(f"WHERE {table.columns[table.key]} IN ({marks})", bunch)
            }
            self.counted += len(rows)
            self.kept[table.name].update(bunch)
            for key in bunch:
                seq, expected = written[key]
                if key not in rows:
                    yield Difference(table.name, key, "", f"第{seq}次写入写过这一行，现在不在了：被删了。")
                elif table.digest(rows[key]) != expected:
                    yield Difference(table.name, key, "", f"这一行被改过：与第{seq}次写入时的摘要不符。")

    def _unwritten(self, table: Table, keys: set[str]) -> Iterator[Difference]:
        """Rows beside the kept ones that nobody wrote, up to now: also by none of the commits after this run's."""
        column = table.columns[table.key]
        low, beside = -(2**62), []
        while True:
            rows = table.raw(f"WHERE {column} > %s ORDER BY {column} LIMIT {_PIECE}", (low,))
            beside += [key for row in rows if (key := str(row[table.key])) not in keys]
            if len(rows) < _PIECE:
                break
            low = rows[-1][table.key]
        later = self._kept_later(table.name) if beside else set()
        for key in beside:
            if key not in later:
                yield Difference(table.name, key, "", UNWRITTEN)

    def _kept_later(self, name: str) -> set[str]:
        later = Commit.objects.filter(seq__gt=self.chain.last.seq).values_list("facts", flat=True)
        return {key for facts in later.iterator() for table, key, _ in json.loads(facts) if table == name}

    def _ahead(self, table: Table) -> Iterator[Difference]:
        """Rows that claim to be of a commit that has not happened."""
        for column in ("known_from", "known_until"):
            rows = table.select(f"WHERE {column} > %s ORDER BY {column} DESC LIMIT 1", (self.chain.last.seq,))
            now = ChainHead.objects.get(pk=1).seq
            for row in rows:
                if row[table.place(column)] > now:
                    yield Difference(table.name, str(row[table.key]), column, "写着还没有发生的写入编号：被改过。")
