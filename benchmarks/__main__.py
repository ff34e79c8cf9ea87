"""`make bench`: every figure of the performance table on one world, in one run, printed and written down."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.place import CACHE, ROOT, Place, bring_up

if TYPE_CHECKING:
    from benchmarks.ratios import Comparison

SUBJECTS = ("reading", "grid", "counting", "verifying", "pages", "confirming")
"""In this order: the bare inserts at the end forge rows that `verify` would rightly name."""
BARE = frozenset({"reading"})
"""What measures texts alone needs no world of records."""
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
FULL = 1000
SAID = "## 说明\n"


def main() -> None:
    """Build what is missing, measure what is asked for, and say it."""
    asked = _asked()
    home = None if asked.only and BARE.issuperset(asked.only) else _world(asked)
    found: list[str] = []
    said = _said()
    for one in _measured(asked.only or SUBJECTS, home.parent if home else ROOT, asked.times):
        from benchmarks.ratios import as_table  # noqa: PLC0415 (kept beside its use)

        print(as_table(one), flush=True)
        found.append(as_table(one))
        if asked.write:
            # After each, so that a run that is cut off leaves what it found.
            RESULTS.write_text("\n".join((_head(asked.size, asked.times), *found, said)), encoding="utf-8")


def _world(asked: argparse.Namespace) -> Path:
    """Build the records where they are missing, and bring up a copy of them."""
    place = Place.of_size(asked.size)
    if asked.fresh or not place.is_built:
        print(f"建测试数据：{asked.size} 个支部，{asked.size * 300} 条记录，放在 {CACHE}。只建一次。", file=sys.stderr)
        # In a process of its own, so that nothing of building is remembered while measuring.
        subprocess.run([sys.executable, "-m", "benchmarks.world", str(asked.size)], check=True)
    home = place.copy()
    bring_up(home)
    return home


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--size", type=int, default=FULL, help="支部个数，默认 1000")
    parser.add_argument("--times", type=int, default=15, help="每种做法跑几次，默认 15")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="只测这一项，可写几次")
    parser.add_argument("--fresh", action="store_true", help="重新建测试数据")
    parser.add_argument("--write", action="store_true", help="把结果写进 benchmarks/RESULTS.md")
    return parser.parse_args()


def _measured(subjects: list[str], folder: Path, times: int) -> Iterator[Comparison]:
    for subject in (one for one in SUBJECTS if one in subjects):
        if subject == "reading":
            from benchmarks import reading  # noqa: PLC0415 (needs no Django)

            yield from reading.compare(times)
        else:
            yield from _of_records(subject, folder, times)


def _of_records(subject: str, folder: Path, times: int) -> Iterator[Comparison]:
    from benchmarks import confirming, counting, grid, pages, verifying  # noqa: PLC0415 (Django has to be up)

    if subject == "confirming":
        yield confirming.compare(times * 4)
    elif subject == "counting":
        yield from counting.compare(max(3, times // 3))
    elif subject == "grid":
        yield from grid.compare(times)
    elif subject == "pages":
        yield from pages.compare(folder, times)
    else:
        yield from verifying.compare(times)


def _said() -> str:
    """What people wrote under the tables stays."""
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    _, mark, after = before.partition(SAID)
    return mark + after


def _head(size: int, times: int) -> str:
    load = "、".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        "# 性能对照\n\n"
        f"`make bench` 于 {datetime.now(UTC):%Y-%m-%d %H:%M} UTC 写成：{size} 个支部，三年 {size * 300} 条记录，"
        f"每条 15 人到会；{os.cpu_count()} 核，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}，SQLite（回滚日志）；每种做法轮流跑，约 {times} 次。系统负载 {load}。\n"
    )


if __name__ == "__main__":
    main()
