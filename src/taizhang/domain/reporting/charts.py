"""Pictures of a report's numbers, for inside use: by month, and by kind, this year beside the last.

A chart is made of the same questions as the chips of the text, asked again month by month; nothing is drawn that the
ledger does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from taizhang.domain.periods import Window
from taizhang.domain.reporting.document import Ask, Chip, Document
from taizhang.domain.reporting.elsewhere import whose
from taizhang.domain.rules.figures import FigureInfo, Nature
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.outlines import Speaking

MOST_BY_MONTH = 4
FEWEST_IN_A_YEAR = 6
"""Of fewer a sentence says as much as a picture."""
FEWEST_KINDS, MOST_KINDS = 3, 10
_MONTHS = range(1, 13)
_COUNT = "/count"


class Across(StrEnum):
    """What stands side by side."""

    MONTHS = "months"
    KINDS = "kinds"


@dataclass(frozen=True, slots=True)
class Series:
    """One year's bars; None where the year has not come so far."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with all that is said about it."""

    across: Across
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    definition: str
    period: str
    counted: str

    @property
    def lines(self) -> tuple[str, str, str]:
        """What stands below it."""
        return f"口径：{self.definition}", f"期间：{self.period}", f"数的是：{self.counted}"

    @property
    def alternative(self) -> str:
        """The same in words, for who cannot see it."""
        told = "；".join(f"{one.name}：{self._told(one)}" for one in self.series)
        return f"柱状图，{self.title}，单位：{self.unit}。{told}。"

    def _told(self, series: Series) -> str:
        pairs = zip(self.labels, series.values, strict=True)
        return "，".join(f"{label} {value}" for label, value in pairs if value is not None)


@dataclass(frozen=True, slots=True)
class Charting:
    """The charts that a document's numbers give, before anything is asked."""

    since: date
    until: date
    by_month: tuple[Chip, ...]
    by_kind: tuple[tuple[Chip, ...], ...]
    """One for each scope of which enough kinds are counted."""

    @property
    def year(self) -> int:
        """The year of the report."""
        return self.until.year

    @property
    def has_year_before(self) -> bool:
        """Whoever took office within the year has no year before to be held against."""
        return self.since == date(self.year, 1, 1)

    def asks(self) -> Iterator[Ask]:
        """Every question that the charts stand on."""
        for chip in self.by_month:
            yield chip.ask
            for year in self._years():
                yield from (ask for month in _MONTHS if (ask := self._month(chip.ask, year, month)) is not None)
        for chips in self.by_kind:
            for chip in chips:
                yield chip.ask
                yield from (self._last_year(chip.ask),) if self.has_year_before else ()

    def charts(
        self, values: Mapping[Ask, int], infos: Mapping[str, FigureInfo], scopes: Mapping[str, str]
    ) -> tuple[Chart, ...]:
        """The charts, given the answers, the definitions and the words for scopes."""
        kinds = (self._of_kinds(chips, values, infos, scopes) for chips in self.by_kind)
        return (*kinds, *(self._of_months(chip, values, infos, scopes) for chip in self.by_month))

    def _of_months(
        self, chip: Chip, values: Mapping[Ask, int], infos: Mapping[str, FigureInfo], scopes: Mapping[str, str]
    ) -> Chart:
        info, scope = infos[chip.ask.figure], scopes[chip.ask.scope]
        now, before = (
            tuple(values.get(ask, 0) if (ask := self._month(chip.ask, year, month)) else None for month in _MONTHS)
            for year in (self.year, self.year - 1)
        )
        whole, months = values.get(chip.ask, 0), sum(value or 0 for value in now)
        apart = f"；各月之和{months}，合计{whole}，差在跨月的汇总登记和归属年度" if whole != months else ""
        return Chart(
            Across.MONTHS,
            f"{info.zh}（{scope}），{self.year}年各月",
            info.unit,
            tuple(f"{month}月" for month in _MONTHS),
            self._series(now, before),
            info.definition,
            self._period("各月"),
            f"{scope}的{info.zh}，按记录的日子归月{apart}。",
        )

    def _of_kinds(
        self,
        chips: Sequence[Chip],
        values: Mapping[Ask, int],
        infos: Mapping[str, FigureInfo],
        scopes: Mapping[str, str],
    ) -> Chart:
        scope, unit = scopes[chips[0].ask.scope], infos[chips[0].ask.figure].unit
        names = tuple(infos[chip.ask.figure].zh.removesuffix(f"{unit}数") for chip in chips)
        return Chart(
            Across.KINDS,
            f"各类活动{unit}数（{scope}），{self.year}年",
            unit,
            names,
            self._series(
                tuple(values.get(chip.ask, 0) for chip in chips),
                tuple(values.get(self._last_year(chip.ask), 0) for chip in chips),
            ),
            f"已确认的各类记录，每条计一{unit}。",
            self._period("同期"),
            f"{scope}在正文里写到的{len(chips)}类活动，一条记录有几类的各计一{unit}。",
        )

    def _series(self, now: tuple[int | None, ...], before: tuple[int | None, ...]) -> tuple[Series, ...]:
        this_year = Series(f"{self.year}年", now)
        return (this_year, Series(f"{self.year - 1}年", before)) if any(before) else (this_year,)

    def _period(self, of_last_year: str) -> str:
        beside = f"；对照{self.year - 1}年{of_last_year}，上年没有记录的不画" if self.has_year_before else ""
        return f"{self.since}至{self.until}{beside}。"

    def _years(self) -> tuple[int, ...]:
        return (self.year, self.year - 1) if self.has_year_before else (self.year,)

    def _month(self, ask: Ask, year: int, month: int) -> Ask | None:
        window = Window.of_month(year, month)
        if year < self.year:
            return replace(ask, since=window.start, until=window.end)
        if window.start > self.until or window.end < self.since:
            return None
        return replace(ask, since=max(window.start, self.since), until=min(window.end, self.until))

    def _last_year(self, ask: Ask) -> Ask:
        end = Window.of_month(self.year - 1, ask.until.month).end
        # The 29th of February has no counterpart.
        day = end if ask.until.day > end.day else ask.until.replace(year=self.year - 1)
        return replace(ask, since=date(self.year - 1, 1, 1), until=day)


def charting(document: Document, infos: Mapping[str, FigureInfo]) -> Charting:
    """Choose what of a document can be drawn: counts over the whole of its year, in the order of the text."""
    chips: dict[tuple[str, str], Chip] = {}
    for chip in document.chips():
        if whose(chip.ask.scope)[1] is None and _is_count(chip, infos):
            chips.setdefault((chip.ask.figure, _side(chip)), chip)
    counted = list(chips.values())
    if not counted:
        return Charting(date.min, date.min, (), ())
    until = max(chip.ask.until for chip in counted)
    since = min(chip.ask.since for chip in counted if chip.ask.until == until and chip.ask.since.year == until.year)
    counted = [chip for chip in counted if (chip.ask.since, chip.ask.until) == (since, until)]
    often = [chip for chip in counted if chip.value >= FEWEST_IN_A_YEAR]
    sides = dict.fromkeys(_side(chip) for chip in counted)
    kinds = [[chip for chip in counted if _side(chip) == side and _is_of_kind(chip, infos)] for side in sides]
    return Charting(
        since,
        until,
        tuple(often[:MOST_BY_MONTH]),
        tuple(tuple(of_scope[:MOST_KINDS]) for of_scope in kinds if len(of_scope) >= FEWEST_KINDS),
    )


def _is_count(chip: Chip, infos: Mapping[str, FigureInfo]) -> bool:
    info = infos.get(chip.ask.figure)
    return info is not None and info.nature is Nature.FLOW and info.amount is Amount.ONE


def _side(chip: Chip) -> str:
    """Who speaks and his own organisation count the same."""
    return Speaking.OWN if chip.ask.scope == Speaking.SPEAKER else chip.ask.scope


def _is_of_kind(chip: Chip, infos: Mapping[str, FigureInfo]) -> bool:
    return chip.ask.figure.endswith(_COUNT) and infos[chip.ask.figure].unit == "次"
