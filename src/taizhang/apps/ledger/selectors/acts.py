"""Single acts that a report may tell with day and place: confirmed, of some kinds, nothing restricted among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.selectors.entries import Filter, State, kinds_counted, list_entries
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.naming import name_of, said_in
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.restriction import restricted_view
from taizhang.domain.periods import Window
from taizhang.domain.rules.rulebook import Rulebook

MOST_OF_A_KIND = 12
_MOST_IN_ONE_GO = 2500
_MOST_READ = 400
_FEW = 400
"""Of a large scope the latest are looked at; a report names a few acts, not a list."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One part of one occasion, as a report may name it."""

    entry: int
    revision: int
    organization: int
    kind: str
    day: date
    name: str
    place: str
    with_whom: str
    attendance: int
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def acts_of(
    actor: Actor,
    kinds: Collection[str],
    organizations: Sequence[int],
    period: Window,
    seq: int | None = None,
    *,
    first: Container[int] = (),
) -> dict[str, list[ActRow]]:
    """The most attended acts of each kind that have a name or say something, in the order of their days.

    The entries in `first` come before all others.
    """
    rulebook = current_rulebook(seq)
    wanted = frozenset(kind for kind in kinds if kind in rulebook.kinds and not rulebook.kinds[kind].details)
    asked = Filter(
        organizations=tuple(organizations),
        start=period.start,
        end=period.end,
        kinds=tuple(sorted(wanted)),
        state=State.CONFIRMED,
        known=seq,
    )
    found: dict[str, list[ActRow]] = defaultdict(list)
    ours = frozenset(organizations)
    for revision in _read(actor, asked):
        for row in _rows(revision, rulebook, ours, wanted):
            found[row.kind].append(row)
    return {kind: _foremost(rows, first) for kind, rows in found.items()}


def acts_told(
    actor: Actor, entries: Collection[int], organizations: Collection[int], seq: int | None = None
) -> list[ActRow]:
    """Every part of these entries that a report may name, as it stands today, in the order of their days."""
    rulebook = current_rulebook(seq)
    wanted = frozenset(kind for kind, one in rulebook.kinds.items() if not one.details)
    asked = Filter(entries=tuple(entries), state=State.CONFIRMED, known=seq)
    ours = frozenset(organizations)
    found = [row for one in list_entries(actor, asked) for row in _rows(one, rulebook, ours, wanted)]
    return sorted(found, key=lambda row: (row.day, row.entry))


def _read(actor: Actor, asked: Filter) -> Iterator[Revision]:
    """All there is, in one go; of a large scope the latest of each kind."""
    every = list(list_entries(actor, asked)[: _MOST_IN_ONE_GO + 1])
    if len(every) <= _MOST_IN_ONE_GO:
        yield from every
        return
    many = kinds_counted(actor, asked)
    frequent = [kind for kind in asked.kinds if many.get(kind, 0) > _FEW]
    # The latest of what is everywhere are soon found; what is rare is looked for once, not once for each kind.
    rare = tuple(kind for kind in asked.kinds if 0 < many.get(kind, 0) <= _FEW)
    seen: set[int] = set()
    for kinds in ((kind,) for kind in frequent):
        for revision in list_entries(actor, replace(asked, kinds=kinds))[:_MOST_READ]:
            if revision.pk not in seen:
                seen.add(revision.pk)
                yield revision
    if rare:
        for revision in list_entries(actor, replace(asked, kinds=rare)):
            if revision.pk not in seen:
                yield revision


def _rows(revision: Revision, rulebook: Rulebook, ours: Collection[int], wanted: Collection[str]) -> Iterator[ActRow]:
    whole = occasion_of(revision.content)
    seen = restricted_view(whole, rulebook)
    if seen != whole:
        return
    holding = (seen.recorder, *(one.organization for one in seen.organizations if one.how == "joint"))
    mine = next((one for one in holding if one in ours), None) or seen.recorder
    for part in (part for part in seen.parts if part.kind in wanted):
        name = name_of(part, rulebook.kinds[part.kind], seen)
        said = said_in(part, rulebook.kinds[part.kind], lambda one: organization_view(one, seen.day).called)
        if name or said:
            yield ActRow(
                revision.entry_id,
                revision.pk,
                mine,
                part.kind,
                seen.day,
                name,
                seen.place,
                _with_whom(seen, mine),
                len(seen.present) + sum(seen.heads.values()),
                said,
            )


def _with_whom(occasion: Occasion, mine: int) -> str:
    """Who else held it; one of our own by the name of that day."""
    joint = [one for one in occasion.organizations if one.how == "joint"]
    ours = (
        [one for one in (occasion.recorder, *(one.organization for one in joint)) if one and one != mine]
        if joint
        else []
    )
    called = [organization_view(one, occasion.day).called for one in dict.fromkeys(ours)]
    return "、".join(name for name in (*called, *(one.name for one in joint)) if name)


def _foremost(rows: Sequence[ActRow], first: Container[int]) -> list[ActRow]:
    """One of each name, the most attended; those without a name by what they say."""
    distinct: dict[object, ActRow] = {}
    for row in sorted(
        rows, key=lambda row: (row.entry not in first, not row.name, -row.attendance, row.day, row.entry)
    ):
        distinct.setdefault(row.name or tuple(sorted(row.said.items())), row)
    return sorted(list(distinct.values())[:MOST_OF_A_KIND], key=lambda row: (row.day, row.entry))
