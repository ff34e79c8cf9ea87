"""The rulebook as adopted: files by digest, manifests, recorded acts of adoption."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact


class RuleText(models.Model):
    """The canonical text of one rulebook file, under its digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        """Show the digest's head."""
        return self.digest[:12]


class Manifest(models.Model):
    """A whole rulebook, as the digest of each of its files; revisions, bookings and documents name it."""

    digest = models.CharField(max_length=64, primary_key=True)
    files = models.TextField()
    """Canonical JSON: path → digest of the file."""

    def __str__(self) -> str:
        """Show the digest's head."""
        return self.digest[:12]


class Adoption(Fact):
    """The recorded act by which a rulebook became the one that counts."""

    manifest = models.ForeignKey("rulebooks.Manifest", on_delete=models.PROTECT)
    release = models.CharField(max_length=60)
    note = models.CharField(max_length=500, default="")
    account = models.BigIntegerField(null=True)
    organization_id = models.BigIntegerField(null=True)
    """The unit whose own kinds or rules this act adopted; empty: a release."""

    def __str__(self) -> str:
        """Show which."""
        return f"{self.release} {self.manifest_id[:12]}"


class ProfileChoice(Fact):
    """A unit or district chose a local profile (本地做法), from day to day, for all below it."""

    organization_id = models.BigIntegerField()
    profile = models.CharField(max_length=64)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Show which."""
        return f"{self.organization_id} {self.profile}"
