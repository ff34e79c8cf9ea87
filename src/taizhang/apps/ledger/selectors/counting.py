"""What the grid and the figures count: sums straight from the postings, and the records behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet, Sum

from taizhang.apps.audit.models import known
from taizhang.apps.ledger.models import FigureCode, Posting
from taizhang.domain.figures.tallies import is_whole_years
from taizhang.domain.obligations.answers import Record
from taizhang.domain.obligations.counts import Counts, Run
from taizhang.domain.periods import Window

SumRow = tuple[str, int, int, int, int]


def postings_of(
    figures: Collection[str],
    organizations: Collection[int] | None,
    seq: int | None = None,
) -> QuerySet[Posting]:
    """The postings on these figures, of these organisations (None: all), as known at that commit."""
    return postings_among(organizations, seq).filter(figure_id__in=list(numbers_of(figures)))


def postings_among(organizations: Collection[int] | None, seq: int | None = None) -> QuerySet[Posting]:
    """The postings of these organisations (None: all) on any figure, as known at that commit."""
    found = Posting.objects.filter(known(seq))
    return found if organizations is None else found.filter(organization_id__in=list(organizations))


def records(
    figures: Collection[str],
    organizations: Collection[int] | None,
    start: date,
    end: date,
    *,
    year: int | None = None,
    seq: int | None = None,
) -> list[Record]:
    """The postings between two days, or of an attribution year up to `end`, with the entries they come from."""
    found = postings_of(figures, organizations, seq).filter(day__lte=end)
    found = found.filter(year=year) if year is not None else found.filter(day__gte=start)
    return list(_records(found))


def records_within(
    figures: Collection[str],
    ids: Collection[int],
    period: Window,
    as_of: date,
    seq: int | None,
) -> list[Record]:
    """The records of the period: whole years go by 归属年度, and so may lie in the year after."""
    if is_whole_years(period):
        return [
            record
            for year in range(period.start.year, period.end.year + 1)
            for record in records(figures, ids, period.start, as_of, year=year, seq=seq)
        ]
    return records(figures, ids, date(period.start.year, 1, 1), as_of, seq=seq)


def numbers_of(figures: Collection[str]) -> dict[int, str]:
    """The small numbers under which these figures are posted; one that never was posted has none."""
    return dict(FigureCode.objects.filter(code__in=list(figures)).values_list("id", "code"))


def counts(
    figures: Collection[str],
    organizations: Collection[int] | None,
    year: int,
    as_of: date,
    runs: Iterable[Run] = (),
    seq: int | None = None,
) -> Counts:
    """The sums of a year up to a day, as the grid wants them; stated counts (汇总登记) meet no cadence."""
    codes = numbers_of(figures)
    base = Posting.objects.filter(known(seq), figure_id__in=list(codes), tally=False)
    if organizations is not None:
        base = base.filter(organization_id__in=list(organizations))
    return Counts.of_rows(year, _sum_rows(base, codes, year, as_of), _run_sums(base, list(runs), codes, as_of))


def _sum_rows(base: QuerySet[Posting], codes: dict[int, str], year: int, as_of: date) -> Iterator[SumRow]:
    """By figure, organisation, month and attribution year: whole months from the index, the last by its days."""
    first = year * 12
    last = min(first + 11, as_of.year * 12 + as_of.month - 1)
    attributed = Q(year=year, month__lte=as_of.year * 12 + as_of.month - 1)
    neighbours = Q(year__in=(year - 1, year + 1), month__gte=first, month__lte=last)
    for part in (attributed, neighbours):
        found = base.filter(part).exclude(month=as_of.year * 12 + as_of.month - 1, day__gt=as_of)
        rows = found.values_list("figure_id", "organization_id", "month", "year").annotate(total=Sum("amount"))
        for figure, organization, month, its_year, amount in rows.order_by():
            yield codes[figure], organization, month, its_year, amount


def _run_sums(
    base: QuerySet[Posting], runs: list[Run], codes: dict[int, str], as_of: date
) -> dict[Run, dict[int, int]]:
    """The sums of single runs, by organisation: one query gives the days of all of them."""
    wanted = {figure for figure, _ in runs}
    numbers = {number for number, code in codes.items() if code in wanted}
    if not numbers:
        return {}
    first, last = min(run.start for _, run in runs), max(run.end for _, run in runs)
    found = base.filter(figure_id__in=numbers, day__gte=first, day__lte=min(last, as_of))
    days: dict[str, list[tuple[int, date, int]]] = defaultdict(list)
    rows = found.values_list("figure_id", "organization_id", "day").annotate(total=Sum("amount"))
    for figure, organization, day, amount in rows.order_by():
        days[codes[figure]].append((organization, day, amount))
    sums: dict[Run, dict[int, int]] = {}
    for figure, run in runs:
        mine = sums[figure, run] = defaultdict(int)
        for organization, day, amount in days[figure]:
            if day in run:
                mine[organization] += amount
    return sums


def _records(found: QuerySet[Posting]) -> Iterator[Record]:
    rows = found.order_by("day", "entry_id", "part", "person", "organization_id").values_list(
        "figure__code",
        "organization_id",
        "day",
        "year",
        "amount",
        "entry_id",
        "booking__revision_id",
        "booking__revision__title",
        "person",
        "part",
        "tally",
        "booking__revision__day",
    )
    for row in rows.iterator(chunk_size=5000):
        yield Record(*row[:-1], since=row[-1] if row[-2] else None)
