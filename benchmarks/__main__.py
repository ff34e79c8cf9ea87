"""`make bench`: every figure of the performance table on one world, in one run, printed and written down."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.place import CACHE, ROOT, Place, bring_up
from benchmarks.postgres import measured_there, same_world
from benchmarks.subjects import BARE, ON_POSTGRES, SUBJECTS, measured
from tools.postgres_cluster import PostgresMissingError

if TYPE_CHECKING:
    from benchmarks.ratios import Comparison

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
FULL = 1000
SAID = "## 说明\n"


def main() -> None:
    """Build what is missing, measure what is asked for, and say it."""
    asked = _asked()
    found: list[str] = []
    said = _said()
    with ExitStack() as stack:
        home, address = _worlds(asked, stack)
        for one in _measured(asked, home, address):
            from benchmarks.ratios import as_table  # noqa: PLC0415 (kept beside its use)

            print(as_table(one), flush=True)
            found.append(as_table(one))
            if asked.write:
                # After each, so that a run that is cut off leaves what it found.
                RESULTS.write_text("\n".join((_head(asked, address), *found, said)), encoding="utf-8")


def _worlds(asked: argparse.Namespace, stack: ExitStack) -> tuple[Path, str]:
    """Bring up a copy of the world, built where it is missing; and the same in a PostgreSQL, where there can be one."""
    if BARE.issuperset(asked.only):
        return ROOT, ""
    place = Place.of_size(asked.size)
    if asked.fresh or not place.is_built:
        print(f"建测试数据：{asked.size} 个支部，{asked.size * 300} 条记录，放在 {CACHE}。只建一次。", file=sys.stderr)
        # In a process of its own, so that nothing of building is remembered while measuring.
        subprocess.run([sys.executable, "-m", "benchmarks.world", str(asked.size)], check=True)
    home, address = place.copy(), ""
    stack.callback(shutil.rmtree, home.parent)
    if not asked.sqlite_only and ON_POSTGRES.intersection(asked.only):
        try:
            address = stack.enter_context(same_world(home))
        except PostgresMissingError as error:
            print(f"!!!! PostgreSQL 没有测：{error}", file=sys.stderr)
    bring_up(home)
    from taizhang.faces.cli.installation import migrate  # noqa: PLC0415 (Django has to be up)

    # A world of before goes on under the tables of today.
    migrate()
    return home, address


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--size", type=int, default=FULL, help="支部个数，默认 1000")
    parser.add_argument("--times", type=int, default=15, help="每种做法跑几次，默认 15")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="只测这一项，可写几次")
    parser.add_argument("--fresh", action="store_true", help="重新建测试数据")
    parser.add_argument("--write", action="store_true", help="把结果写进 benchmarks/RESULTS.md")
    parser.add_argument("--sqlite-only", action="store_true", help="不测 PostgreSQL")
    asked = parser.parse_args()
    asked.only = asked.only or SUBJECTS
    return asked


def _measured(asked: argparse.Namespace, home: Path, address: str) -> Iterator[Comparison]:
    """Measure one subject after another, on SQLite and then, where there is one, on PostgreSQL."""
    for subject in (one for one in SUBJECTS if one in asked.only):
        yield from measured(subject, home.parent, asked.times)
        if address and subject in ON_POSTGRES:
            yield from measured_there(home, address, subject, asked.times)


def _said() -> str:
    """What people wrote under the tables stays."""
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    _, mark, after = before.partition(SAID)
    return mark + after


def _head(asked: argparse.Namespace, address: str) -> str:
    databases = "SQLite（回滚日志）" + (
        "和 PostgreSQL（同一份数据，提交落盘；处理器一列不含服务端）" if address else ""
    )
    load = "、".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        "# 性能对照\n\n"
        f"`make bench` 于 {datetime.now(UTC):%Y-%m-%d %H:%M} UTC 写成：{asked.size} 个支部，"
        f"三年 {asked.size * 300} 条记录，每条 15 人到会；"
        f"{os.cpu_count()} 核，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}，{databases}；每种做法轮流跑，约 {asked.times} 次。系统负载 {load}。\n"
    )


if __name__ == "__main__":
    main()
