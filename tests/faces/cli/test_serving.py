"""`taizhang serve` and `taizhang demo` as processes."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.faces.cli.conftest import CONGRESS, PROGRAM, Installation
from tools.postgres_cluster import Cluster


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _status(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@contextmanager
def served(installation: Installation, *command: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """A running server, and the port it answers on."""
    port = _free_port()
    with subprocess.Popen(
        [*PROGRAM, *command, "--port", str(port)],
        env=installation.environment,
        cwd=installation.root,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline and process.poll() is None:
                try:
                    _status(port, "/api/v1/me")
                    break
                except OSError:
                    time.sleep(0.2)
            yield port, process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _memory_of(group: int) -> int:
    """Resident megabytes of all processes of the group."""
    listed = subprocess.run(["ps", "-eo", "pgid,rss"], capture_output=True, text=True, check=True).stdout.split("\n")[
        1:
    ]
    return sum(int(line.split()[1]) for line in listed if line.split() and int(line.split()[0]) == group) // 1024


def test_it_serves_marks_cut_off_runs_and_stops_when_asked(installation: Installation) -> None:
    installation.python(
        "from taizhang.apps.runs.models import Run\n"
        "Run.objects.create(task='t', title='t', state='running', arguments='{\"worked_by\": [\"elsewhere\", 1]}')"
    )
    with served(installation, "serve") as (port, process):
        assert _status(port, "/api/v1/me") == 401
        assert _status(port, "/static/vendor/tabler.min.css") == 200
        assert _memory_of(process.pid) <= 400
        again = installation.run("serve", "--port", str(port))
        assert (again.returncode, "已被别的程序占用" in again.stderr) == (4, True)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None
        said = process.stderr.read()
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    run = installation.python("from taizhang.apps.runs.models import Run; print(Run.objects.get().state)").strip()
    assert run == "interrupted"


def test_several_processes_need_postgres(installation: Installation) -> None:
    ended = installation.run("serve", "--processes", "2")
    assert (ended.returncode, "SQLite 数据库只能由一个进程写" in ended.stderr) == (4, True)


def test_the_demonstration_never_touches_real_data(installation: Installation) -> None:
    before = (installation.home / "taizhang.sqlite3").read_bytes()
    for arguments in (("demo", "--no-serve"), ("demo", "--fresh", "--no-serve")):
        ended = installation.run(*arguments)
        assert (ended.returncode, "正式数据" in ended.stderr) == (4, True)
    assert (installation.home / "taizhang.sqlite3").read_bytes() == before


def test_the_demonstration_is_for_this_machine_alone(empty: Installation) -> None:
    assert empty.run("demo", "--host", "0.0.0.0").returncode == 4  # noqa: S104 (refused)
    assert not empty.home.exists()


def test_the_demonstration_writes_into_no_other_folder(empty: Installation) -> None:
    empty.home.mkdir()
    (empty.home / "a").touch()
    assert empty.run("demo", "--no-serve").returncode == 4


@pytest.mark.postgres
def test_the_same_commands_run_on_postgres(postgres_cluster: Cluster, tmp_path: Path) -> None:
    name = "taizhang_cli"
    with psycopg.connect(postgres_cluster.address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    installation = Installation(tmp_path, database=f"{postgres_cluster.address.rpartition('/')[0]}/{name}")
    said = installation.done("init")
    assert all(login in said for login in ("admin", "security", "auditor"))
    installation.lay_out()
    file = installation.file("a.jsonl", CONGRESS, CONGRESS | {"day": "2025-06-04"})
    assert "登记了 2 条" in installation.done("entries", "import", str(file), "--as", "clerk")
    assert len(installation.done("entries", "export", "-").splitlines()) == 2
    assert installation.json("owed", "--org", "a", "--as-of", "2025-12-10")
    assert installation.json("verify")["holds"] is True
    made = installation.json("backup", str(installation.root / "b.tzbackup"))
    on_sqlite = Installation(tmp_path / "other")
    on_sqlite.root.mkdir()
    code = next(line.partition("：")[2] for line in said.splitlines() if line.startswith("恢复码"))
    assert "核验通过" in on_sqlite.done("restore", made["file"], "--code-stdin", given=code)
    assert on_sqlite.done("entries", "export", "-") == installation.done("entries", "export", "-")
    occupied = Installation(tmp_path / "third", database=installation.database)
    occupied.root.mkdir()
    assert occupied.run("init").returncode == 4
