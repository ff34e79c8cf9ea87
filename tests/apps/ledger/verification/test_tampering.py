"""Whoever changes a fact past the product is named, row by row, whatever he changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from pytest_django import Settings

from taizhang.apps.audit.models import Commit
from taizhang.apps.audit.verification import Verification
from taizhang.apps.ledger.models import (
    Booking,
    Entry,
    Posting,
)
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.ledger.verification import verify_installation
from taizhang.apps.rulebooks.models import Manifest, RuleText
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.ledger.verification.conftest import fact_models
from tests.apps.ledger.verification.past_the_product import (
    DERIVED,
    a_row,
    changeable,
    first,
    quoted,
    sql,
    table,
    tampered,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def another(field: models.Field[Any, Any]) -> str:
    """What a copied row must have of its own in that column."""
    column = f'"{field.column}"'
    together = [one for one in field.model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    if isinstance(field, models.IntegerField) and any(one.fields[-1] == field.name for one in together):
        return f"{column} + 500"
    if field.unique and column.endswith('digest"'):
        return "'beef'"
    return "987654" if field.unique else column


def test_an_untouched_database_verifies(full: World) -> None:
    found = verify_installation()
    assert found.holds, str(found)
    assert found.counted.commits == Commit.objects.count()
    rows = sum(model._default_manager.count() for model in fact_models())
    assert rows <= found.counted.facts <= rows + 100
    assert found.counted.derived > Posting.objects.count()
    assert "核验通过" in str(found)
    assert all(model._default_manager.exists() for model in [*fact_models(), *DERIVED])


def test_a_changed_value_in_any_column_of_any_fact_table_is_named(full: World) -> None:
    tried = 0
    for model in fact_models():
        key = a_row(model)
        for column, expression in changeable(model):
            with tampered():
                sql(f"UPDATE {table(model)} SET {column} = {expression} WHERE id = %s", key)  # noqa: S608
                found = first()
                assert (found.table, found.key) == (table(model), str(key)), (model, column, str(found))
            tried += 1
    assert tried > 100


def test_a_deleted_row_of_any_fact_table_is_named(full: World) -> None:
    for model in fact_models():
        key = a_row(model)
        with tampered():
            sql(f"DELETE FROM {table(model)} WHERE id = %s", key)  # noqa: S608
            found = first()
            assert (found.table, found.key) == (table(model), str(key)), str(found)
            assert "被删" in found.message


def test_a_row_put_into_any_fact_table_is_named(full: World) -> None:
    for model in fact_models():
        columns = quoted(model)
        taken = [another(field) for field in model._meta.concrete_fields]
        with tampered():
            sql(
                f"INSERT INTO {table(model)} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM {table(model)}"  # noqa: S608
                " WHERE id = %s",
                a_row(model),
            )
            found = first()
            assert (found.table, found.key) == (table(model), "987654"), str(found)
            assert "绕开系统" in found.message


def test_two_swapped_rows_of_any_fact_table_are_named(full: World) -> None:
    for model in fact_models():
        one, other = a_row(model), a_row(model, 1)
        with tampered():
            for before, after in ((one, -7), (other, one), (-7, other)):
                sql(f"UPDATE {table(model)} SET id = %s WHERE id = %s", after, before)  # noqa: S608
            found = first()
            assert found.table == table(model)
            assert found.key in {str(one), str(other)}


def test_a_fact_closed_or_opened_again_is_named(full: World) -> None:
    for model in fact_models():
        with tampered():
            key = a_row(model)
            was = model._default_manager.get(pk=key).known_until
            sql(f"UPDATE {table(model)} SET known_until = %s WHERE id = %s", None if was else 3, key)  # noqa: S608
            found = first()
            assert (found.table, found.key, found.column) == (table(model), str(key), "known_until")


def test_a_fact_of_the_future_is_named(full: World) -> None:
    with tampered():
        columns = quoted(Booking)
        taken = [{'"id"': "987654", '"known_from"': "10000000"}.get(one, one) for one in columns]
        sql(f"INSERT INTO ledger_booking ({', '.join(columns)}) SELECT {', '.join(taken)} FROM ledger_booking LIMIT 1")  # noqa: S608
        found = first()
        assert (found.table, found.key, found.column) == ("ledger_booking", "987654", "known_from")


def test_an_entry_given_to_another_organization_is_named(full: World) -> None:
    with tampered():
        sql("UPDATE ledger_entry SET organization_id = %s WHERE id = %s", full.foreign, a_row(Entry))
        found = first()
        assert (found.table, found.key) == (table(Entry), str(a_row(Entry)))


@pytest.mark.parametrize("column", ["text", "files"])
def test_a_changed_rule_is_named_even_where_this_process_remembers_it(full: World, column: str) -> None:
    model = RuleText if column == "text" else Manifest
    key = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
    with tampered():
        sql(f"UPDATE {table(model)} SET {column} = replace({column}, '\"', ' \"') WHERE digest = %s", key)  # noqa: S608
        found = first()
        assert (found.table, found.key) == (table(model), key)
    with tampered():
        sql(f"DELETE FROM {table(model)} WHERE digest = %s", key)  # noqa: S608
        assert not verify_installation().holds


def test_what_is_written_meanwhile_is_looked_at_next_time(full: World, settings: Settings) -> None:
    """The snapshot is a commit number: a commit in the middle of verifying changes nothing about the outcome."""
    written: list[int] = []

    def write_meanwhile(_done: int, _total: int, message: str) -> None:
        if len(written) < 3:
            written.append(record_entry(full.clerk, full.congress(), TODAY).revision)

    found: Verification = verify_installation(progress=write_meanwhile)
    assert found.holds, str(found)
    assert len(written) == 3
    assert verify_installation().seq == found.seq + 3
    assert verify_installation().holds
