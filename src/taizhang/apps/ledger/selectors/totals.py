"""Values without their records, counted by the database: sums, and distinct people, entries, organisations, places.

Equal to what `domain.figures.balance` counts over the records, where nothing was stated in sum (汇总登记); a figure
that was is balanced record by record, because a statement gives way to the single entries in its own period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from taizhang.apps.audit.models import known
from taizhang.apps.ledger.models import Booking, FigureCode, Posting, RevisionOrganization
from taizhang.apps.ledger.selectors.counting import postings_among
from taizhang.domain.figures.balance import Value
from taizhang.domain.figures.measure import Ground, Measure
from taizhang.domain.figures.tallies import is_whole_years
from taizhang.domain.periods import Window

_BUNCH = 500


class Shared(NamedTuple):
    """A posting of an entry that several organisations took part in."""

    figure_id: int
    organization_id: int
    entry_id: int
    booking_id: int
    part: int
    person: int
    day: date
    year: int
    amount: int
    tally: bool


_JOINT = Shared._fields


@dataclass(frozen=True, slots=True)
class Extent:
    """Which postings are asked about: of which organisations, in which period, up to which day, known when."""

    organizations: frozenset[int]
    period: Window
    as_of: date
    seq: int | None = None

    @property
    def years(self) -> range:
        """The years of attribution: exact for whole years, else with those beside, because then the day decides."""
        wider = not is_whole_years(self.period)
        return range(self.period.start.year - wider, self.period.end.year + 1 + wider)

    def postings(self) -> QuerySet[Posting]:
        """Those postings, statements (汇总登记) of the days before included."""
        found = postings_among(self.organizations, self.seq).filter(day__lte=self.as_of)
        if is_whole_years(self.period):
            return found.filter(year__in=self.years)
        return found.filter(Q(day__gte=self.period.start) | Q(tally=True), day__lte=self.period.end)

    def holds(self, one: Shared) -> bool:
        """Say the same of a single posting, as known at that commit."""
        if one.tally or one.organization_id not in self.organizations or one.day > self.as_of:
            return False
        return one.year in self.years if is_whole_years(self.period) else one.day in self.period


class Totals:
    """Counts the postings of one scope and period for one measure after another."""

    def __init__(self, extent: Extent, measures: Sequence[Measure]) -> None:
        """Ask at once for what many measures share: sums, and the distinct ones of single figures."""
        self._codes = dict(FigureCode.objects.values_list("id", "code"))
        self._numbers = {code: number for number, code in self._codes.items()}
        found = extent.postings()
        self._extent = extent
        self._singles = found.filter(tally=False)
        # Few figures were ever stated in sum, and an index of their own names them.
        stated = list(_distinct_figures(Posting.objects.filter(tally=True)))
        stated = list(_distinct_figures(found.filter(tally=True, figure_id__in=stated))) if stated else []
        self.tallied = frozenset(self._codes[one] for one in stated)
        self._joint = _others_by_revision(extent)
        self._revisions: dict[int, int] = {}
        self._behind_joint = self._read_joint()
        self._sums = self._flows(measures)
        self._people = self._people_by_figure(measures)
        self._heads = self._heads_of(measures)
        self._organizations = self._organizations_of(measures)
        self._places = self._places_of(measures)

    def holds(self, measure: Measure) -> bool:
        """Say whether this counts the measure; stocks and figures with statements it does not."""
        return measure.ground is not Ground.STOCK and self.tallied.isdisjoint(measure.figures)

    def value(self, measure: Measure) -> Value:
        """The value of a measure without statements."""
        if measure.ground is Ground.PEOPLE:
            return self._people_of(measure)
        if measure.ground is Ground.ENTRIES:
            return Value(self._distinct(measure.figures, "entry_id"))
        if measure.ground is Ground.ORGANIZATIONS:
            return Value(len(set().union(*(self._organizations[one] for one in measure.figures))))
        if measure.ground is Ground.PLACES:
            return Value(len(set().union(*(self._places[one] for one in measure.figures))))
        return Value(sum(self._sums.get(one, 0) for one in measure.figures))

    def _flows(self, measures: Iterable[Measure]) -> dict[str, int]:
        """Sums by figure, joint events once: everything, less what organisations beyond the first posted of one."""
        everything = self._of(_read_by(measures, Ground.SUM))
        sums = dict(everything.values_list("figure_id").annotate(total=Sum("amount")).order_by())
        amounts: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for one in self._behind_joint:
            if one.figure_id in sums:
                amounts[one.figure_id, one.entry_id, one.part].append(one.amount)
        for (figure, _, _), posted in amounts.items():
            sums[figure] -= sum(posted) - max(posted)
        return {self._codes[number]: amount for number, amount in sums.items()}

    def _people_of(self, measure: Measure) -> Value:
        if len(measure.figures) == 1:
            named = self._people.get(measure.figures[0], 0)
        else:
            named = self._distinct(measure.figures, "person", person__gt=0)
        heads = {place: amount for one in measure.figures for place, amount in self._heads.get(one, {}).items()}
        if not heads:
            return Value(named)
        return Value(max(named, self._fullest(measure, heads)), 0, sum(amount for amount, _ in heads.values()))

    def _fullest(self, measure: Measure, heads: dict[tuple[str, int, int], tuple[int, int]]) -> int:
        """How many the fullest meeting had: its names and its heads without names."""
        bookings = sorted({booking for _, booking in heads.values()})
        named: dict[tuple[int, int], int] = {}
        among = self._of(measure.figures).filter(person__gt=0)
        for bunch in _bunches(bookings):
            rows = among.filter(booking_id__in=bunch).values_list("entry_id", "part")
            for entry, part, number in rows.annotate(number=Count("person", distinct=True)).order_by():
                named[entry, part] = number
        return max(named.get((entry, part), 0) + amount for (_, entry, part), (amount, _) in heads.items())

    def _heads_of(self, measures: Iterable[Measure]) -> dict[str, dict[tuple[str, int, int], tuple[int, int]]]:
        """Heads without names, by figure: how many of which entry and part, and the booking that says so."""
        heads: dict[str, dict[tuple[str, int, int], tuple[int, int]]] = defaultdict(dict)
        figures = _read_by(measures, Ground.PEOPLE)
        rows = self._of(figures).filter(person=0).order_by("day", "entry_id", "part", "organization_id")
        for figure, entry, part, amount, booking in (
            rows.values_list(
                "figure_id",
                "entry_id",
                "part",
                "amount",
                "booking_id",
            )
            if figures
            else ()
        ):
            code = self._codes[figure]
            heads[code][code, entry, part] = amount, booking
        return heads

    def _people_by_figure(self, measures: Iterable[Measure]) -> dict[str, int]:
        """Distinct people of every single figure; measures of several figures ask for themselves."""
        figures = {one.figures[0] for one in measures if one.ground is Ground.PEOPLE and len(one.figures) == 1}
        rows = self._of(figures).filter(person__gt=0).values_list("figure_id")
        found = rows.annotate(number=Count("person", distinct=True)).order_by() if figures else ()
        return {self._codes[figure]: number for figure, number in found}

    def _organizations_of(self, measures: Iterable[Measure]) -> dict[str, set[int]]:
        """Who an entry is posted to, and who else took part in it."""
        found: dict[str, set[int]] = defaultdict(set)
        figures = _read_by(measures, Ground.ORGANIZATIONS)
        if not figures:
            return found
        posted = self._of(figures)
        for figure, organization in posted.values_list("figure_id", "organization_id").order_by().distinct():
            found[self._codes[figure]].add(organization)
        # Few entries have others: asked from their side, so that the database need not look behind every posting.
        for one in self._behind_joint:
            if self._codes[one.figure_id] in figures:
                found[self._codes[one.figure_id]] |= self._joint[self._revisions[one.booking_id]]
        return found

    def _read_joint(self) -> list[Shared]:
        """What belongs to nobody in particular in entries that several took part in.

        Found by their bookings alone and sifted here: a database that is told more goes through every posting instead.
        """
        found: list[Shared] = []
        for bunch in _bunches(sorted(self._joint)):
            self._revisions.update(Booking.objects.filter(revision_id__in=bunch).values_list("pk", "revision_id"))
        for bunch in _bunches(sorted(self._revisions)):
            rows = Posting.objects.filter(known(self._extent.seq), booking_id__in=bunch).values_list(*_JOINT)
            found += [one for one in map(Shared._make, rows) if not one.person and self._extent.holds(one)]
        return found

    def _places_of(self, measures: Iterable[Measure]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        figures = _read_by(measures, Ground.PLACES)
        rows = self._of(figures).values_list("figure_id", "booking__revision__place").order_by().distinct()
        for figure, place in rows if figures else ():
            if place.strip():
                found[self._codes[figure]].add(place.strip())
        return found

    def _distinct(self, figures: Collection[str], column: str, **narrowed: int) -> int:
        rows = self._of(figures).filter(**narrowed).aggregate(number=Count(column, distinct=True))
        return int(rows["number"])

    def _of(self, figures: Collection[str]) -> QuerySet[Posting]:
        numbers = [self._numbers[one] for one in figures if one in self._numbers]
        return self._singles.filter(figure_id__in=numbers)


def _others_by_revision(extent: Extent) -> dict[int, set[int]]:
    """Who else took part, by revision: in what these organisations recorded or took part in."""
    ids = list(extent.organizations)
    named = RevisionOrganization.objects.filter(organization_id__in=ids).values("revision_id")
    rows = RevisionOrganization.objects.filter(
        Q(revision_id__in=named) | Q(revision__organization_id__in=ids),
        revision__year__in=extent.years,
        organization__isnull=False,
    )
    found: dict[int, set[int]] = defaultdict(set)
    for revision, organization in rows.values_list("revision_id", "organization_id"):
        found[revision].add(organization)
    return found


def _distinct_figures(found: QuerySet[Posting]) -> Iterable[int]:
    return found.values_list("figure_id", flat=True).order_by().distinct()


def _read_by(measures: Iterable[Measure], ground: Ground) -> set[str]:
    return {figure for one in measures if one.ground is ground for figure in one.figures}


def _bunches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _BUNCH):
        yield numbers[start : start + _BUNCH]
