"""Changes past the product: by SQL, looked at, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from taizhang.apps.audit.verification import Difference
from taizhang.apps.ledger.models import (
    Posting,
    RevisionOrganization,
    RevisionPart,
    Signature,
)
from taizhang.apps.ledger.verification import verify_installation

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
