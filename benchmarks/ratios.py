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
        ordered = sorted(self.spans)
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


def as_table(found: Comparison) -> str:
    """Lay a comparison out as a table that reads as text and as Markdown."""
    first = found.ways[0]
    mark = {True: "达到", False: "**没有达到**", None: ""}[found.holds]
    lines = [f"### {found.title}", ""]
    if found.target:
        lines += [f"目标：{found.target}。{mark}", ""]
    lines += [
        "| 做法 | 次数 | 中位数 ms | 最短 ms | p95 ms | 其中处理器 ms | 台账是它的几倍 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for one in found.ways:
        ratio = f"{first.median / one.median:.2f}" if one is not first and one.median and found.compared else ""
        work = "" if one.work is None else f"{one.work:.1f}"
        lines.append(
            f"| {one.name} | {len(one.spans)} | {one.median:.1f} | {one.least:.1f} | {one.p95:.1f} | {work} | {ratio} |"
        )
    if found.notes:
        lines += ["", *found.notes]
    return "\n".join((*lines, ""))
