"""The demonstration world for tests: built once in a run, and a fresh copy of its database for each test that asks.

A test that takes `demo_home` works on the copy, pages and threads included, and needs no other database fixture.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from taizhang.faces.demo.accounts import DemoAccount


@dataclass(frozen=True)
class DemoHome:
    """A copy of the demonstration, and who can sign in to it."""

    accounts: tuple[DemoAccount, ...]
    database: str
    """The name of the database: a file, or a database of the run's PostgreSQL."""

    def password(self, login: str) -> str:
        """The password of an account."""
        return next(account.password for account in self.accounts if account.login == login)


@pytest.fixture(scope="session")
def built_demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoHome]:
    """The world itself; nobody works on it, everybody on copies."""
    from taizhang.faces.demo.building import build_demo  # noqa: PLC0415 (a fault there must not keep every test from running)

    with django_db_blocker.unblock(), _new_database(tmp_path_factory.mktemp("demo") / "built.sqlite3") as name:
        with _working_on(name):
            call_command("migrate", interactive=False, verbosity=0)
            accounts = build_demo(_silent)
        yield DemoHome(accounts, name)


@pytest.fixture(scope="module")
def demo_to_read(built_demo: DemoHome, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoHome]:
    """The world itself as the database of a whole module, for tests that only read."""
    with django_db_blocker.unblock(), _working_on(built_demo.database):
        yield built_demo


@pytest.fixture
def demo_home(
    built_demo: DemoHome, django_db_blocker: DjangoDbBlocker, settings: Any, tmp_path: Path
) -> Iterator[DemoHome]:
    """A copy of the demonstration as this run's database, the business clock standing at its day."""
    from taizhang.faces.demo.workdays import CLOCK  # noqa: PLC0415 (same)

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mode="demo", business_day=CLOCK)
    with (
        django_db_blocker.unblock(),
        _new_database(tmp_path / "demo.sqlite3", copied_from=built_demo.database) as name,
        _working_on(name),
    ):
        yield DemoHome(built_demo.accounts, name)


def _silent(_done: int, _total: int, _message: str = "", /) -> None:
    pass


@contextmanager
def _working_on(name: str) -> Iterator[None]:
    """Let every thread's connection lead to another database for a while."""
    description: dict[str, Any] = connections.settings["default"]
    before = description["NAME"]
    _disconnect()
    description["NAME"] = connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        _disconnect()
        description["NAME"] = connection.settings_dict["NAME"] = before


def _disconnect() -> None:
    connections.close_all()
    close_pool: Callable[[], None] | None = getattr(connection, "close_pool", None)
    if close_pool is not None:
        close_pool()


@contextmanager
def _new_database(file: Path, copied_from: str = "") -> Iterator[str]:
    """A database of its own, empty or a copy: a file, or one beside the run's on PostgreSQL."""
    if connection.vendor == "sqlite":
        if copied_from:
            shutil.copyfile(copied_from, file)
        yield str(file)
        file.unlink(missing_ok=True)
        return
    name = f"demo_{uuid.uuid4().hex[:12]}"
    template = f' TEMPLATE "{copied_from}"' if copied_from else ""
    _on_server(f'CREATE DATABASE "{name}"{template}')
    yield name
    _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    _disconnect()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
