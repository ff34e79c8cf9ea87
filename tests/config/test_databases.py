from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from taizhang.config.databases import SQLITE_PRAGMAS, postgres, sqlite
from taizhang.config.environment import ConfigurationError


def test_an_address_is_taken_apart_with_its_escapes() -> None:
    found = postgres("postgres://tz:p%40ss%2Fword@db.example.cn:5433/ledger?sslmode=require")
    assert (found["USER"], found["PASSWORD"]) == ("tz", "p@ss/word")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.cn", "5433", "ledger")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]


def test_a_local_socket_can_be_named() -> None:
    found = postgres("postgres:///ledger?host=/run/postgresql")
    assert found["HOST"] == "/run/postgresql"
    assert "host" not in found["OPTIONS"]


@pytest.mark.parametrize("address", ["mysql://a/b", "postgres://host", "ledger.db", "postgres:"])
def test_what_is_no_postgres_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigurationError, match="postgres://"):
        postgres(address)


def test_sqlite_keeps_a_rollback_journal_and_writes_through() -> None:
    found = sqlite("x.sqlite3")["OPTIONS"]
    assert found["transaction_mode"] == "IMMEDIATE"
    assert found["init_command"] == SQLITE_PRAGMAS
    assert "journal_mode=DELETE" in SQLITE_PRAGMAS
    assert "synchronous=FULL" in SQLITE_PRAGMAS


@pytest.mark.django_db  # for its own connection; the run's database may be another
def test_sqlite_obeys_what_it_is_told(tmp_path: Path) -> None:
    link = ConnectionHandler({"default": sqlite(str(tmp_path / "x.sqlite3"))})["default"]
    answers = {}
    with link.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            cursor.execute(f"PRAGMA {name}")
            answers[name] = cursor.fetchone()[0]
    link.close()
    assert answers == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
