"""The reading door: an entry is seen by whoever sees the organisation that recorded it or took part in it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.errors import EntryNotFoundError
from taizhang.apps.ledger.models import Entry, Revision, RevisionOrganization
from taizhang.apps.organizations.access import Everything, may, visible_to
from taizhang.apps.organizations.structure import structure

FEW = 50


def visible_revisions(actor: Actor) -> QuerySet[Revision]:
    """The revisions that this person may see, of any state and age."""
    visible = visible_to(actor)
    if isinstance(visible, Everything):
        return Revision.objects.all()
    return Revision.objects.filter(concerning(visible))


def concerning(organizations: Collection[int]) -> Q:
    """What these organisations recorded or took part in.

    What others recorded is little, and named one by one: so the database need not look it up for each of their own
    rows, finds those in its index, and PostgreSQL does not go through every revision. Where the organisations are all
    there are, nothing is left to ask.
    """
    theirs = Q(organization_id__in=organizations)
    if len(organizations) > FEW and _are_all(organizations):
        return Q()
    named = recorded_elsewhere(organizations)
    return theirs | Q(pk__in=named) if named else theirs


def recorded_elsewhere(organizations: Collection[int]) -> list[int]:
    """The revisions that others recorded and these organisations took part in."""
    if len(organizations) > FEW and _are_all(organizations):
        return []
    took_part = RevisionOrganization.objects.filter(organization_id__in=organizations)
    elsewhere = took_part.exclude(revision__organization_id__in=organizations)
    return sorted(set(elsewhere.values_list("revision_id", flat=True)))


def _are_all(organizations: Collection[int]) -> bool:
    return set(organizations).issuperset(structure().codes)


def open_revision(actor: Actor, revision_id: int) -> Revision:
    """One revision, or not found."""
    revision = Revision.objects.filter(pk=revision_id).first()
    if revision is None or not _is_seen(actor, Revision.objects.filter(pk=revision_id)):
        raise EntryNotFoundError
    return revision


def open_entry(actor: Actor, entry_id: int) -> Entry:
    """One entry, or not found."""
    if not _is_seen(actor, Revision.objects.filter(entry_id=entry_id)):
        raise EntryNotFoundError
    return Entry.objects.get(pk=entry_id)


def _is_seen(actor: Actor, revisions: QuerySet[Revision]) -> bool:
    """Say whether the person may see one of these few revisions: the same as asking for all, and far sooner."""
    visible = visible_to(actor)
    if any(recorder in visible for recorder in revisions.values_list("organization_id", flat=True)):
        return True
    took_part = RevisionOrganization.objects.filter(revision__in=revisions).values_list("organization_id", flat=True)
    return any(one in visible for one in took_part)


def reads_restricted(actor: Actor, organization_id: int) -> bool:
    """Say whether the person is the secretary or a named keeper there."""
    return may(actor, Permission.READ_RESTRICTED, organization_id)
