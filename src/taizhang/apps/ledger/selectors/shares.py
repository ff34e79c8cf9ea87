"""What each organisation brings to figures without their records: sums, and the people, entries and places behind them.

One organisation's share hangs on its own postings alone, so after a commit only the shares of those it concerns are
counted again; `totals` puts the shares of a scope together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import NamedTuple, TypeAlias

from django.db.models import Q, QuerySet, Sum

from taizhang.apps.audit.models import known
from taizhang.apps.ledger.models import Booking, FigureCode, Posting, Revision, RevisionOrganization
from taizhang.apps.ledger.selectors.counting import records_within
from taizhang.apps.ledger.selectors.doors import FEW
from taizhang.apps.ledger.selectors.extent import Extent, Wanted
from taizhang.domain.figures.balance import different_entries, flow
from taizhang.domain.figures.tallies import lies_in, raises
from taizhang.domain.obligations.answers import Record

_BUNCH = 500
Numbers: TypeAlias = "array[int]"


class Shared(NamedTuple):
    """A posting of an entry that several organisations took part in."""

    organization_id: int
    figure_id: int
    entry_id: int
    part: int
    amount: int
    booking_id: int
    person: int
    day: date
    year: int
    tally: bool


class Joint(NamedTuple):
    """A posting, on nobody in particular, of an entry that several organisations took part in."""

    figure: str
    entry: int
    part: int
    amount: int
    others: frozenset[int]
    """Who took part besides the recorder."""


class Heads(NamedTuple):
    """Heads without names at one part of an entry."""

    day: date
    entry: int
    part: int
    organization: int
    figure: str
    amount: int
    booking: int


class Stated(NamedTuple):
    """What was stated in sum (汇总登记) of a figure in the period, and what of it is not there one by one."""

    amount: int
    above_amounts: int
    above_entries: int
    """The same where the single entries are counted, not their amounts."""


@dataclass(slots=True)
class Share:
    """What one organisation brings, by figure; distinct numbers in order, packed, as a thousand shares are kept."""

    sums: dict[str, int] = field(default_factory=dict)
    people: dict[str, Numbers] = field(default_factory=dict)
    entries: dict[str, Numbers] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: tuple[Heads, ...] = ()
    joint: tuple[Joint, ...] = ()
    stated: dict[str, Stated] = field(default_factory=dict)


def shares(extent: Extent, wanted: Wanted, organizations: Sequence[int]) -> dict[int, Share]:
    """Count the share of each of these organisations."""
    return _Counting(extent, wanted, organizations).shares


class _Counting:
    """Counts the shares of some organisations, for all of them in a few queries."""

    def __init__(self, extent: Extent, wanted: Wanted, organizations: Sequence[int]) -> None:
        self.shares = {one: Share() for one in organizations}
        self._codes = dict(FigureCode.objects.values_list("id", "code"))
        self._numbers = {code: number for number, code in self._codes.items()}
        self._extent, self._organizations = extent, organizations
        found = extent.postings(organizations)
        self._singles = found.filter(tally=False)
        self._count_sums(wanted.sums)
        for one, people in self._sets(wanted.people, "person", person__gt=0).items():
            self.shares[one].people = people
        for one, entries in self._sets(wanted.entries, "entry_id").items():
            self.shares[one].entries = entries
        self._find_places(wanted.places)
        self._find_heads(wanted.people)
        self._find_joint(wanted.sums)
        self._find_stated(wanted.sums | wanted.people | wanted.entries)

    def _count_sums(self, figures: Collection[str]) -> None:
        rows = self._of(figures).values_list("organization_id", "figure_id").annotate(total=Sum("amount"))
        for organization, figure, total in rows.order_by().iterator():
            self.shares[organization].sums[self._codes[figure]] = total

    def _sets(self, figures: Collection[str], column: str, **narrowed: int) -> dict[int, dict[str, Numbers]]:
        """The distinct values of a column, by organisation and figure."""
        gathered: dict[int, dict[int, Numbers]] = defaultdict(lambda: defaultdict(_no_numbers))
        if figures:
            rows = self._of(figures).filter(**narrowed).values_list("organization_id", "figure_id", column)
            for organization, figure, value in rows.order_by().distinct().iterator(chunk_size=5000):
                gathered[organization][figure].append(value)
        return {
            organization: {self._codes[figure]: array("q", sorted(values)) for figure, values in by.items()}
            for organization, by in gathered.items()
        }

    def _find_places(self, figures: Collection[str]) -> None:
        gathered: dict[tuple[int, int], set[str]] = defaultdict(set)
        rows = self._of(figures).values_list("organization_id", "figure_id", "booking__revision__place")
        for organization, figure, place in rows.order_by().distinct().iterator() if figures else ():
            if place.strip():
                gathered[organization, figure].add(place.strip())
        for (organization, figure), places in gathered.items():
            self.shares[organization].places[self._codes[figure]] = tuple(sorted(map(intern, places)))

    def _find_heads(self, figures: Collection[str]) -> None:
        rows = self._of(figures).filter(person=0)
        columns = ("day", "entry_id", "part", "organization_id", "figure_id", "amount", "booking_id")
        gathered: dict[int, list[Heads]] = defaultdict(list)
        for day, entry, part, organization, figure, amount, booking in (
            rows.order_by().values_list(*columns).iterator() if figures else ()
        ):
            gathered[organization].append(Heads(day, entry, part, organization, self._codes[figure], amount, booking))
        for organization, heads in gathered.items():
            self.shares[organization].heads = tuple(sorted(heads))

    def _find_joint(self, figures: Collection[str]) -> None:
        """Found by their bookings alone and sifted here: a database that is told more goes through every posting."""
        others = _others_by_revision(self._organizations, self._extent.years)
        wanted = {self._numbers[one] for one in figures if one in self._numbers}
        gathered: dict[int, list[Joint]] = defaultdict(list)
        for revision, row in _behind(others, self._extent.seq):
            if (
                row.organization_id in self.shares
                and row.figure_id in wanted
                and _is_plain(row)
                and self._extent.holds(row)
            ):
                joint = Joint(self._codes[row.figure_id], row.entry_id, row.part, row.amount, others[revision])
                gathered[row.organization_id].append(joint)
        for organization, those in gathered.items():
            self.shares[organization].joint = tuple(sorted(those, key=_place))

    def _find_stated(self, wanted: Collection[str]) -> None:
        """Few figures were ever stated in sum, an index of their own names them; only theirs are read one by one."""
        ever = Posting.objects.filter(tally=True).values_list("figure_id", flat=True).order_by().distinct()
        codes = [one for one in ever if self._codes[one] in wanted]
        tallies = self._extent.postings(self._organizations).filter(tally=True, figure_id__in=codes)
        found = list(tallies.values_list("organization_id", "figure_id").order_by().distinct()) if codes else []
        if not found:
            return
        figures = {self._codes[figure] for _, figure in found}
        period = self._extent.period
        read = records_within(figures, {one for one, _ in found}, period, self._extent.as_of, self._extent.seq)
        accounts: dict[tuple[int, str], list[Record]] = defaultdict(list)
        for record in read:
            if lies_in(record, period):
                accounts[record.organization, record.figure].append(record)
        for (organization, figure), records in accounts.items():
            if any(one.tally for one in records):
                self.shares[organization].stated[figure] = _stated(records)

    def _of(self, figures: Collection[str]) -> QuerySet[Posting]:
        return self._singles.filter(figure_id__in=[self._numbers[one] for one in figures if one in self._numbers])


def _is_plain(one: Shared) -> bool:
    """Say whether it is on nobody in particular, and stated one by one."""
    return not one.tally and not one.person


def _place(one: Joint) -> tuple[str, int, int]:
    """Where it stands among those of one organisation: the same ones are in the same order each time."""
    return one.figure, one.entry, one.part


def _stated(records: Sequence[Record]) -> Stated:
    """What the statements on one figure of one organisation say, beside its single entries."""
    return Stated(
        sum(one.amount for one in records if one.tally),
        sum(one.amount for one in raises(records, flow)),
        sum(one.amount for one in raises(records, different_entries)),
    )


def _no_numbers() -> Numbers:
    return array("q")


def _behind(revisions: Iterable[int], seq: int | None) -> Iterator[tuple[int, Shared]]:
    """Every posting of these revisions, with the revision."""
    of: dict[int, int] = {}
    for some in _bunches(sorted(revisions)):
        of.update(Booking.objects.filter(revision_id__in=some).values_list("pk", "revision_id"))
    for some in _bunches(sorted(of)):
        rows = Posting.objects.filter(known(seq), booking_id__in=some).values_list(*Shared._fields)
        yield from ((of[one.booking_id], one) for one in map(Shared._make, rows))


def _others_by_revision(organizations: Sequence[int], years: range) -> dict[int, frozenset[int]]:
    """Who else took part, by revision: in what these organisations recorded or took part in."""
    taking_part = RevisionOrganization.objects.filter(organization__isnull=False)
    named = RevisionOrganization.objects.filter(organization_id__in=organizations).values("revision_id")
    pairs = "revision_id", "organization_id"
    if len(organizations) <= FEW:
        # Each by itself, out of an index of its own: for both in one, PostgreSQL goes through every revision.
        within = Revision.objects.filter(year__in=years)
        recorded = taking_part.filter(revision__in=within.filter(organization_id__in=organizations).values("pk"))
        joined = taking_part.filter(revision__in=within.filter(pk__in=named).values("pk"))
        rows = recorded.values_list(*pairs).union(joined.values_list(*pairs))
    else:
        concerned = Q(revision_id__in=named) | Q(revision__organization_id__in=organizations)
        rows = taking_part.filter(concerned, revision__year__in=years).values_list(*pairs)
    found: dict[int, set[int]] = defaultdict(set)
    for revision, organization in rows:
        found[revision].add(organization)
    return {revision: frozenset(others) for revision, others in found.items()}


def _bunches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _BUNCH):
        yield numbers[start : start + _BUNCH]
