"""Whoever changes what is derived past the product is named: it is derived again and compared."""

from __future__ import annotations

import pytest
from django.db import models

from taizhang.apps.ledger.models import (
    FigureCode,
    Posting,
)
from tests.apps.ledger.conftest import World
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


@pytest.mark.parametrize("model", DERIVED, ids=lambda one: one.__name__)
def test_a_changed_value_in_any_column_of_a_derived_table_is_named(full: World, model: type[models.Model]) -> None:
    key = a_row(model)
    for column, expression in changeable(model):
        with tampered():
            sql(f"UPDATE {table(model)} SET {column} = {expression} WHERE id = %s", key)  # noqa: S608
            found = first()
            assert found.table == table(model), (column, str(found))
            assert found.key == str(key) or column.strip('"') in {"booking_id", "revision_id"}, (column, str(found))
            if found.key:
                assert found.column in {column.strip('"'), "", "revision_id", "booking_id"}, (column, str(found))
    if model is Posting:
        with tampered():
            sql("UPDATE ledger_posting SET known_until = 5 WHERE id = %s", key)
            assert (first().key, first().column) == (str(key), "known_until")


@pytest.mark.parametrize("model", DERIVED, ids=lambda one: one.__name__)
def test_a_deleted_or_added_derived_row_is_named(full: World, model: type[models.Model]) -> None:
    with tampered():
        sql(f"DELETE FROM {table(model)} WHERE id = %s", a_row(model))  # noqa: S608
        found = first()
        assert found.table == table(model)
        assert "被删" in found.message
    with tampered():
        columns = quoted(model)
        taken = ["987654" if column == '"id"' else column for column in columns]
        sql(f"INSERT INTO {table(model)} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM {table(model)} LIMIT 1")  # noqa: S608
        found = first()
        assert found.table == table(model)
        assert found.key
    for column in ("booking_id",) if model is Posting else ("revision_id",):
        with tampered():
            taken = ["987654" if one.strip('"') in {"id", column} else one for one in columns]
            sql(
                f"INSERT INTO {table(model)} ({', '.join(columns)}) SELECT {', '.join(taken)}"  # noqa: S608
                f" FROM {table(model)} LIMIT 1"
            )
            found = first()
            assert (found.table, found.key, found.column) == (table(model), "987654", column)


def test_a_swapped_figure_is_named(full: World) -> None:
    with tampered():
        sql(
            "UPDATE ledger_figurecode SET code = %s WHERE code = 'branch_congress/attendance'", "branch_congress/count2"
        )
        assert first().table == table(Posting)
    assert FigureCode.objects.filter(code="branch_congress/attendance").exists()
