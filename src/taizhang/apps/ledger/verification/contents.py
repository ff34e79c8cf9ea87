"""What lists and checks take from a revision's content, taken again and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from taizhang.apps.audit.verification import Difference
from taizhang.apps.audit.verification.rows import Table
from taizhang.apps.ledger.models import Revision, RevisionOrganization, RevisionPart, Signature
from taizhang.domain.canonical import digest_text
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import ContentUnreadableError, occasion_of
from taizhang.domain.ledger.signatures import as_signed, bands_of, minutes_of, signature_of

_BUNCH = 500


class Read(NamedTuple):
    """A revision with its content read."""

    id: int
    entry: int
    organization: int
    occasion: Occasion


class Contents:
    """Reads revisions and compares what was taken from them."""

    def __init__(self, seq: int) -> None:
        """Look at revisions up to that commit."""
        self._seq = seq
        self._revisions = Table(Revision)
        self._taken: tuple[tuple[Table, tuple[str, ...]], ...] = (
            (Table(RevisionPart), ("position", "kind")),
            (Table(RevisionOrganization), ("organization_id", "how")),
            (Table(Signature), ("organization_id", "band", "value", "whole")),
        )
        self.counted = 0

    def read(self, ids: Sequence[int], found: list[Difference]) -> dict[int, Read]:
        """Read these revisions; add what is wrong with them."""
        read: dict[int, Read] = {}
        place = self._revisions.place
        for rows in (self._of(self._revisions, "id", ids[at : at + _BUNCH]) for at in range(0, len(ids), _BUNCH)):
            for row in rows:
                if row[place("known_from")] > self._seq:
                    continue
                found.extend(self._columns(row))
                try:
                    occasion = occasion_of(row[place("content")])
                except (ContentUnreadableError, ValueError):
                    found.append(self._say(row[place("id")], "content", "内容读不出来，被改过。"))
                    continue
                one = Read(row[place("id")], row[place("entry_id")], row[place("organization_id")], occasion)
                found.extend(self._against_content(row, occasion))
                read[one.id] = one
        for table, columns in self._taken:
            found.extend(self._compare(table, columns, read))
        return read

    def _columns(self, row: Sequence[Any]) -> Iterator[Difference]:
        place = self._revisions.place
        if digest_text(row[place("content")]) != row[place("content_digest")]:
            yield self._say(row[place("id")], "content", "内容与它的摘要不符，其中一个被改过。")

    def _against_content(self, row: Sequence[Any], occasion: Occasion) -> Iterator[Difference]:
        expected = {
            "organization_id": occasion.recorder,
            "day": occasion.day.isoformat(),
            "last_day": occasion.last_day.isoformat(),
            "year": occasion.year,
            "place": occasion.place,
            "is_tally": occasion.is_tally,
        }
        for column, value in expected.items():
            if row[self._revisions.place(column)] != value:
                yield self._say(row[self._revisions.place("id")], column, "与内容里写的不一样。")

    def _compare(self, table: Table, columns: tuple[str, ...], read: dict[int, Read]) -> Iterator[Difference]:
        taken = itemgetter(*map(table.place, columns))
        of = table.place("revision_id")
        stored: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        ids = sorted(read)
        for at in range(0, len(ids), _BUNCH):
            bunch = ids[at : at + _BUNCH]
            rows = table.raw(f"WHERE revision_id IN ({', '.join(['%s'] * len(bunch))}) ORDER BY id", bunch)
            self.counted += len(rows)
            for row in rows:
                stored[row[of]].append(taken(row))
        for one in read.values():
            expected = _taken_from(table.model, one)
            found = stored.get(one.id, [])
            if expected != found and (expected := sorted(expected)) != (found := sorted(found)):
                yield _first_difference(table, columns, one.id, expected, found)

    def _of(self, table: Table, column: str, ids: Sequence[int]) -> list[list[Any]]:
        return table.select(f"WHERE {column} IN ({', '.join(['%s'] * len(ids))}) ORDER BY id", ids)

    def _say(self, key: int, column: str, message: str) -> Difference:
        return Difference(self._revisions.name, str(key), column, message)


def _taken_from(model: type[object], one: Read) -> list[tuple[Any, ...]]:
    if model is RevisionPart:
        return [(position, part.kind) for position, part in enumerate(one.occasion.parts)]
    if model is RevisionOrganization:
        return [(o.organization, o.how) for o in one.occasion.organizations if o.organization is not None]
    whole = signature_of(minutes_of(one.occasion))
    if whole is None:
        return []
    return [(one.organization, band, value, as_signed(whole)) for band, value in enumerate(bands_of(whole))]


def parted(expected: list[tuple[Any, ...]], found: list[tuple[Any, ...]]) -> tuple[list[Any], list[Any]]:
    """What is missing, and what is beside it."""
    left, beside = list(expected), []
    for one in found:
        if one in left:
            left.remove(one)
        else:
            beside.append(one)
    return left, beside


def _first_difference(
    table: Table,
    columns: tuple[str, ...],
    revision: int,
    expected: list[tuple[Any, ...]],
    found: list[tuple[Any, ...]],
) -> Difference:
    """Name the row: one too many or changed, else one that is missing."""
    left, beside = parted(expected, found)
    if not beside:
        return Difference(table.name, "", "", f"第{revision}版记录应有{left[0]}这一行，现在不在了：被删了。")
    taken = itemgetter(*map(table.place, columns))
    rows = table.raw("WHERE revision_id = %s ORDER BY id", (revision,))
    key = next((str(row[table.key]) for row in rows if taken(row) == beside[0]), "")
    if not left:
        return Difference(table.name, key, "", f"第{revision}版记录的内容里没有这一行：它是多出来的。")
    column = next(name for name, one, other in zip(columns, beside[0], left[0], strict=True) if one != other)
    return Difference(table.name, key, column, f"与第{revision}版记录的内容不符：被改过。")
