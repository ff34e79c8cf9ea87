"""What one entry counts for, what a revision changed, and whom it waits for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Sum

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known
from taizhang.apps.ledger.models import Posting, Revision
from taizhang.apps.ledger.selectors.doors import open_entry, reads_restricted, visible_revisions
from taizhang.apps.ledger.services.confirming import needs_second_person
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.rulebooks.selectors import current_rulebook, rulebook_of
from taizhang.domain.ledger.changes import changes_between
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.restriction import restricted_view
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue


@dataclass(frozen=True, slots=True)
class CountedFor:
    """An amount that an entry adds to a figure of an organisation."""

    info: FigureInfo
    organization: int
    organization_name: str
    amount: int


def counts_for(actor: Actor, entry_id: int, seq: int | None = None) -> tuple[CountedFor, ...]:
    """What an entry counts for, figure by figure, for the organisations that this person sees."""
    entry = open_entry(actor, entry_id)
    catalogue = figure_catalogue(current_rulebook(seq))
    rows = list(
        Posting.objects.filter(known(seq), booking__revision__entry=entry)
        .values_list("figure__code", "organization_id")
        .annotate(total=Sum("amount"))
        .order_by("figure_id", "organization_id")
    )
    seen = set(visible_among(actor, {organization for _, organization, _ in rows}))
    revision = Revision.objects.filter(entry=entry).order_by("-number")[0]
    names = names_of(seen, revision.day, seq)
    return tuple(
        CountedFor(catalogue[figure], organization, names.get(organization, ""), amount)
        for figure, organization, amount in rows
        if organization in seen and figure in catalogue and catalogue[figure].shown
    )


def differences_of(actor: Actor, entry_id: int, number: int) -> tuple[str, ...]:
    """What a revision changed against the one before it, as far as this reader may see."""
    entry = open_entry(actor, entry_id)
    pair = list(Revision.objects.filter(entry=entry, number__lte=number).order_by("-number")[:2])
    if len(pair) != 2:  # noqa: PLR2004 (a revision and the one before)
        return ()
    rulebook = rulebook_of(pair[0].manifest_id)
    after, before = (occasion_of(one.content) for one in pair)
    if not reads_restricted(actor, entry.organization_id):
        after, before = restricted_view(after, rulebook), restricted_view(before, rulebook)
    persons = {one.person for occasion in (after, before) for one in occasion.roll}
    return changes_between(before, after, rulebook, names_at(persons, after.day))


def waits_for_another(actor: Actor, revisions: Collection[int]) -> frozenset[int]:
    """Those of the revisions that this person recorded and somebody else must confirm."""
    own = list(Revision.objects.filter(pk__in=list(revisions), account=actor.account).values_list("pk", flat=True))
    if not own:
        return frozenset()
    mine: Iterable[Revision] = visible_revisions(actor).filter(pk__in=own)
    rulebook = current_rulebook()
    return frozenset(one.pk for one in mine if needs_second_person(occasion_of(one.content), rulebook))
