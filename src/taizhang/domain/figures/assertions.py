"""Control totals (对账断言): what a person stated by a day, held against the figure from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.domain.figures.figure import Figure
from taizhang.domain.obligations.answers import Record
from taizhang.domain.rules.kinds import Amount


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Whether a control total holds, and if not, everything that may explain the difference."""

    stated: int
    found: int
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Say whether the ledger says what was stated."""
        return self.stated == self.found


def reconcile(
    stated: int, figure: Figure, pending: Sequence[Record] = (), amount: Amount = Amount.ONE
) -> Reconciliation:
    """Hold a stated total against a figure; `pending` are records of its period that wait for confirmation."""
    if figure.value == stated:
        return Reconciliation(stated, figure.value, ())
    return Reconciliation(stated, figure.value, tuple(_differences(stated, figure, pending, amount)))


def _differences(stated: int, figure: Figure, pending: Sequence[Record], amount: Amount) -> list[str]:
    def say(value: int) -> str:
        return f"{_spelt(value, amount)} {figure.unit}"

    apart = figure.value - stated
    word = "多" if apart > 0 else "少"
    found = [f"断言 {say(stated)}，台账 {say(figure.value)}，{word} {say(abs(apart))}。"]
    if pending:
        more = sum({(one.figure, one.entry, one.part, one.person): one.amount for one in pending}.values())
        entries = len({one.entry for one in pending})
        found.append(f"另有 {entries} 条记录待确认，合计 {say(more)}，还没有计入。")
    if figure.tallied:
        found.append(f"其中 {say(figure.tallied)}是汇总登记，无逐条。")
    found.extend(f"“{one.title}”汇总登记 {say(one.amount)}，时段超出所问的时段，没有计入。" for one in figure.left_out)
    if figure.overlap:
        found.append(f"各组织合计 {say(figure.value + figure.overlap)}，其中联合 {say(figure.overlap)}只计一次。")
    if figure.unnamed:
        found.append(f"有 {figure.unnamed} 人次只填了人数、没有名单，去重人数只能得出下限。")
    shared = [one for one in _same_day(figure.sources) if apart > 0]
    found.extend(f"{one[0].day}有 {len(one)} 条记录：{_titles(one)}。核对是不是重复登记。" for one in shared)
    return found


def _spelt(value: int, amount: Amount) -> str:
    """Write an amount of the smallest unit as its unit has it: fen as yuan, tenths of an hour as hours."""
    if amount is Amount.FEN:
        return f"{value // 100:,}.{value % 100:02d}"
    if amount is Amount.TENTH_HOUR:
        return f"{value // 10:,}.{value % 10}".removesuffix(".0")
    return str(value)


def _same_day(sources: Sequence[Record]) -> list[list[Record]]:
    """Entries of one organisation on one day, where there are several: the likeliest reason for too many."""
    days: dict[tuple[int, str], dict[int, Record]] = {}
    for one in sources:
        days.setdefault((one.organization, f"{one.day}{one.figure}"), {}).setdefault(one.entry, one)
    return [list(entries.values()) for entries in days.values() if len(entries) > 1]


def _titles(records: Sequence[Record]) -> str:
    return "、".join(f"“{one.title}”" for one in records[:3]) + ("等" if len(records) > len(records[:3]) else "")
