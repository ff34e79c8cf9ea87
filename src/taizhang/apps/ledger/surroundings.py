"""What stands around an occasion: the roll, other occasions of those days, remembered minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import Q

from taizhang.apps.ledger.models import Revision, RevisionPart, Signature
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.selectors import above, organization_view
from taizhang.apps.rulebooks.selectors import current_rulebook, profiles_at
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.signatures import as_signed, bands_of, from_signed, minutes_of, signature_of
from taizhang.domain.ledger.surroundings import Neighbour, RememberedMinutes, Surroundings

LONGEST = timedelta(days=62)
"""A course of months has too many neighbours to compare; then only its first days are looked at."""
MOST_NEIGHBOURS = 300
MOST_MINUTES = 20


def surroundings_of(occasion: Occasion, entry: int | None) -> Surroundings:
    """Gather what the checks look at; the entry itself, where it is being corrected, is no neighbour of its own."""
    here = organization_view(occasion.recorder, occasion.day)
    neighbours = _neighbours(occasion, entry)
    persons = set(occasion.present).union(*(one.persons for one in neighbours))
    return Surroundings(
        organization_type=here.type,
        roll_size=occasion.roster.due,
        founded_on=here.founded_on,
        closed_on=here.closed_on,
        neighbours=neighbours,
        minutes=_minutes(occasion, entry),
        names=names_at(persons.intersection(occasion.present), occasion.day),
        profiles=profiles_at((occasion.recorder, *above(occasion.recorder, occasion.day)), occasion.day),
    )


def remember_signatures(revision: Revision, occasion: Occasion) -> None:
    """Remember the signature of the minutes; what is remembered can be thrown away and made again."""
    Signature.objects.bulk_create(Signature(**row) for row in signature_rows(revision.pk, occasion))


def signature_rows(revision: int, occasion: Occasion) -> list[dict[str, int]]:
    """The rows to remember for a revision; none where the minutes are too short."""
    whole = signature_of(minutes_of(occasion))
    if whole is None:
        return []
    kept = {"revision_id": revision, "organization_id": occasion.recorder, "whole": as_signed(whole)}
    return [{**kept, "band": band, "value": value} for band, value in enumerate(bands_of(whole))]


def _neighbours(occasion: Occasion, entry: int | None) -> tuple[Neighbour, ...]:
    last = min(occasion.last_day, occasion.day + LONGEST)
    around = {occasion.recorder, *occasion.roster.branch_of.values(), *above(occasion.recorder, occasion.day)}
    around |= {one.organization for one in occasion.organizations if one.organization is not None}
    found = (
        Revision.objects.filter(
            Q(organization_id__in=around) | Q(taking_part__organization_id__in=around),
            known_until__isnull=True,
            day__lte=last,
            last_day__gte=occasion.day,
            is_tally=False,
        )
        .exclude(entry_id=entry or 0)
        .distinct()
        .order_by("day", "pk")[:MOST_NEIGHBOURS]
    )
    return tuple(_neighbour(one, occasion.recorder) for one in found)


def _neighbour(revision: Revision, recorder: int) -> Neighbour:
    """Another occasion; what foreign ones and talks are called stays with those whom they concern."""
    other = occasion_of(revision.content)
    shown = _kept_title([part.kind for part in other.parts])
    if revision.organization_id != recorder:
        shown = "别的党组织的一次活动"
    return Neighbour(
        entry=revision.entry_id,
        organization=revision.organization_id,
        title=revision.title,
        day=other.day,
        end_day=other.end_day,
        begins=other.begins,
        ends=other.ends,
        place=other.place,
        kinds=frozenset(part.kind for part in other.parts),
        persons=frozenset(other.present),
        shown=shown,
    )


def _kept_title(kinds: Iterable[str]) -> str:
    """What to call an occasion whose title is for the keepers: its kinds; empty where anybody may read the title."""
    known_kinds = current_rulebook().kinds
    found = [known_kinds[kind] for kind in kinds if kind in known_kinds]
    return "、".join(kind.zh for kind in found) if any(kind.details for kind in found) else ""


def _minutes(occasion: Occasion, entry: int | None) -> tuple[RememberedMinutes, ...]:
    """Earlier minutes of the same organisation that share a band; foreign ones are nobody's business here."""
    whole = signature_of(minutes_of(occasion))
    if whole is None:
        return ()
    same = Q()
    for band, value in enumerate(bands_of(whole)):
        same |= Q(band=band, value=value)
    found = Signature.objects.filter(same, organization_id=occasion.recorder, revision__known_until__isnull=True)
    rows: Sequence[tuple[int, str, object, int]] = list(
        found.exclude(revision__entry_id=entry or 0)
        .values_list("revision__entry_id", "revision__title", "revision__day", "whole")
        .distinct()[:MOST_MINUTES]
    )
    return tuple(RememberedMinutes(of, title, day, from_signed(stored)) for of, title, day, stored in rows)  # type: ignore[arg-type]


def kinds_of(revisions: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The kinds of each revision, in order."""
    kinds: dict[int, list[str]] = {}
    rows = RevisionPart.objects.filter(revision_id__in=list(revisions)).order_by("revision_id", "position")
    for revision, kind in rows.values_list("revision_id", "kind"):
        kinds.setdefault(revision, []).append(kind)
    return {revision: tuple(found) for revision, found in kinds.items()}
