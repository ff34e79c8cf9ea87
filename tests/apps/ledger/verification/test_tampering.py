"""Whoever changes the database past the product is named, row by row, whatever he changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction
from pytest_django import Settings

from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification import Difference, Verification, current_head
from taizhang.apps.audit.writing import digest_of_commit
from taizhang.apps.ledger.models import (
    Booking,
    Entry,
    FigureCode,
    Posting,
    RevisionOrganization,
    RevisionPart,
    Signature,
)
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.ledger.verification import verify_installation
from taizhang.apps.rulebooks.models import Manifest, RuleText
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.ledger.verification.conftest import fact_models

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DERIVED: list[type[models.Model]] = [Posting, RevisionPart, RevisionOrganization, Signature]


@contextmanager
def tampered() -> Iterator[None]:
    """Change the tables, look, and put everything back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def first() -> Difference:
    found = verify_installation(most=1)
    assert not found.holds
    return found.differences[0]


def table(model: type[models.Model]) -> str:
    return model._meta.db_table


def a_row(model: type[models.Model], place: int = 0) -> int:
    return int(list(model._default_manager.order_by("pk").values_list("pk", flat=True))[place])


def quoted(model: type[models.Model]) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields]


def another(field: models.Field[Any, Any]) -> str:
    """What a copied row must have of its own in that column."""
    column = f'"{field.column}"'
    if column == '"number"' and isinstance(field, models.IntegerField):
        return '"number" + 500'
    if field.unique and column.endswith('digest"'):
        return "'beef'"
    return "987654" if field.unique else column


def changeable(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Each column, and an expression that makes another value of it."""
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name == "known_until":
            continue
        name = connection.ops.quote_name(str(field.column))
        if isinstance(field, models.BooleanField):
            yield name, f"NOT coalesce({name}, false)"
        elif isinstance(field, models.DateField):
            yield name, "'1999-09-09'"
        elif isinstance(field, models.IntegerField | models.ForeignKey) and not _is_text(field):
            yield (
                name,
                f"coalesce({name}, 0) + 1000003" if not isinstance(field, models.SmallIntegerField) else f"{name} + 7",
            )
        else:
            yield name, "'abcdef'"


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.ForeignKey) and isinstance(field.target_field, models.CharField)


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


def test_a_changed_removed_or_added_commit_is_named(full: World) -> None:
    middle, last = Commit.objects.count() // 2, Commit.objects.count()
    for column in ("at", "day", "actor", "action", "subject", "facts", "closed", "previous", "digest"):
        for seq in (1, middle, last):
            with tampered():
                value = "'1999-09-09'" if column == "day" else "'[]'" if column in {"facts", "closed"} else "'x'"
                sql(f"UPDATE audit_commit SET {column} = {value} WHERE seq = %s", seq)  # noqa: S608
                if column == "closed" and Commit.objects.get(pk=seq).digest == _again(seq):
                    continue
                found = first()
                assert found.table in {"audit_commit", "audit_chainhead"}
                assert found.key in {str(seq), str(seq + 1)}, (column, seq, str(found))
    for seq in (1, middle):
        with tampered():
            sql("DELETE FROM audit_commit WHERE seq = %s", seq)
            assert (first().table, first().key) == ("audit_commit", str(seq))
    with tampered():
        sql("UPDATE audit_commit SET seq = seq + 100000 WHERE seq = %s", last)
        assert "链尾被截" in first().message


def _again(seq: int) -> str:
    return digest_of_commit(Commit.objects.get(pk=seq))


def test_a_cut_tail_is_named(full: World) -> None:
    last = Commit.objects.count()
    with tampered():
        sql("DELETE FROM audit_commit WHERE seq = %s", last)
        found = first()
        assert (found.table, found.key) == ("audit_commit", str(last))
        assert "链尾被截" in found.message


def test_a_cut_tail_with_the_head_moved_back_shows_by_its_facts(full: World) -> None:
    last = Commit.objects.count()
    with tampered():
        before = Commit.objects.get(pk=last - 1)
        sql("DELETE FROM audit_commit WHERE seq = %s", last)
        sql("UPDATE audit_chainhead SET seq = %s, digest = %s", before.seq, before.digest)
        found = first()
        assert found.column in {"known_from", "known_until"}


def test_a_clean_cut_shows_by_the_head_kept_outside(full: World) -> None:
    """Whoever takes the last commits away with all their facts is found out by nothing inside."""
    before = ChainHead.objects.get(pk=1)
    record_entry(full.clerk, full.congress(), TODAY)
    outside = current_head()
    with tampered():
        for model in (RevisionPart, RevisionOrganization, Signature):
            sql(f"DELETE FROM {table(model)} WHERE revision_id = (SELECT max(id) FROM ledger_revision)")  # noqa: S608
        sql("DELETE FROM ledger_revision WHERE known_from > %s", before.seq)
        sql("DELETE FROM ledger_entry WHERE id = (SELECT max(id) FROM ledger_entry)")
        sql("DELETE FROM audit_commit WHERE seq > %s", before.seq)
        sql("UPDATE audit_chainhead SET seq = %s, digest = %s", before.seq, before.digest)
        assert verify_installation().holds
        found = verify_installation([outside])
        assert not found.holds
        assert "库外的链头" in found.differences[0].message


def test_a_chain_written_anew_shows_by_the_head_kept_outside(full: World) -> None:
    outside = current_head()
    with tampered():
        previous = "0" * 64
        for commit in Commit.objects.order_by("seq"):
            if commit.action == "entry.void":
                commit.actor = "account:4711"
            commit.previous = previous
            commit.digest = previous = digest_of_commit(commit)
            commit.save()
        ChainHead.objects.update(digest=previous)
        assert verify_installation().holds
        found = verify_installation([outside])
        assert "重写" in found.differences[0].message


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
