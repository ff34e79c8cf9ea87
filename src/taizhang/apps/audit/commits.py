"""Where the chain stands, and which rows the commits since then wrote or closed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from taizhang.apps.audit.looking import looked
from taizhang.apps.audit.models import ChainHead, Commit

Rows = dict[str, set[str]]
"""Keys of rows, by table."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A commit, by its number and digest: a chain that was put in the place of another has other digests."""

    seq: int
    digest: str


def head() -> Mark:
    """Where the chain stands now."""
    return looked(head, lambda: Mark(*ChainHead.objects.values_list("seq", "digest").get(pk=1)))


def is_in_chain(mark: Mark) -> bool:
    """Say whether the chain has this commit now; what was taken back, or belongs to another database, it has not."""
    return Commit.objects.filter(seq=mark.seq, digest=mark.digest).exists()


def rows_between(after: Mark, upto: Mark) -> Rows | None:
    """Every row that the commits after one mark, up to another, wrote or closed; None where none leads to the other."""
    found: Rows = {}
    at = after.digest
    commits = Commit.objects.filter(seq__gt=after.seq, seq__lte=upto.seq).order_by("seq")
    for previous, digest, facts, closed in commits.values_list("previous", "digest", "facts", "closed"):
        if previous != at:
            return None
        at = digest
        for table, key, *_ in (*json.loads(facts), *json.loads(closed)):
            found.setdefault(table, set()).add(key)
    return found if at == upto.digest else None
