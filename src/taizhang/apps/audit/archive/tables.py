"""Which tables an archive holds, in which form, and which schema they belong to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from taizhang.apps.audit.verification.rows import Table

_OURS = "taizhang.apps."
# Who is signed in, and who mistyped a password just now, is nobody's business elsewhere.
LEFT_OUT = frozenset({"accounts_attempt", "accounts_signedin", "audit_chainhead"})


def archived_models() -> list[type[models.Model]]:
    """Every table of ours but those left out, by name."""
    ours = (
        model
        for config in apps.get_app_configs()
        if config.name.startswith(_OURS)
        for model in config.get_models(include_auto_created=True)
    )
    return sorted(
        (model for model in ours if model._meta.managed and model._meta.db_table not in LEFT_OUT),
        key=lambda model: model._meta.db_table,
    )


def schema() -> list[str]:
    """Name the migrations of our apps that this database has: archives fit their own schema only."""
    applied = MigrationRecorder(connection).applied_migrations()
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith(_OURS)}
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


class ArchivedTable(Table):
    """A table with its instants as texts, and back."""

    def __init__(self, model: type[models.Model]) -> None:
        """Add what instants need to what the table of verifying knows."""
        super().__init__(model)
        fields = model._meta.concrete_fields
        self._instants = [place for place, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
        self._converts = [(place, convert) for place, convert in self._converts if place not in self._instants]
        self._fields = fields
        self.has_number = not isinstance(fields[self.key], models.CharField)

    def archived(self, row: list[Any]) -> list[Any]:
        """Bring a row into the form that both databases give alike."""
        for place in self._instants:
            row[place] = _instant(row[place])
        return row

    def restored(self, row: list[Any]) -> list[Any]:
        """Bring a row into the form that this database takes."""
        for place in self._instants:
            field = self._fields[place]
            row[place] = field.get_db_prep_value(field.to_python(row[place]), connection, prepared=False)
        return row


def _instant(value: Any) -> str | None:
    if value is None:
        return None
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)).isoformat()
