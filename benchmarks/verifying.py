"""`taizhang verify` over the whole bench world, and what deriving one occasion takes."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time

from benchmarks.ratios import Comparison, Spans, alternate
from benchmarks.server import TAIZHANG, children, peak_of
from taizhang.apps.ledger.models import Revision
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.sealing import digest_of_postings

MOST_SECONDS = 60.0
SAMPLE = 2000


def compare(times: int) -> tuple[Comparison, Comparison]:
    """The command as a whole, and its inner step beside reading the same contents."""
    runs, peaks, said = [], [], ""
    for _ in range(max(1, times // 5)):
        seconds, peak, said = _verified()
        runs.append(seconds * 1000)
        peaks.append(peak)
    whole = Comparison(
        "taizhang verify（全库）",
        (Spans("taizhang verify", tuple(runs)),),
        f"不超过 {MOST_SECONDS:g} 秒",
        max(runs) <= MOST_SECONDS * 1000,
        (said, f"各进程内存峰值之和 {max(peaks):.0f} MB。"),
    )
    return whole, _step(times)


def _step(times: int) -> Comparison:
    contents = list(Revision.objects.order_by("-pk").values_list("content", flat=True)[:SAMPLE])
    rulebook = current_rulebook()
    occasions = [occasion_of(one) for one in contents]
    posted = [post(one, rulebook) for one in occasions]
    spans = alternate(
        {
            "post()": lambda: [post(one, rulebook) for one in occasions],
            "occasion_of()（读出内容）": lambda: [occasion_of(one) for one in contents],
            "digest_of_postings()": lambda: [digest_of_postings(one) for one in posted],
            "json.loads()": lambda: [json.loads(one) for one in contents],
        },
        times,
    )
    each = "、".join(f"{one.name} {one.median / len(contents) * 1000:.0f} µs" for one in spans)
    return Comparison(f"推算 {len(contents)} 条", spans, notes=(f"每条：{each}。",))


def _verified() -> tuple[float, float, str]:
    began = time.perf_counter()
    process = subprocess.Popen(
        [*TAIZHANG, "verify", "--format", "json"],
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    watching = _Watching(process.pid)
    watching.start()
    out, _ = process.communicate(timeout=600)
    seconds = time.perf_counter() - began
    watching.stop()
    found = json.loads(out)
    said = (
        f"{'相符' if found['holds'] else '不符'}：{found['commits']} 次提交，{found['facts']} 行事实，"
        f"{found['derived']} 行推算。"
    )
    return seconds, watching.peak, said


class _Watching(threading.Thread):
    """Looks ten times a second how much memory a command with its children has held."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._ended = threading.Event()
        self._peaks: dict[int, float] = {}

    @property
    def peak(self) -> float:
        """The peaks of all processes added up, though they may not have come at once."""
        return sum(self._peaks.values())

    def run(self) -> None:
        while not self._ended.wait(0.1):
            for one in (self._process, *children(self._process)):
                self._peaks[one] = max(self._peaks.get(one, 0), peak_of(one))

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()
