"""Loading (批量载入): many occasions in one commit, recorded and perhaps confirmed; the same facts as one by one.

What no content may say is refused here as in recording; what only warns (duplicates, two places at once) is looked for
by who calls this, in the staging step. Under the lock it is asked again whether a request was written already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.bulk import Row, insert, write_rows
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.ledger.booking import figure_numbers
from taizhang.apps.ledger.errors import EntryRefusedError
from taizhang.apps.ledger.models import (
    Booking,
    Confirmation,
    Entry,
    Revision,
    RevisionOrganization,
    RevisionPart,
    Signature,
)
from taizhang.apps.ledger.services.confirming import needs_second_person
from taizhang.apps.ledger.services.posting_rows import insert_postings
from taizhang.apps.ledger.services.recording import is_late, title_of
from taizhang.apps.ledger.surroundings import signature_rows
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import canonical, digest_text
from taizhang.domain.ledger.occasion import Occasion, Posting
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import content_of, occasion_from
from taizhang.domain.ledger.sealing import digest_of_postings
from taizhang.domain.ledger.validation import validate
from taizhang.domain.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Incoming:
    """One occasion to load, as its JSON value without a roster."""

    content: Mapping[str, Any]
    request_key: str = ""
    recorded_on: date | None = None
    """The business day on which it was recorded; None: today. Only an invented past names one."""
    confirmed_on: date | None = None
    """The business day on which it was confirmed; None: it waits for confirmation."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading."""

    entries: tuple[int, ...]
    """The entry of each occasion, in the order given; for those already there the one of before."""
    already: int
    """How many had been recorded under their request key before, and were not recorded again."""
    left_waiting: int
    """How many wait for confirmation by somebody else although it was asked for."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """An occasion with everything that is derived from it."""

    incoming: Incoming
    occasion: Occasion
    postings: tuple[Posting, ...]


class _Written(NamedTuple):
    """The numbers under which an occasion was recorded."""

    entry: int
    revision: int


def load_entries(
    actor: Actor,
    incoming: Sequence[Incoming],
    today: date,
    *,
    confirmer: Actor | None = None,
    rosters: Rosters | None = None,
    action: str = "entry.import",
) -> Loaded:
    """Record these occasions in one commit; those with `confirmed_on` are confirmed by the confirmer.

    Where the confirmer is somebody else than the recorder, the confirmations are a commit of their own, under his name.
    """
    rulebook = current_rulebook()
    rosters = rosters or Rosters()
    ready = [_ready(one, rulebook, rosters, one.recorded_on or today) for one in incoming]
    confirmer = confirmer or actor
    _require(actor, Permission.RECORD, ready)
    _require(confirmer, Permission.CONFIRM, [one for one in ready if one.incoming.confirmed_on])
    same_hand = confirmer.account == actor.account
    confirmable = [
        one
        for one in ready
        if one.incoming.confirmed_on and not (same_hand and needs_second_person(one.occasion, rulebook))
    ]
    with writing(actor.label, action) as record:
        known_already = _written_before(ready)
        fresh = [one for one in ready if one.incoming.request_key not in known_already]
        revisions = _record(record, fresh, rulebook, actor, today)
        record.subject = f"entries:{len(fresh)}"
        by_incoming = {id(one): revision for one, revision in zip(fresh, revisions, strict=True)}
        waiting = [
            (one, by_incoming[id(one)], day)
            for one in confirmable
            if id(one) in by_incoming and (day := one.incoming.confirmed_on)
        ]
        if same_hand:
            _confirm(record, waiting, rulebook, confirmer)
    if waiting and not same_hand:
        with writing(confirmer.label, f"{action}.confirm", f"entries:{len(waiting)}") as record:
            _confirm(record, waiting, rulebook, confirmer)
    asked = sum(1 for one in fresh if one.incoming.confirmed_on)
    entries = tuple(known_already.get(one.incoming.request_key) or by_incoming[id(one)].entry for one in ready)
    return Loaded(entries, len(ready) - len(fresh), asked - len(waiting))


def _ready(one: Incoming, rulebook: Rulebook, rosters: Rosters, today: date) -> _Ready:
    occasion = occasion_from(one.content)
    persons = {person.person for person in occasion.roll} | {
        person for part in occasion.parts for people in part.roles.values() for person in people
    }
    occasion = replace(occasion, roster=rosters.at(occasion.recorder, occasion.day, persons))
    findings = validate(occasion, rulebook, today)
    if any(finding.blocks for finding in findings):
        raise EntryRefusedError(findings)
    return _Ready(one, occasion, post(occasion, rulebook))


def _require(actor: Actor, permission: Permission, ready: Iterable[_Ready]) -> None:
    for organization in sorted({one.occasion.recorder for one in ready}):
        require(actor, permission, organization)


def _written_before(ready: Iterable[_Ready]) -> dict[str, int]:
    keys = [one.incoming.request_key for one in ready if one.incoming.request_key]
    found = Entry.objects.filter(request_key__in=keys).values_list("request_key", "pk") if keys else ()
    return {key: entry for key, entry in found if key}


def _record(
    record: Writing,
    fresh: Sequence[_Ready],
    rulebook: Rulebook,
    actor: Actor,
    today: date,
) -> list[_Written]:
    entries = write_rows(
        record,
        Entry,
        [{"organization_id": one.occasion.recorder, "request_key": one.incoming.request_key or None} for one in fresh],
    )
    revisions = write_rows(
        record,
        Revision,
        [
            _revision(one, entry, rulebook, actor, one.incoming.recorded_on or today)
            for one, entry in zip(fresh, entries, strict=True)
        ],
    )
    insert(
        RevisionPart,
        [
            {"revision_id": revision, "position": position, "kind": part.kind}
            for one, revision in zip(fresh, revisions, strict=True)
            for position, part in enumerate(one.occasion.parts)
        ],
    )
    insert(
        RevisionOrganization,
        [
            {"revision_id": revision, "organization_id": other.organization, "how": other.how}
            for one, revision in zip(fresh, revisions, strict=True)
            for other in one.occasion.organizations
            if other.organization is not None
        ],
    )
    occasions = (one.occasion for one in fresh)
    insert(Signature, [row for each in map(signature_rows, revisions, occasions) for row in each])
    return list(map(_Written, entries, revisions))


def _revision(one: _Ready, entry: int, rulebook: Rulebook, actor: Actor, recorded_on: date) -> Row:
    occasion = one.occasion
    text = canonical(content_of(occasion))
    return {
        "entry_id": entry,
        "number": 1,
        "organization_id": occasion.recorder,
        "day": occasion.day.isoformat(),
        "last_day": occasion.last_day.isoformat(),
        "year": occasion.year,
        "title": occasion.title or title_of(occasion, rulebook),
        "place": occasion.place,
        "content": text,
        "content_digest": digest_text(text),
        "manifest_id": rulebook.digest,
        "reason": "",
        "account": actor.account,
        "recorded_on": recorded_on.isoformat(),
        "is_late": is_late(occasion.last_day, recorded_on),
        "is_tally": occasion.is_tally,
    }


def _confirm(
    record: Writing,
    waiting: Sequence[tuple[_Ready, _Written, date]],
    rulebook: Rulebook,
    confirmer: Actor,
) -> None:
    write_rows(
        record,
        Confirmation,
        [
            {"revision_id": written.revision, "account": confirmer.account, "confirmed_on": day.isoformat()}
            for _, written, day in waiting
        ],
    )
    bookings = write_rows(
        record,
        Booking,
        [
            {
                "revision_id": written.revision,
                "manifest_id": rulebook.digest,
                "postings_digest": digest_of_postings(one.postings),
            }
            for one, written, _ in waiting
        ],
    )
    figures = figure_numbers({posting.figure for one, _, _ in waiting for posting in one.postings})
    insert_postings(
        record.seq,
        figures,
        [(booking, written.entry, one.postings) for booking, (one, written, _) in zip(bookings, waiting, strict=True)],
    )
