"""汇总登记: a stated count gives way to the single entries that arrive, and nothing is ever counted twice.

Of one figure of one organisation, a statement adds only what it states above what is there already in its period:
the single entries, and what shorter statements overlapping it have added. So entering one by one what was stated in
sum leaves the value as it is, until there is more than was stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window

Account = tuple[str, int]
"""A figure of an organisation."""


@dataclass(frozen=True, slots=True)
class Raise:
    """What a statement adds to what is recorded one by one."""

    record: Record
    amount: int


def period_of(tally: Record) -> Window:
    """The days that a statement speaks of; without a first day, from the beginning of its year."""
    return Window(tally.since or date(tally.day.year, 1, 1), tally.day)


def lies_in(record: Record, period: Window) -> bool:
    """Say whether a record belongs to the period: whole years go by 归属年度, anything else by the day."""
    if is_whole_years(period):
        return period.start.year <= record.year <= period.end.year
    if record.tally:
        stated = period_of(record)
        return period.start <= stated.start and stated.end <= period.end
    return record.day in period


def is_whole_years(period: Window) -> bool:
    """Say whether the period is one calendar year or several."""
    return (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)


def raises(records: Iterable[Record], count: Callable[[list[Record]], int]) -> list[Raise]:
    """Find what each statement adds; `count` says what the single records of one account amount to."""
    singles: dict[Account, list[Record]] = defaultdict(list)
    stated: dict[Account, list[Record]] = defaultdict(list)
    for record in records:
        (stated if record.tally else singles)[record.figure, record.organization].append(record)
    found: list[Raise] = []
    for account, tallies in stated.items():
        found.extend(_raises_of(tallies, singles[account], count))
    return found


def _raises_of(tallies: list[Record], singles: list[Record], count: Callable[[list[Record]], int]) -> list[Raise]:
    found: list[Raise] = []
    for tally in sorted(tallies, key=lambda one: (_length(one), one.day, one.entry, one.part)):
        period = period_of(tally)
        there = count([one for one in singles if lies_in(one, period)])
        there += sum(one.amount for one in found if period_of(one.record).overlaps(period))
        found.append(Raise(tally, max(0, tally.amount - there)))
    return found


def _length(tally: Record) -> int:
    period = period_of(tally)
    return (period.end - period.start).days
