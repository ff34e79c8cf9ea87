"""What a figure stands on: one row an entry, the branches, the months; rows add up to the value and say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.figures import FigureView
from taizhang.apps.ledger.selectors.titles import titles_for
from taizhang.apps.organizations.selectors import list_organizations, names_of
from taizhang.domain.figures.figure import Figure
from taizhang.domain.figures.measure import Ground, Measure
from taizhang.domain.obligations.answers import Record
from taizhang.faces.web.pages.figures.period import Period
from taizhang.faces.web.pages.figures.telling import figure_link
from taizhang.faces.web.shell.amounts import amount_text
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import entry_link
from taizhang.faces.web.shell.naming import name_key, told_apart
from taizhang.faces.web.shell.scopes import Scope

FULL = 100
MONTHS = tuple(f"{month}月" for month in range(1, 13))
NOBODY = (Ground.ORGANIZATIONS, Ground.PLACES)


@dataclass(frozen=True, slots=True)
class EntrySum:
    """What one entry brings."""

    entry: int
    revision: int
    day: date
    year: int
    organization: int
    amount: int
    tally: bool


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One entry of the list below a figure."""

    day: date
    organization: str
    title: str
    href: str
    amount: int
    tally: bool
    year: int


@dataclass(frozen=True, slots=True)
class BranchRow:
    """What one organisation brings, as a bar."""

    name: str
    value: int
    width: float
    href: str


def entries_of(figure: Figure) -> list[EntrySum]:
    """Add up the records of each entry, newest day first."""
    sums: dict[tuple[int, bool], EntrySum] = {}
    for one in figure.sources:
        key = (one.entry, one.tally)
        before = sums.get(key)
        amount = one.amount + (before.amount if before else 0)
        sums[key] = EntrySum(one.entry, one.revision, one.day, one.year, one.organization, amount, one.tally)
    return sorted(sums.values(), key=lambda one: (one.day, one.entry), reverse=True)


def rows_of(frame: Frame, actor: Actor, told: Sequence[EntrySum | Record]) -> list[RecordRow]:
    """Entries of a list, or statements that reach beyond the period asked; titles as this reader may see them."""
    titles = titles_for(actor, [one.revision for one in told])
    names = names_of({one.organization for one in told}, frame.as_of, frame.known)
    return [
        RecordRow(
            one.day,
            names.get(one.organization, ""),
            titles.get(one.revision, ""),
            entry_link(frame, one.entry),
            one.amount,
            one.tally,
            one.year,
        )
        for one in told
    ]


def sum_words(measure: Measure, figure: Figure, sums: Sequence[EntrySum]) -> str:
    """Say how the rows make the value."""
    unit = measure.info.smallest
    total = sum(one.amount for one in sums)
    value = amount_text(figure.value, unit)
    if measure.ground is Ground.ENTRIES:
        return f"一条记录计一次，{len({one.entry for one in sums if not one.tally})} 条，合 {value}"
    if measure.ground in {Ground.PEOPLE, *NOBODY}:
        return f"各行相加 {total} 次，同一个只计一次，合 {value}"
    if total == figure.value:
        return f"各行相加 = {value}，与上面一致"
    return f"各行相加 {amount_text(total, unit)}，汇总登记与逐条记录重叠的不重复计，合 {value}"


def branch_rows(frame: Frame, figure: Figure, scope: Scope, period: Period) -> tuple[BranchRow, ...]:
    """The organisations of the scope by name, never by value."""
    most = max((one.value for one in figure.portions), default=0)
    views = {
        view.id: view
        for view in list_organizations(
            [one.organization for one in figure.portions], frame.as_of, frame.known, closed=True
        )
    }
    called = told_apart(views.values())
    rows = [
        BranchRow(
            called[one.organization],
            one.value,
            round(FULL * one.value / most, 1) if most > 0 else 0,
            figure_link(frame, figure.definition, period, scope, org=views[one.organization].code),
        )
        for one in figure.portions
        if one.organization in views
    ]
    return tuple(sorted(rows, key=lambda row: name_key(row.name)))


def overlap_words(measure: Measure, figure: Figure) -> str:
    """Write 各党组织合计 112次 − 重复 10次 = 102次, where parts overlap; a plain sum otherwise."""
    unit = measure.info.smallest
    total = amount_text(figure.value, unit)
    if not figure.overlap:
        return f"各党组织合计 = {total}"
    parts, overlap = amount_text(figure.value + figure.overlap, unit), amount_text(figure.overlap, unit)
    return f"各党组织合计 {parts} − 重复 {overlap} = {total}"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of this year and of the one before."""

    word: str
    value: int | None
    before: int | None
    href: str


def month_rows(frame: Frame, view: FigureView, scope: Scope) -> tuple[MonthRow, ...]:
    """The months of the trend; a month that has not begun has no value."""
    if view.trend is None:
        return ()
    before = view.trend_before.months if view.trend_before else (None,) * 12
    year = view.trend.year
    return tuple(
        MonthRow(
            word,
            value,
            earlier,
            frame.address.to(
                "figures:figure",
                view.figure.definition,
                period=f"m{place}",
                scope=scope.key,
                year=year if year != frame.as_of.year else None,
            )
            if value
            else "",
        )
        for place, (word, value, earlier) in enumerate(zip(MONTHS, view.trend.months, before, strict=True), start=1)
    )
