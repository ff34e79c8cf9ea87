"""Entries, revisions, confirmations, bookings and postings."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact


class Draft(models.Model):
    """A form in the making: freely changed, seen by its author's organisation, no fact yet."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE)
    entry = models.ForeignKey("ledger.Entry", on_delete=models.CASCADE, null=True)
    """The entry that this draft would correct."""
    base_number = models.IntegerField(default=0)
    content = models.TextField()
    reason = models.CharField(max_length=300, default="")
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        """Show whose."""
        return f"draft {self.pk}"


class Entry(models.Model):
    """One occasion (记录), recorded once; the recording organisation owns it and alone corrects it."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="entries")
    request_key = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (unique, so nothing must be NULL)
    """Sent by the form: the same request twice records once."""

    def __str__(self) -> str:
        """Show the number."""
        return f"entry {self.pk}"


class Revision(Fact):
    """The occasion as recorded or corrected, word for word; never changed."""

    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="revisions")
    number = models.IntegerField()
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    last_day = models.DateField()
    year = models.IntegerField()
    """归属年度."""
    title = models.CharField(max_length=200, default="")
    place = models.CharField(max_length=200, default="")
    content = models.TextField()
    """The occasion as canonical JSON."""
    content_digest = models.CharField(max_length=64)
    manifest = models.ForeignKey("rulebooks.Manifest", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, default="")
    account = models.BigIntegerField(null=True)
    recorded_on = models.DateField()
    """The business day on which it was recorded."""
    is_late = models.BooleanField(default=False)
    """补录: recorded well after the occasion."""
    is_tally = models.BooleanField(default=False)

    class Meta:
        """Numbers count up within an entry; two corrections of the same state collide here."""

        constraints = (models.UniqueConstraint(fields=["entry", "number"], name="revision_number"),)
        indexes = (
            models.Index(
                fields=["organization", "day", "year", "known_until", "number", "entry"],
                name="revision_org_day",
            ),
            models.Index(fields=["day", "entry", "number"], name="revision_day"),
        )

    def __str__(self) -> str:
        """Show which."""
        return f"{self.entry_id}.{self.number}"


class RevisionPart(models.Model):
    """Which kinds a revision holds: taken from its content, for lists and filters."""

    revision = models.ForeignKey("ledger.Revision", on_delete=models.PROTECT, related_name="parts")
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=160, db_index=True)

    def __str__(self) -> str:
        """Show the kind."""
        return self.kind


class RevisionOrganization(models.Model):
    """Which other organisations took part: taken from the content, so that they see the entry."""

    revision = models.ForeignKey("ledger.Revision", on_delete=models.PROTECT, related_name="taking_part")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=20)

    def __str__(self) -> str:
        """Show who."""
        return f"{self.organization_id} {self.how}"


class Confirmation(Fact):
    """Somebody confirmed a revision; from then on it counts."""

    revision = models.OneToOneField("ledger.Revision", on_delete=models.PROTECT, related_name="confirmation")
    account = models.BigIntegerField(null=True)
    confirmed_on = models.DateField()

    def __str__(self) -> str:
        """Show which."""
        return str(self.revision_id)


class Voiding(Fact):
    """An entry was voided (作废), with the reason; nothing is deleted."""

    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="voiding")
    reason = models.CharField(max_length=300)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show which."""
        return str(self.entry_id)


class FigureCode(models.Model):
    """A small number for each figure, so that millions of postings stay small."""

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        """Show the figure."""
        return self.code


class Booking(Fact):
    """What one revision posts under one rulebook; adopting another closes it and opens the next."""

    revision = models.ForeignKey("ledger.Revision", on_delete=models.PROTECT, related_name="bookings")
    manifest = models.ForeignKey("rulebooks.Manifest", on_delete=models.PROTECT, related_name="+")
    postings_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Show which."""
        return f"{self.revision_id} {self.manifest_id[:8]}"


class Posting(models.Model):
    """An amount on a figure of an organisation: what everything that counts, counts.

    It can be derived again from revision and rulebook; `verify` does so and names the first difference.
    """

    booking = models.ForeignKey("ledger.Booking", on_delete=models.PROTECT, related_name="postings")
    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+", db_index=False)
    figure = models.ForeignKey("ledger.FigureCode", on_delete=models.PROTECT, related_name="+", db_index=False)
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    part = models.SmallIntegerField()
    person = models.BigIntegerField(default=0)
    day = models.DateField()
    month = models.IntegerField()
    """year × 12 + month − 1 of the day."""
    year = models.IntegerField()
    """归属年度."""
    amount = models.BigIntegerField()
    tally = models.BooleanField(default=False)
    known_from = models.BigIntegerField()
    known_until = models.BigIntegerField(null=True)

    class Meta:
        """Sums and distinct people come out of the first alone, the grid out of the second; the third: statements."""

        indexes = (
            models.Index(
                fields=[
                    "figure",
                    "year",
                    "person",
                    "organization",
                    "month",
                    "day",
                    "tally",
                    "known_until",
                    "amount",
                ],
                name="posting_figure_year",
            ),
            models.Index(
                fields=["organization", "figure", "month", "year", "day", "tally", "known_until", "amount"],
                name="posting_org_figure",
            ),
            models.Index(fields=["figure", "year"], condition=models.Q(tally=True), name="posting_tally"),
        )

    def __str__(self) -> str:
        """Show what."""
        return f"{self.figure_id} {self.organization_id} {self.amount}"


class Attachment(Fact):
    """A file kept by its digest, with checked size and type."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    file_digest = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    account = models.BigIntegerField(null=True)
    restricted = models.BooleanField(default=False)

    left_out: tuple[str, ...] = ()
    """What of a photo was not kept, for the answer to whoever has just sent it; no column."""

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Signature(models.Model):
    """A remembered signature of minutes, in bands: near-identical texts share a band. Can be rebuilt."""

    revision = models.ForeignKey("ledger.Revision", on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.CASCADE, related_name="+")
    band = models.SmallIntegerField()
    value = models.BigIntegerField()
    whole = models.BigIntegerField()

    class Meta:
        """Looked up by band."""

        indexes = (models.Index(fields=["band", "value"], name="signature_band"),)

    def __str__(self) -> str:
        """Show which."""
        return f"{self.revision_id} {self.band}"


class Assertion(Fact):
    """A control total (对账断言) that a person entered: it holds, or fails with a list, from then on."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    figure = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.BigIntegerField()
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=200, default="")
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the sentence."""
        return self.text


class Explanation(Fact):
    """Why something was not done in its window (说明未开原因): beside the answer, which it never changes."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()
    text = models.CharField(max_length=300)
    account = models.BigIntegerField(null=True)
    explained_on = models.DateField()

    def __str__(self) -> str:
        """Show the words."""
        return self.text
