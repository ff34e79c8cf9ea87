"""Writes: a piece of long work begins, moves on, is asked to stop, ends; what a stop cut off is marked 中断."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connections
from django.utils import timezone

from taizhang.apps.runs.models import Run
from taizhang.domain.canonical import canonical

BETWEEN_WRITES = timedelta(milliseconds=700)
"""Progress is written at most this often: each write is a commit on the disk."""
SILENT_FOR = timedelta(minutes=10)
"""A run that said nothing for so long is taken for dead, whoever has its process number now."""
OPEN = (Run.State.WAITING, Run.State.RUNNING)


class StoppedError(Exception):
    """Somebody asked the run to stop; what it had not committed yet is not written."""

    code = "stopped"
    message = "已按要求停下。停下之前已经写入的部分保留，没有写入的没有留下半条。"


class Running:
    """The handle that the work itself holds: says how far it is, and learns that it should stop."""

    def __init__(self, run: int) -> None:
        """Take over a row."""
        self.run = run
        self.result: dict[str, Any] = {}
        self._written = datetime.min.replace(tzinfo=timezone.get_current_timezone())

    def advance(self, done: int, total: int, message: str = "") -> None:
        """Write how far the work is, now and then; raises StoppedError where somebody asked it to stop."""
        now = timezone.now()
        if done < total and now - self._written < BETWEEN_WRITES:
            return
        self._written = now
        row = Run.objects.filter(pk=self.run)
        row.update(done=done, total=total, message=message[:500], heartbeat_at=now)
        if row.filter(stop_asked=True).exists():
            raise StoppedError


Work = Callable[[Running], dict[str, Any]]
"""What a run does; it gives the result that is kept with the row."""


def begin_run(
    task: str,
    title: str,
    *,
    account: int | None = None,
    organization: int | None = None,
    arguments: dict[str, Any] | None = None,
) -> int:
    """Write the row of a piece of work that is about to begin in this process."""
    now = timezone.now()
    run = Run.objects.create(
        task=task,
        title=title[:200],
        state=Run.State.RUNNING,
        account_id=account,
        organization_id=organization,
        arguments=canonical({**(arguments or {}), "worked_by": _this_process()}),
        started_at=now,
        heartbeat_at=now,
    )
    return run.pk


@contextmanager
def in_foreground(run: int) -> Iterator[Running]:
    """Work on a run here and now, and write how it ended."""
    running = Running(run)
    try:
        yield running
    except (StoppedError, KeyboardInterrupt):
        _end(run, Run.State.CANCELLED, running.result)
        raise
    except BaseException as error:
        _end(run, Run.State.FAILED, running.result, _reason(error))
        raise
    _end(run, Run.State.DONE, running.result)


def in_background(run: int, work: Work) -> threading.Thread:
    """Work on a run in a thread of this process; nobody waits for it, its row tells how it goes."""
    thread = threading.Thread(target=_worked, args=(run, work), name=f"run-{run}", daemon=True)
    thread.start()
    return thread


def ask_stop(run: int) -> bool:
    """Ask a run to stop at its next step; says whether there was anything to stop."""
    return Run.objects.filter(pk=run, state__in=OPEN).update(stop_asked=True) > 0


def forget_result(run: int) -> bool:
    """Throw away what a finished run found; that it was made stays known. Says whether it was finished."""
    return Run.objects.filter(pk=run).exclude(state__in=OPEN).update(result="{}") > 0


def mark_interrupted() -> int:
    """At the start of a process, mark runs that nobody works on any more: their process ended before they did."""
    here, own = _this_process()
    marked = 0
    for run in Run.objects.filter(state__in=OPEN):
        machine, process = _worked_by(run)
        silent = run.heartbeat_at is None or timezone.now() - run.heartbeat_at > SILENT_FOR
        # A run under our own number is of an earlier process: this one has begun none yet.
        if silent or (machine == here and (process == own or not _is_alive(process))):
            _end(run.pk, Run.State.INTERRUPTED, {}, "程序停下时还没有做完。没有写入的部分没有留下半条，可以重新开始。")
            marked += 1
    return marked


def _worked(run: int, work: Work) -> None:
    try:
        with in_foreground(run) as running:
            running.result = work(running)
    except StoppedError:
        return
    finally:
        connections.close_all()


def _end(run: int, state: Run.State, result: dict[str, Any], message: str | None = None) -> None:
    now = timezone.now()
    changes: dict[str, Any] = {"state": state, "ended_at": now, "heartbeat_at": now}
    if result:
        changes["result"] = canonical(result)
    if message is not None:
        changes["message"] = message[:500]
    Run.objects.filter(pk=run, state__in=OPEN).update(**changes)


def _reason(error: BaseException) -> str:
    message = getattr(error, "message", None)
    return message if isinstance(message, str) else f"程序出错（{type(error).__name__}），没有做完。"


def _this_process() -> tuple[str, int]:
    return socket.gethostname(), os.getpid()


def _worked_by(run: Run) -> tuple[str, int]:
    machine, process = json.loads(run.arguments).get("worked_by") or ("", 0)
    return str(machine), int(process)


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return False  # Signal 0 would end the process there; one data folder has one server.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
