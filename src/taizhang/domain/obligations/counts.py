"""The sums that a grid is answered from (月合计): one scan fills them, as no cell may ask for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from taizhang.domain.obligations.answers import Shift
from taizhang.domain.obligations.cadence import run_of, slots_of_year
from taizhang.domain.periods import Cycle, Window
from taizhang.domain.rules.obligations import Cadence

Months = tuple[int, ...]
Run = tuple[str, Window]
NO_MONTHS: Months = (0,) * 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums of one year up to the day asked, without tallies: by month of the day, by 归属年度, over single runs."""

    months: Mapping[str, Mapping[int, Months]] = field(default_factory=dict)
    years: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    runs: Mapping[Run, Mapping[int, int]] = field(default_factory=dict)

    @classmethod
    def of_rows(
        cls,
        year: int,
        rows: Iterable[tuple[str, int, int, int, int]],
        runs: Mapping[Run, Mapping[int, int]] | None = None,
    ) -> Counts:
        """Gather rows of (figure, organisation, year × 12 + month − 1 of the day, 归属年度, amount)."""
        first, last = year * 12, year * 12 + 11
        sums: dict[tuple[str, int], list[int]] = {}
        years: dict[str, dict[int, int]] = {}
        for figure, organization, month, attributed, amount in rows:
            account = sums.get((figure, organization))
            if account is None:
                account = sums[figure, organization] = [0] * 13
            if first <= month <= last:
                account[month - first] += amount
            if attributed == year:
                account[12] += amount
        frozen: dict[str, dict[int, Months]] = {}
        for (figure, organization), account in sums.items():
            years.setdefault(figure, {})[organization] = account.pop()
            frozen.setdefault(figure, {})[organization] = tuple(account)
        return cls(frozen, years, runs or {})


def runs_needed(rules: Iterable[Cadence], year: int, shifts: Sequence[Shift] = ()) -> frozenset[Run]:
    """The sums that month sums cannot give: single weeks, and windows made longer by a notice."""
    needed: set[Run] = set()
    for rule in rules:
        for slot in slots_of_year(rule, year):
            if slot.version is None or slot.is_yearly:
                continue
            figures = (*slot.version.figures, *slot.version.unknown)
            longer = {run_of(slot, one.due_on) for one in shifts if one.rule == rule.id and one.window == slot.window}
            weekly = {slot.window} if slot.version.window is Cycle.WEEK else set()
            needed.update((figure, run) for run in (longer - {slot.window}) | weekly for figure in figures)
    return frozenset(needed)
