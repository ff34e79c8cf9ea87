"""Recording an occasion (登记): checked, then written as the first revision of an entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.ledger.errors import EntryRefusedError
from taizhang.apps.ledger.models import Entry, Revision, RevisionOrganization, RevisionPart
from taizhang.apps.ledger.surroundings import remember_signatures, surroundings_of
from taizhang.apps.members.selectors import roster
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import canonical, digest_text
from taizhang.domain.findings import Finding
from taizhang.domain.ledger.occasion import Occasion, Posting
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import content_of, occasion_from
from taizhang.domain.ledger.validation import validate
from taizhang.domain.rules.rulebook import Rulebook

LATE_AFTER = timedelta(days=10)
"""Recorded in a later month and more than this after the occasion: 补录."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of recording: which entry and revision, and what a person should still look at."""

    entry: int
    revision: int
    number: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of it: findings and postings, nothing written."""

    occasion: Occasion
    findings: tuple[Finding, ...]
    postings: tuple[Posting, ...]


def record_entry(actor: Actor, content: dict[str, Any], today: date, request_key: str = "") -> Recorded:
    """Record an occasion for the organisation that `recorder` names; the same request key records once."""
    require(actor, Permission.RECORD, int(content["recorder"]))
    before = _same_request(request_key)
    if before is not None:
        return before
    rulebook = current_rulebook()
    preview = _checked(content, rulebook, today, entry=None)
    with writing(actor.label, "entry.record") as record:
        again = _same_request(request_key)
        if again is not None:
            return again
        entry = Entry(organization_id=preview.occasion.recorder, request_key=request_key or None)
        record.keep(entry)
        record.subject = f"entry:{entry.pk}"
        revision = write_revision(record, entry, 1, preview.occasion, rulebook, actor=actor, today=today)
    return Recorded(entry.pk, revision.pk, 1, preview.findings)


def preview_entry(actor: Actor, content: dict[str, Any], today: date, entry: int | None = None) -> Preview:
    """Check an occasion and derive what it would post, without writing anything."""
    require(actor, Permission.RECORD, int(content["recorder"]))
    rulebook = current_rulebook()
    return _previewed(content, rulebook, today, entry)


def write_revision(
    record: Writing,
    entry: Entry,
    number: int,
    occasion: Occasion,
    rulebook: Rulebook,
    *,
    actor: Actor,
    today: date,
    reason: str = "",
) -> Revision:
    """Write a revision with what lists and filters take from it."""
    text = canonical(content_of(occasion))
    revision = Revision(
        entry=entry,
        number=number,
        organization_id=occasion.recorder,
        day=occasion.day,
        last_day=occasion.last_day,
        year=occasion.year,
        title=occasion.title or title_of(occasion, rulebook),
        place=occasion.place,
        content=text,
        content_digest=digest_text(text),
        manifest_id=rulebook.digest,
        reason=reason,
        account=actor.account,
        recorded_on=today,
        is_late=is_late(occasion.last_day, today),
        is_tally=occasion.is_tally,
    )
    record.write(revision)
    RevisionPart.objects.bulk_create(
        RevisionPart(revision=revision, position=position, kind=part.kind)
        for position, part in enumerate(occasion.parts)
    )
    RevisionOrganization.objects.bulk_create(
        RevisionOrganization(revision=revision, organization_id=one.organization, how=one.how)
        for one in occasion.organizations
        if one.organization is not None
    )
    remember_signatures(revision, occasion)
    return revision


def checked_occasion(content: dict[str, Any], rulebook: Rulebook, today: date, entry: int | None) -> Preview:
    """Check a correction in the same way as a first recording."""
    return _checked(content, rulebook, today, entry)


def title_of(occasion: Occasion, rulebook: Rulebook) -> str:
    """Name an occasion by its kinds where the clerk gave no title."""
    if occasion.is_tally:
        return "汇总登记"
    return "、".join(rulebook.kinds[part.kind].zh for part in occasion.parts if part.kind in rulebook.kinds)[:200]


def is_late(last_day: date, today: date) -> bool:
    """Say whether a record made today about that day is 补录."""
    return (today.year, today.month) > (last_day.year, last_day.month) and today - last_day > LATE_AFTER


def _checked(content: dict[str, Any], rulebook: Rulebook, today: date, entry: int | None) -> Preview:
    preview = _previewed(content, rulebook, today, entry)
    if any(finding.blocks for finding in preview.findings):
        raise EntryRefusedError(preview.findings)
    return preview


def _previewed(content: dict[str, Any], rulebook: Rulebook, today: date, entry: int | None) -> Preview:
    occasion = occasion_from(content)
    persons = {one.person for one in occasion.roll} | {
        person for part in occasion.parts for people in part.roles.values() for person in people
    }
    occasion = replace(occasion, roster=roster(occasion.recorder, occasion.day, persons))
    findings = validate(occasion, rulebook, today, surroundings_of(occasion, entry))
    postings = () if any(one.code == "unreadable" for one in findings) else post(occasion, rulebook)
    return Preview(occasion, findings, postings)


def _same_request(request_key: str) -> Recorded | None:
    if not request_key:
        return None
    revision = Revision.objects.filter(entry__request_key=request_key).order_by("number").first()
    return None if revision is None else Recorded(revision.entry_id, revision.pk, revision.number, ())
