"""How long the pages take, alone and while another client confirms every second and `verify` runs."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from benchmarks.ratios import Comparison, Spans
from benchmarks.server import TAIZHANG, Client, Server, serving
from benchmarks.waiting import waiting_revisions
from benchmarks.world import SIGN_IN_FILE
from taizhang.apps.ledger.models import Revision

DESK_MS, MATRIX_MS, ANY_MS, MEMORY_MB = 40.0, 80.0, 300.0, 400.0
CONFIRMED_PER_SECOND = 1.0
QUIET = f"服务器时间的 p95：工作台 {DESK_MS:g} ms，40 行矩阵 {MATRIX_MS:g} ms，其余 {ANY_MS:g} ms"
SERVER_TIME = (
    "服务器时间：程序接到请求到整页写好，由测试在程序外面套的一层计时说出来，等锁、等处理器都算在内；"
    "不含收发字节和客户端。前几列在本机客户端一侧量，客户端和服务器争同两个核。“处理器”是服务器各线程加起来的。"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, who opens it, and within how many milliseconds it should be there."""

    name: str
    login: str
    address: str
    limit: float = ANY_MS
    everywhere: bool = False
    """Whether it is opened on PostgreSQL too."""


def compare(folder: Path, times: int) -> list[Comparison]:
    """Open every page in turn, in quiet, then beside a writer and a verification; on PostgreSQL a few, in quiet."""
    passwords = json.loads((folder / SIGN_IN_FILE).read_text(encoding="ascii"))
    entry = Revision.objects.filter(known_until__isnull=True).order_by("pk").values_list("entry_id", flat=True)[0]
    pages = _pages(entry)
    if connection.vendor == "postgresql":
        return [_in_quiet([one for one in pages if one.everywhere], passwords, times)]
    waiting = waiting_revisions(times * 2 + 60)
    with serving() as server:
        clients = {login: _signed_in(server, login, password) for login, password in passwords.items()}
        quiet = _rounds(server, pages, clients, times)
        writer = Writer(_signed_in(server, "secretary", passwords["secretary"]), waiting)
        verifying = subprocess.Popen(
            [*TAIZHANG, "verify"],
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        writer.start()
        busy = _rounds(server, pages, clients, times)
        still = verifying.poll() is None
        writer.stop()
        verified = verifying.wait(timeout=600)
        peak = server.peak()
    together = sum(peak.values())
    return [
        _told("网页，安静时", pages, quiet),
        _told(
            "网页，同时每秒确认一条、另有 verify 在跑",
            pages,
            busy,
            (
                f"这期间确认了 {writer.confirmed} 条，没有确认成 {writer.failed} 条。",
                f"测完时 verify {'还在跑' if still else '已跑完'}，退出码 {verified}（0 为相符）。",
            ),
            is_busy=True,
        ),
        Comparison(
            "服务器内存",
            (Spans("各进程峰值之和（MB）", (together,)),),
            f"不超过 {MEMORY_MB:g} MB",
            together <= MEMORY_MB,
            (f"各进程：{'、'.join(f'{one:.0f}' for one in peak.values())} MB。",),
        ),
    ]


def _in_quiet(pages: Sequence[Page], passwords: Mapping[str, str], times: int) -> Comparison:
    with serving() as server:
        clients = {login: _signed_in(server, login, password) for login, password in passwords.items()}
        return _told("网页，安静时", pages, _rounds(server, pages, clients, times))


def _pages(entry: int) -> list[Page]:
    return [
        Page("工作台（支部）", "branch", "/desk/", DESK_MS, everywhere=True),
        Page("工作台（党委，下辖全部支部）", "secretary", "/desk/", DESK_MS, everywhere=True),
        Page("应办矩阵（党委，一页 40 行）", "secretary", "/owed/matrix/", MATRIX_MS, everywhere=True),
        Page("应办矩阵（支部）", "branch", "/owed/matrix/"),
        Page("应办清单（党委）", "secretary", "/owed/list/", everywhere=True),
        Page("应办清单（支部）", "branch", "/owed/list/"),
        Page("台账（党委）", "secretary", "/ledger/", everywhere=True),
        Page("台账（支部）", "branch", "/ledger/"),
        Page("台账（查一个词）", "secretary", f"/ledger/?q={quote('防汛')}"),
        Page("日历", "secretary", "/ledger/calendar/"),
        Page("待确认", "secretary", "/ledger/batch/"),
        Page("一条记录", "secretary", f"/ledger/{entry}/"),
        Page("登记", "branch", "/ledger/record/"),
        Page("数据（党委）", "secretary", "/figures/"),
        Page("数据（支部）", "branch", "/figures/"),
        Page("组织", "secretary", "/organizations/"),
        Page("党员", "secretary", "/members/"),
        Page("制度", "secretary", "/rules/"),
    ]


@dataclass
class Writer:
    """Confirms one entry a second through the pages, as another clerk would."""

    client: Client
    waiting: Sequence[int]
    confirmed: int = 0
    failed: int = 0
    spans: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Be ready to run."""
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        """Begin to confirm."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the one in hand, and end."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        entries = dict(Revision.objects.filter(pk__in=self.waiting).values_list("pk", "entry_id"))
        for revision in self.waiting:
            address = f"/ledger/{entries[revision]}/"
            began = time.perf_counter()
            status, _ = self.client.post(f"{address}confirm/", {}, address)
            self.spans.append((time.perf_counter() - began) * 1000)
            self.confirmed, self.failed = self.confirmed + (status < 400), self.failed + (status >= 400)  # noqa: PLR2004
            if self._stopped.wait(CONFIRMED_PER_SECOND):
                return


def _signed_in(server: Server, login: str, password: str) -> Client:
    client = Client(server)
    client.sign_in(login, password)
    return client


@dataclass
class Opened:
    """How often a page was opened, and what came of it."""

    status: int = 0
    spans: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    served: list[float] = field(default_factory=list)


def _rounds(server: Server, pages: Sequence[Page], clients: Mapping[str, Client], times: int) -> dict[str, Opened]:
    """Every page in turn, round after round; the first round warms."""
    found = {page.name: Opened() for page in pages}
    for turn in range(times + 1):
        for page in pages:
            began, worked = time.perf_counter(), server.work()
            status, _ = clients[page.login].get(page.address)
            took, work = (time.perf_counter() - began) * 1000, server.work() - worked
            found[page.name].status = status
            if turn:
                found[page.name].spans.append(took)
                found[page.name].busy.append(work)
                found[page.name].served.append(clients[page.login].served)
    return found


def _told(
    title: str,
    pages: Sequence[Page],
    found: Mapping[str, Opened],
    notes: tuple[str, ...] = (),
    *,
    is_busy: bool = False,
) -> Comparison:
    """Hold each page against its limit; beside a writer and a verification the limit is that of any page."""
    ways, over, slower, missing = [], [], [], []
    for page in pages:
        opened = found[page.name]
        if opened.status != 200:  # noqa: PLR2004 (found and shown)
            missing.append(f"{page.name}（{opened.status}）")
            continue
        one = Spans(page.name, tuple(opened.spans), tuple(opened.busy), tuple(opened.served))
        ways.append(one)
        if one.served_p95 > (ANY_MS if is_busy else page.limit):
            over.append(f"{page.name} p95 {one.served_p95:.0f} ms")
        elif one.served_p95 > page.limit:
            slower.append(f"{page.name} p95 {one.served_p95:.0f} ms")
    said = [f"超出的：{'；'.join(over) or '无'}。", SERVER_TIME]
    if slower:
        said.insert(1, f"没有超出 {ANY_MS:g} ms、但比安静时的限度慢的：{'；'.join(slower)}。")
    if missing:
        said.append(f"没有打开、没有测的：{'、'.join(missing)}。")
    return Comparison(
        title,
        tuple(ways),
        f"服务器时间的 p95：任何一页 {ANY_MS:g} ms" if is_busy else QUIET,
        not over,
        (*said, *notes),
        compared=False,
    )
