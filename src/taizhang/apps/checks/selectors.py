"""Reads: what a unit and those above it have decided, and whose names are no faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known as known_at
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.models import OwnWord
from taizhang.apps.members.doors import open_roll
from taizhang.apps.organizations.access import may, require_visible
from taizhang.apps.organizations.selectors import above, below, names_of
from taizhang.domain.checking.house import House, Reach, Silence, SwitchedOff

MOST_ROLLS = 400
"""Organisations whose rolls are read for names; a larger committee protects its own roll and what it lists itself."""
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class OwnWordRow:
    """One decision as a page shows it."""

    id: int
    kind: OwnWordKind
    rule: str
    word: str
    right: str
    reason: str
    author: str
    decided_on: date
    organization: int
    by: str
    """The organisation that decided it."""


def list_own_words(actor: Actor, organization_id: int, day: date, known: int | None = None) -> tuple[OwnWordRow, ...]:
    """What holds for an organisation: its own decisions and those of the bodies above it, newest first."""
    require_visible(actor, organization_id)
    lineage = (organization_id, *above(organization_id, day, known))
    rows = list(OwnWord.objects.filter(known_at(known), organization_id__in=lineage).order_by("-decided_on", "-pk"))
    authors = account_names({row.account for row in rows if row.account is not None})
    names = names_of({row.organization_id for row in rows}, day, known)
    return tuple(
        OwnWordRow(
            row.pk,
            OwnWordKind(row.kind),
            row.rule,
            row.word,
            row.right,
            row.reason,
            authors.get(row.account or 0, "本机操作"),
            row.decided_on,
            row.organization_id,
            names.get(row.organization_id, ""),
        )
        for row in rows
    )


def house_of(rows: Iterable[OwnWordRow]) -> House:
    """The decisions as the checker takes them; where two speak of the same word, the newer one counts."""
    told = list(rows)[::-1]
    return House(
        protected=frozenset(row.word for row in told if row.kind is OwnWordKind.PROTECTED),
        style={row.word: row.right for row in told if row.kind is OwnWordKind.STYLE},
        switched_off=tuple(
            SwitchedOff(rule=row.rule, reason=row.reason, author=row.author, on=row.decided_on)
            for row in told
            if row.kind is OwnWordKind.OFF
        ),
        switched_on=frozenset(row.rule for row in told if row.kind is OwnWordKind.ON),
        silences=tuple(
            Silence(
                reach=Reach.ALWAYS,
                rule=row.rule,
                reason=row.reason,
                author=row.author,
                excerpt=row.word,
                on=row.decided_on,
            )
            for row in told
            if row.kind is OwnWordKind.SILENCE
        ),
    )


def protected_names(actor: Actor, organization_id: int, day: date) -> frozenset[str]:
    """Names of organisations around and of people on the rolls that the actor may read: never typing errors."""
    under = below(organization_id, day)
    around = (organization_id, *above(organization_id, day), *under[:MOST_ROLLS])
    names = set(names_of(around, day).values())
    if may(actor, Permission.READ_MEMBERS, organization_id):
        roll = open_roll(actor, organization_id, day, whole=len(under) <= MOST_ROLLS)
        names |= {member.name for member in roll}
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME)
