"""Rows that never change and are no dated facts: codes of organisations and members, entries."""

from datetime import date

import pytest
from django.db import connection, models, transaction

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.models import Entry
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.ledger.verification import verify_installation
from taizhang.apps.members.models import Member
from taizhang.apps.organizations.models import Organization
from taizhang.apps.organizations.services import set_up_organization
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CHANGES: list[tuple[type[models.Model], str]] = [
    (Organization, "code = 'forged'"),
    (Member, "code = 'forged'"),
    (Entry, "request_key = 'forged'"),
]


@pytest.fixture
def kept(world: World) -> World:
    """Rows made as the product makes them, beside those that a test put in."""
    operator = Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test")
    for code in ("k1", "k2", "k3"):
        set_up_organization(operator, code=code, name=f"{code}支部", type_="branch", founded_on=date(2020, 1, 1))
    with writing("test", "test.members") as record:
        for code in ("m1", "m2", "m3"):
            record.keep(Member(code=code))
    for _ in range(3):
        record_entry(world.clerk, world.congress(), TODAY)
    return world


def keys(model: type[models.Model]) -> list[int]:
    return list(model._default_manager.order_by("-pk").values_list("pk", flat=True)[:3])


@pytest.mark.parametrize(("model", "change"), CHANGES, ids=lambda one: getattr(one, "__name__", "change"))
def test_a_changed_or_deleted_row_is_named(kept: World, model: type[models.Model], change: str) -> None:
    key = keys(model)[1]
    for statement in (f"UPDATE {model._meta.db_table} SET {change}", f"DELETE FROM {model._meta.db_table}"):  # noqa: S608
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"{statement} WHERE id = %s", [key])
            named = {(one.table, one.key) for one in verify_installation(most=100).differences}
            assert (model._meta.db_table, str(key)) in named
            transaction.set_rollback(True)


@pytest.mark.parametrize("key", [-7, 987_654])
def test_a_row_that_nobody_wrote_is_named(kept: World, key: int) -> None:
    record_entry(kept.clerk, kept.congress(), TODAY)
    assert ("ledger_entry", str(key)) not in named_entries()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_entry (id, organization_id) SELECT %s, organization_id FROM ledger_entry LIMIT 1",
                [key],
            )
        assert ("ledger_entry", str(key)) in named_entries()
        transaction.set_rollback(True)


def test_rows_written_while_verifying_are_no_difference(kept: World) -> None:
    """This world's members were put in past the product, and are named; its entries were not."""
    written: list[int] = []

    def meanwhile(_done: int, _total: int, _message: str) -> None:
        if len(written) < 3:
            written.append(record_entry(kept.clerk, kept.congress(), TODAY).entry)

    found = verify_installation(progress=meanwhile, most=100)
    assert len(written) == 3
    assert "ledger_entry" not in {one.table for one in found.differences}


def named_entries() -> set[tuple[str, str]]:
    return {(one.table, one.key) for one in verify_installation(most=100).differences if one.table == "ledger_entry"}
