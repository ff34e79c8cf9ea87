"""What stands around an occasion: the roll, other occasions of those days, remembered minutes."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.apps.ledger.models import Revision, RevisionPart, Signature
from taizhang.apps.ledger.neighbourhood import Neighbourhood
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.signatures import as_signed, bands_of, minutes_of, signature_of
from taizhang.domain.ledger.surroundings import Surroundings


def surroundings_of(occasion: Occasion, entry: int | None) -> Surroundings:
    """Gather what the checks look at; the entry itself, where it is being corrected, is no neighbour of its own."""
    return Neighbourhood([occasion]).around(occasion, entry)


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


def kinds_of(revisions: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The kinds of each revision, in order."""
    kinds: dict[int, list[str]] = {}
    rows = RevisionPart.objects.filter(revision_id__in=list(revisions)).order_by("revision_id", "position")
    for revision, kind in rows.values_list("revision_id", "kind"):
        kinds.setdefault(revision, []).append(kind)
    return {revision: tuple(found) for revision, found in kinds.items()}
