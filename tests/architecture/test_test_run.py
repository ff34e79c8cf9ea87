import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import psycopg
import pytest
from _pytest.mark.expression import Expression
from django.db import connection
from playwright.sync_api import Page

from tests.conftest import ROOT
from tests.loopback_only import NetworkUsedInTestError
from tools import run_tests
from tools.postgres_cluster import Cluster
from tools.run_tests import PARTS_OF_THE_SUITE, Part

MARKS = ("both_databases", "browser", "demonstration")


def test_it_refuses_to_leave_this_machine() -> None:
    with socket.socket() as probe, pytest.raises(NetworkUsedInTestError):
        probe.connect(("192.0.2.1", 80))


def test_it_lets_tests_reach_a_server_on_loopback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


@pytest.mark.parametrize("marks", [set(some) for many in range(4) for some in combinations(MARKS, many)])
def test_every_test_is_in_exactly_one_part_of_the_run(marks: set[str]) -> None:
    parts = [Expression.compile(one) for one in PARTS_OF_THE_SUITE.values()]
    assert sum(part.evaluate(lambda name, /, **_: name in marks) for part in parts) == 1


def test_a_part_that_fails_fails_the_run_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    said = [
        Part(f"第{number}部分", (sys.executable, "-c", f"print('说{number}'); exit({number % 3})"))
        for number in range(5)
    ]
    monkeypatch.setattr(run_tests, "parts", lambda: said)
    assert run_tests.main() == 1
    told = capfd.readouterr().out
    assert all(f"说{number}" in told for number in range(5))
    assert told.count("没有通过，") == 3
    assert told[told.index("没有通过的部分") :].split()[1:] == ["第1部分", "第2部分", "第4部分"]
    monkeypatch.setattr(run_tests, "parts", lambda: said[:1])
    assert run_tests.main() == 0
    assert "全部通过" in capfd.readouterr().out


def test_whoever_works_on_the_demonstration_is_marked(request: pytest.FixtureRequest) -> None:
    working = [one for one in request.session.items if "built_demo" in getattr(one, "fixturenames", ())]
    assert all(one.get_closest_marker("demonstration") for one in working)


@pytest.mark.parametrize(("in_ci", "expected"), [("true", 1), ("", 0)])
def test_a_skip_is_a_failure_in_ci_and_loud_elsewhere(tmp_path: Path, in_ci: str, expected: int) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "skips.py").read_bytes())
    (folder / "test_skip.py").write_text("import pytest\n\ndef test_it_skips():\n    pytest.skip('no such thing')\n")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:django",
            "-p",
            "no:cacheprovider",
            "-c",
            "/dev/null",
            str(folder),
        ],
        cwd=tmp_path,
        env={"CI": in_ci, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected, done.stdout
    assert ("没有测到的部分" in done.stdout) == (expected == 0)


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_run_is_on_the_database_it_says(pytestconfig: pytest.Config) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT inet_server_addr()")
            assert str(cursor.fetchone()[0]).startswith("127.0.0.1")
        else:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == "delete"
            assert sqlite3.sqlite_version_info > (3, 31)


@pytest.mark.postgres
def test_the_cluster_answers_on_loopback(postgres_cluster: Cluster) -> None:
    with psycopg.connect(postgres_cluster.address) as link:
        row = link.execute("SHOW listen_addresses").fetchone()
    assert row == ("127.0.0.1",)


@pytest.mark.browser
def test_the_browser_draws_a_page(page: Page) -> None:
    page.set_content("<h1>台账</h1>")
    assert page.inner_text("h1") == "台账"


@pytest.mark.browser
def test_axe_finds_a_picture_without_words_and_nothing_on_a_proper_page(
    page: Page, axe_faults: Callable[[Page], list[str]]
) -> None:
    page.set_content('<html lang="zh"><title>台账</title><main><h1>台账</h1><p>正文</p></main></html>')
    assert axe_faults(page) == []
    page.set_content('<html lang="zh"><title>台账</title><main><h1>台账</h1><img src="data:,"></main></html>')
    assert [fault.split(":")[0] for fault in axe_faults(page)] == ["image-alt"]
