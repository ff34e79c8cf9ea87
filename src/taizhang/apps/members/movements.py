"""Movements (进出): who came to a roll and who left it within a period, and the party age (党龄)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.models import EventKind, MemberDescription, MemberEvent
from taizhang.apps.members.status import NOBODY, State, step
from taizhang.domain.periods import Window


@dataclass(frozen=True, slots=True)
class Movement:
    """One coming or going, as seen from the organisations asked about."""

    member: int
    day: date
    kind: str
    came: bool
    organization: int
    """The roll it happened to."""
    other: int | None = None
    """Where from, or where to, if that is another roll here."""

    @property
    def kind_zh(self) -> str:
        """The event as a page names it."""
        return EventKind(self.kind).label


def movements(ids: Collection[int], period: Window, known: int | None = None) -> tuple[Movement, ...]:
    """Every coming to and going from these organisations within the period, by day.

    A move between two of them is neither: the scope as a whole gained and lost nobody.
    """
    wanted = frozenset(ids)
    rows = known_at(known)
    came = MemberEvent.objects.filter(rows, organization_id__in=sorted(wanted), day__lte=period.end)
    events = MemberEvent.objects.filter(rows, member_id__in=came.values("member_id"), day__lte=period.end)
    found: list[Movement] = []
    member, state = 0, NOBODY
    ordered = events.order_by("member_id", "day", "id").values_list(
        "member_id", "day", "kind", "organization_id", "group_id", "full"
    )
    for who, day, kind, organization, group, full in ordered.iterator(chunk_size=5000):
        if who != member:
            member, state = who, NOBODY
        after = step(state, kind, organization, group, full)
        if day >= period.start:
            found.extend(_between(wanted, who, day, kind, state, after))
        state = after
    return tuple(sorted(found, key=lambda one: (one.day, one.member, one.came)))


def party_age(member_id: int, day: date, known: int | None = None) -> int | None:
    """Full years since the person became a full member (转正); None where nobody recorded when that was."""
    since = full_since([member_id], day, known).get(member_id)
    if since is None or since > day:
        return None
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def full_since(ids: Iterable[int], day: date, known: int | None = None) -> dict[int, date]:
    """Since when each person is a full member: what the roll states, else the recorded 转正."""
    wanted, rows = sorted(set(ids)), known_at(known)
    confirmed = MemberEvent.objects.filter(rows, member_id__in=wanted, kind=EventKind.CONFIRMED, day__lte=day)
    found = dict(confirmed.order_by("day", "id").values_list("member_id", "day"))
    stated = MemberDescription.objects.filter(rows, member_id__in=wanted, full_since__isnull=False)
    rows_stated = stated.order_by("begins_on", "id").values_list("member_id", "full_since")
    return found | {member: since for member, since in rows_stated if since is not None}


def _between(
    wanted: frozenset[int], member: int, day: date, kind: str, before: State, after: State
) -> Iterable[Movement]:
    left = before.organization if before.on_the_roll else None
    reached = after.organization if after.on_the_roll else None
    if left == reached or (left in wanted and reached in wanted):
        return
    if left is not None and left in wanted:
        yield Movement(member, day, kind, came=False, organization=left, other=reached)
    if reached is not None and reached in wanted:
        yield Movement(member, day, kind, came=True, organization=reached, other=left)
