"""Runs beside runs: each way takes its turn, so that what else the machine does falls on all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Spans:
    """The times of one way, in milliseconds."""

    name: str
    spans: tuple[float, ...]
    busy: tuple[float, ...] = ()
    """How long a core worked for each: what the times would be if nobody else had used the machine."""
    served: tuple[float, ...] = ()
    """How long the server had each in hand, where the times are those of a client that asked it."""

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.spans)

    @property
    def least(self) -> float:
        """The shortest one."""
        return min(self.spans)

    @property
    def work(self) -> float | None:
        """The median of the work, where it was looked at."""
        return statistics.median(self.busy) if self.busy else None

    @property
    def p95(self) -> float:
        """What all but one in twenty stay below."""
        return _p95(self.spans)

    @property
    def served_median(self) -> float:
        """The middle one at the server."""
        return statistics.median(self.served)

    @property
    def served_p95(self) -> float:
        """What all but one in twenty stay below at the server."""
        return _p95(self.served)


def _p95(spans: tuple[float, ...]) -> float:
    ordered = sorted(spans)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours first, then what it is held against; and what was demanded of it."""

    title: str
    ways: tuple[Spans, ...]
    target: str = ""
    holds: bool | None = None
    notes: tuple[str, ...] = field(default=())
    compared: bool = True
    """Whether the ways do the same thing, so that a ratio says something."""


def alternate(ways: Mapping[str, Callable[[], Any]], times: int, warm: int = 1) -> tuple[Spans, ...]:
    """Run each way in turn, as often as told; the first rounds only warm what there is to warm."""
    spans: dict[str, list[float]] = {name: [] for name in ways}
    busy: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(warm + times):
        for name, run in ways.items():
            gc.collect()
            began, worked = time.perf_counter(), time.process_time()
            run()
            took, work = time.perf_counter() - began, time.process_time() - worked
            if turn >= warm:
                spans[name].append(took * 1000)
                busy[name].append(work * 1000)
    return tuple(Spans(name, tuple(found), tuple(busy[name])) for name, found in spans.items())


COLUMNS = ("做法", "次数", "中位数 ms", "最短 ms", "p95 ms", "其中处理器 ms")
RATIO_COLUMN = "台账是它的几倍"
SERVER_COLUMNS = ("服务器 中位数 ms", "服务器 p95 ms")


def as_table(found: Comparison) -> str:
    """Lay a comparison out as a table that reads as text and as Markdown."""
    first = found.ways[0]
    mark = {True: "达到", False: "**没有达到**", None: ""}[found.holds]
    lines = [f"### {found.title}", ""]
    if found.target:
        lines += [f"目标：{found.target}。{mark}", ""]
    has_server = any(one.served for one in found.ways)
    columns = [*COLUMNS, *SERVER_COLUMNS] if has_server else [*COLUMNS, RATIO_COLUMN]
    lines += [f"| {' | '.join(columns)} |", f"|---|{'---:|' * (len(columns) - 1)}"]
    lines += [f"| {' | '.join(_cells(one, first, found, has_server=has_server))} |" for one in found.ways]
    if found.notes:
        lines += ["", *found.notes]
    return "\n".join((*lines, ""))


def _cells(one: Spans, first: Spans, found: Comparison, *, has_server: bool) -> list[str]:
    work = "" if one.work is None else f"{one.work:.1f}"
    cells = [one.name, str(len(one.spans)), f"{one.median:.1f}", f"{one.least:.1f}", f"{one.p95:.1f}", work]
    if has_server:
        return [*cells, *((f"{one.served_median:.1f}", f"{one.served_p95:.1f}") if one.served else ("", ""))]
    is_told = one is not first and one.median and found.compared
    return [*cells, f"{first.median / one.median:.2f}" if is_told else ""]
