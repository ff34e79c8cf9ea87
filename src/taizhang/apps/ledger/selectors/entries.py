"""Lists and details of entries, as pages, the API and exports show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.ledger.models import Confirmation, Revision, RevisionPart, Voiding
from taizhang.apps.ledger.selectors.doors import concerning, open_entry, reads_restricted, visible_revisions
from taizhang.apps.ledger.selectors.titles import titles_among
from taizhang.apps.ledger.surroundings import kinds_of
from taizhang.apps.organizations.access import Everything, permitted, visible_among
from taizhang.apps.rulebooks.selectors import current_rulebook, rulebook_of
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.restriction import restricted_view


class State(StrEnum):
    """Where an entry stands, told from its facts."""

    REGISTERED = "registered"  # 待确认
    CONFIRMED = "confirmed"  # 已确认
    CORRECTING = "correcting"  # 已确认，有更正待确认
    VOIDED = "voided"  # 已作废

    @property
    def zh(self) -> str:
        """The word on the page."""
        words = {"registered": "待确认", "confirmed": "已确认", "correcting": "更正待确认", "voided": "已作废"}
        return words[self.value]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of entries."""

    entry: int
    revision: int
    number: int
    organization: int
    day: date
    last_day: date
    year: int
    title: str
    place: str
    kinds: tuple[str, ...]
    state: State
    is_late: bool
    is_tally: bool
    account: int | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address of the list says."""

    organizations: tuple[int, ...] | None = None
    start: date | None = None
    end: date | None = None
    year: int | None = None
    kinds: tuple[str, ...] = ()
    state: State | None = None
    text: str = ""
    late: bool | None = None
    entries: tuple[int, ...] | None = None
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """An entry with its shown revision, as this reader may see it, and the list of all its revisions."""

    row: Row
    occasion: Occasion
    restricted: bool
    """Something was left out for this reader."""
    manifest: str
    reason: str
    void_reason: str = ""
    revisions: tuple[Row, ...] = field(default=())


def list_entries(actor: Actor, wanted: Filter) -> QuerySet[Revision]:
    """The revisions to list, newest day first: the effective one of each entry, or the pending one before that."""
    found = listed_as(actor, _seen_among(actor, wanted.organizations), wanted)
    return found.order_by("-day", "-entry_id", "-number")


def kinds_counted(actor: Actor, wanted: Filter) -> dict[str, int]:
    """How many there may be of each kind among these organisations in a period: no fewer than a list would show."""
    within = Filter(start=wanted.start, end=wanted.end, year=wanted.year)
    found = _narrowed(_seen_among(actor, wanted.organizations).filter(known(wanted.known)), within)
    return dict(found.values_list("parts__kind").annotate(times=Count("pk")).order_by())


def listed_as(actor: Actor, found: QuerySet[Revision], wanted: Filter) -> QuerySet[Revision]:
    """Those of the revisions that a list with this filter shows, whoever recorded them."""
    found = _narrowed(listed(found, wanted.known), wanted)
    return found.filter(_says(actor, wanted.text)) if wanted.text else found


def listed(found: QuerySet[Revision], seq: int | None) -> QuerySet[Revision]:
    """Those of the revisions that a list shows: the effective one of each entry, or the pending one before that."""
    confirmed = Confirmation.objects.filter(revision=OuterRef("pk"))
    if seq is not None:
        confirmed = confirmed.filter(known_from__lte=seq)
    newer = Revision.objects.filter(known(seq), entry=OuterRef("entry"), number__gt=OuterRef("number"))
    older = Revision.objects.filter(known(seq), entry=OuterRef("entry"), number__lt=OuterRef("number"))
    found = found.filter(known(seq)).annotate(confirmed=Exists(confirmed), correcting=Exists(newer))
    # Most are the first of their entry, or have taken its place: whether they are confirmed need not be looked up.
    return found.filter(Q(number=1) | ~Exists(older) | Q(("confirmed", True)))


def rows_of(actor: Actor, revisions: Iterable[Revision]) -> list[Row]:
    """Lines for these revisions as this reader may see them, their kinds read in one query."""
    listed = list(revisions)
    kinds = kinds_of(one.pk for one in listed)
    titles = titles_among(actor, [(one.pk, one.organization_id, one.title) for one in listed], kinds)
    entries = {one.entry_id for one in listed}
    voided = set(Voiding.objects.filter(entry_id__in=entries).values_list("entry_id", flat=True))
    return [_row(one, titles[one.pk], kinds.get(one.pk, ()), one.entry_id in voided) for one in listed]


def entry_detail(actor: Actor, entry_id: int, number: int | None = None, seq: int | None = None) -> Detail:
    """One entry as this reader may see it."""
    entry = open_entry(actor, entry_id)
    revisions = list(with_states(Revision.objects.filter(entry=entry), seq).order_by("number"))
    shown = next((one for one in revisions if one.number == number), None) or _current(revisions)
    rulebook = rulebook_of(shown.manifest_id)
    occasion = occasion_of(shown.content)
    keeper = reads_restricted(actor, entry.organization_id)
    seen = occasion if keeper else restricted_view(occasion, rulebook)
    rows = rows_of(actor, revisions)
    voiding = Voiding.objects.filter(entry=entry).first()
    return Detail(
        row=next(row for row in rows if row.revision == shown.pk),
        occasion=seen,
        restricted=seen != occasion,
        manifest=shown.manifest_id,
        reason=shown.reason,
        void_reason=voiding.reason if voiding else "",
        revisions=tuple(rows),
    )


def with_states(found: QuerySet[Revision], seq: int | None) -> QuerySet[Revision]:
    """Let each revision know whether it is confirmed, and whether a newer one waits: what `rows_of` reads."""
    confirmed = Confirmation.objects.filter(revision=OuterRef("pk"))
    if seq is not None:
        found, confirmed = found.filter(known_from__lte=seq), confirmed.filter(known_from__lte=seq)
    newer = Revision.objects.filter(known(seq), entry=OuterRef("entry"), number__gt=OuterRef("number"))
    return found.annotate(confirmed=Exists(confirmed), correcting=Exists(newer))


def _seen_among(actor: Actor, organizations: tuple[int, ...] | None) -> QuerySet[Revision]:
    """What this person may see of these organisations' entries; asked once where he sees each of them."""
    if organizations is None:
        return visible_revisions(actor)
    sees_each = len(visible_among(actor, organizations)) == len(organizations)
    seen = Revision.objects.all() if sees_each else visible_revisions(actor)
    return seen.filter(concerning(organizations))


def _narrowed(found: QuerySet[Revision], wanted: Filter) -> QuerySet[Revision]:
    if wanted.start:
        found = found.filter(last_day__gte=wanted.start)
    if wanted.end:
        found = found.filter(day__lte=wanted.end)
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.kinds:
        found = found.filter(Exists(RevisionPart.objects.filter(revision=OuterRef("pk"), kind__in=wanted.kinds)))
    if wanted.entries is not None:
        found = found.filter(entry_id__in=wanted.entries)
    if wanted.late is not None:
        found = found.filter(is_late=wanted.late)
    return found if wanted.state is None else _in_state(found, wanted.state)


def _says(actor: Actor, text: str) -> Q:
    """A title or place with these words; titles that are for the keepers are found by keepers alone."""
    place, title = Q(place__contains=text), Q(title__contains=text)
    keeps = permitted(actor, Permission.READ_RESTRICTED)
    if isinstance(keeps, Everything):
        return place | title
    kinds = [name for name, kind in current_rulebook().kinds.items() if kind.details]
    delicate = RevisionPart.objects.filter(kind__in=kinds).values("revision_id")
    return place | (title & (Q(organization_id__in=keeps) | ~Q(pk__in=delicate)))


def _in_state(found: QuerySet[Revision], state: State) -> QuerySet[Revision]:
    if state is State.REGISTERED:
        return found.filter(Q(("confirmed", False)))
    return found.filter(Q(("confirmed", True), ("correcting", state is State.CORRECTING)))


def _row(one: Revision, title: str, kinds: tuple[str, ...], voided: bool) -> Row:  # noqa: FBT001
    confirmed, correcting = getattr(one, "confirmed", False), getattr(one, "correcting", False)
    state = State.REGISTERED
    if voided:
        state = State.VOIDED
    elif confirmed:
        state = State.CORRECTING if correcting else State.CONFIRMED
    return Row(
        entry=one.entry_id,
        revision=one.pk,
        number=one.number,
        organization=one.organization_id,
        day=one.day,
        last_day=one.last_day,
        year=one.year,
        title=title,
        place=one.place,
        kinds=kinds,
        state=state,
        is_late=one.is_late,
        is_tally=one.is_tally,
        account=one.account,
    )


def _current(revisions: list[Revision]) -> Revision:
    """The effective revision, or the pending one where none was ever confirmed, or the last."""
    alive = [one for one in revisions if one.known_until is None]
    confirmed = [one for one in alive if getattr(one, "confirmed", False)]
    return (confirmed or alive or revisions)[-1]
