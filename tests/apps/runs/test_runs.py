import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from taizhang.apps.runs.models import Run
from taizhang.apps.runs.selectors import last_done, list_runs, run_row
from taizhang.apps.runs.services import (
    SILENT_FOR,
    Running,
    StoppedError,
    ask_stop,
    begin_run,
    in_background,
    in_foreground,
    mark_interrupted,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


class BrokenError(Exception):
    message = "磁盘满了，没有做完。"


def _state(run: int) -> str:
    return Run.objects.get(pk=run).state


def test_work_in_the_foreground_says_how_far_it_is_and_keeps_its_result() -> None:
    run = begin_run("verify", "核对数据", arguments={"of": "all"})
    with in_foreground(run) as running:
        running.advance(3, 10, "核对第3步")
        row = run_row(run)
        assert row is not None
        assert (row.done, row.total, row.message, row.is_open) == (3, 10, "核对第3步", True)
        running.result = {"faults": 0}
    row = run_row(run)
    assert row is not None
    assert (row.state, row.result, row.is_open) == (Run.State.DONE, {"faults": 0}, False)
    assert last_done("verify") is not None
    assert last_done("backup") is None


def test_work_in_a_thread_ends_with_its_result() -> None:
    def work(running: Running) -> dict[str, Any]:
        running.advance(1, 1)
        return {"rows": 7}

    run = begin_run("export", "导出")
    in_background(run, work).join(timeout=20)
    row = run_row(run)
    assert row is not None
    assert (row.state, row.result) == (Run.State.DONE, {"rows": 7})


def test_a_run_that_is_asked_to_stop_stops_at_its_next_step() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(running: Running) -> dict[str, Any]:
        begun.set()
        go_on.wait(20)
        running.advance(1, 1)
        return {"never": True}

    run = begin_run("import", "导入")
    thread = in_background(run, work)
    assert begun.wait(20)
    assert ask_stop(run)
    go_on.set()
    thread.join(timeout=20)
    assert _state(run) == Run.State.CANCELLED
    assert json.loads(Run.objects.get(pk=run).result) == {}
    assert not ask_stop(run)


def test_work_that_fails_says_why_and_never_shows_its_inside() -> None:
    for error, words in ((BrokenError(), "磁盘满了"), (ValueError("secret path /x/y"), "程序出错（ValueError）")):
        run = begin_run("backup", "备份")
        with pytest.raises(type(error)), in_foreground(run):
            raise error
        row = Run.objects.get(pk=run)
        assert row.state == Run.State.FAILED
        assert words in row.message
        assert "/x/y" not in row.message


def test_a_stop_in_the_foreground_leaves_the_run_as_stopped() -> None:
    run = begin_run("import", "导入")
    ask_stop(run)
    with pytest.raises(StoppedError), in_foreground(run) as running:
        running.advance(1, 1)
    assert _state(run) == Run.State.CANCELLED


def test_after_a_restart_what_nobody_works_on_is_marked_interrupted() -> None:
    mine = begin_run("import", "同一进程号的旧任务")
    silent = begin_run("import", "早已没有声音")
    elsewhere = begin_run("import", "别的机器上正在做")
    ended = begin_run("import", "已经做完")
    Run.objects.filter(pk=ended).update(state=Run.State.DONE)
    for run in (silent, elsewhere):
        Run.objects.filter(pk=run).update(arguments=json.dumps({"worked_by": ["elsewhere", 1]}))
    long_ago = timezone.now() - SILENT_FOR - timedelta(minutes=1)
    Run.objects.filter(pk=silent).update(heartbeat_at=long_ago)
    assert mark_interrupted() == 2
    assert [_state(run) for run in (mine, silent, elsewhere, ended)] == [
        Run.State.INTERRUPTED,
        Run.State.INTERRUPTED,
        Run.State.RUNNING,
        Run.State.DONE,
    ]


def test_progress_is_not_written_at_every_step() -> None:
    run = begin_run("import", "导入")
    with in_foreground(run) as running:
        running.advance(1, 1000)
        for step in range(2, 1000):
            running.advance(step, 1000)
        assert Run.objects.get(pk=run).done < 999
        running.advance(1000, 1000)
        assert Run.objects.get(pk=run).done == 1000


def test_the_newest_runs_come_first() -> None:
    runs = [begin_run("import", f"第{number}次") for number in range(3)]
    assert [one.id for one in list_runs(2)] == runs[:0:-1]
