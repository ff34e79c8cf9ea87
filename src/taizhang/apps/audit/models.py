"""The chain of commits, and what makes a row a fact."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models

from taizhang.domain.canonical import digest


class Commit(models.Model):
    """One write: who, what, and the digest of every fact row it wrote; never values. Chained by SM3."""

    seq = models.BigIntegerField(primary_key=True)
    """The commit sequence number: since when we know something is this number, never clock time."""
    at = models.CharField(max_length=32)
    """The real instant."""
    day = models.DateField(db_index=True)
    """The business day: the real one, except in a demonstration; only to ask what was known on a day."""
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    facts = models.TextField()
    """Canonical JSON: [table, key, digest] of each fact written."""
    closed = models.TextField()
    """Canonical JSON: [table, key] of each fact whose known interval ends here."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        """Name the commit by number and action."""
        return f"{self.seq} {self.action}"


class ChainHead(models.Model):
    """The end of the chain: one row, locked by every writer."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        """Show where the chain stands."""
        return f"{self.seq} {self.digest[:8]}"


class Fact(models.Model):
    """A dated, append-only row: written by one commit, perhaps closed by a later one, never changed."""

    known_from = models.BigIntegerField(db_index=True)
    known_until = models.BigIntegerField(null=True)

    outside_digest: ClassVar[frozenset[str]] = frozenset({"known_until"})
    """Fields that the digest leaves out."""

    class Meta:
        """Each app's facts have their own tables."""

        abstract = True

    def digest_of_values(self) -> str:
        """Digest every column but the closing number, over canonical JSON."""
        return digest(self.values())

    def values(self) -> dict[str, Any]:
        """The row as JSON values."""
        return values_of(self, self.outside_digest)


def values_of(row: models.Model, left_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Every column of a row but those left out, as JSON values."""
    found: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.name in left_out:
            continue
        value = getattr(row, column.attname)
        found[column.attname] = value.isoformat() if isinstance(value, date) else value
    return found


def known(seq: int | None, prefix: str = "") -> models.Q:
    """The rows known at that commit; None means now."""
    if seq is None:
        return models.Q(**{f"{prefix}known_until__isnull": True})
    return models.Q(**{f"{prefix}known_from__lte": seq}) & (
        models.Q(**{f"{prefix}known_until__isnull": True}) | models.Q(**{f"{prefix}known_until__gt": seq})
    )


class KeyRing(models.Model):
    """The mark of the installation's keys: tells a lost or foreign key folder from a first start; never a key."""

    mark = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Show the mark's head."""
        return self.mark[:8]
