"""When commits were made, for pages that say when something was recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from taizhang.apps.audit.models import Commit


def moments_of(seqs: Collection[int]) -> dict[int, datetime]:
    """The real instant of each commit."""
    found = Commit.objects.filter(pk__in=list(seqs)).values_list("seq", "at")
    return {seq: datetime.fromisoformat(at) for seq, at in found}


def days_of(seqs: Collection[int]) -> dict[int, date]:
    """The business day of each commit: the real one, but in a demonstration."""
    return dict(Commit.objects.filter(pk__in=list(seqs)).values_list("seq", "day"))
