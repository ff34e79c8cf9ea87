"""Reports: notices, versions, what was decided about them, reviews, issues. All facts but the working copy."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact


class Notice(Fact):
    """A 述职通知: what a committee asks of the reports of those below it."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    """Who asks."""
    number = models.CharField(max_length=60, default="")
    """文号."""
    title = models.CharField(max_length=120)
    year = models.IntegerField(db_index=True)
    until = models.DateField()
    """Data up to this day."""
    due_on = models.DateField(null=True)
    """交稿日期: until when the report is owed."""
    most_characters = models.IntegerField()
    least_problems_percent = models.IntegerField(default=0)
    required = models.TextField(default="[]")
    """Canonical JSON: topics that must be in the report, in the notice's words."""

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class NoticeChange(Fact):
    """What became of a 述职通知: another one took its place, or it was withdrawn; the one that was is kept."""

    notice = models.ForeignKey("reports.Notice", on_delete=models.PROTECT, related_name="+")
    """The one that ended."""
    following = models.ForeignKey("reports.Notice", null=True, on_delete=models.PROTECT, related_name="+")
    """The one in its place; none: withdrawn."""
    reason = models.CharField(max_length=300)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show what became of it."""
        return f"{self.notice_id} → {self.following_id or 'withdrawn'}"


class Report(models.Model):
    """One report: whose, of which year, by which outline; everything else about it is dated."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField(db_index=True)
    until = models.DateField()
    outline = models.CharField(max_length=160)
    person = models.BigIntegerField(null=True)
    """Who reports; none where the organisation does."""
    notice = models.ForeignKey("reports.Notice", null=True, on_delete=models.PROTECT, related_name="+")
    most_characters = models.IntegerField()
    account = models.BigIntegerField(null=True)
    """Who began it."""

    def __str__(self) -> str:
        """Name it by organisation and year."""
        return f"{self.organization_id} {self.year}"


class Version(Fact):
    """One text of a report, whole: its document as canonical JSON."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    based_on = models.IntegerField(default=0)
    """The version that its writer had before him; nought for the draft."""
    content = models.TextField()
    rulebook = models.CharField(max_length=64)
    """Digest of the rulebook that its figures were computed by."""
    seq = models.BigIntegerField()
    """The ledger as known then."""
    characters = models.IntegerField()
    account = models.BigIntegerField(null=True)
    note = models.CharField(max_length=200, default="")

    class Meta:
        """A report has one version of a number."""

        constraints = (models.UniqueConstraint(fields=["report", "number"], name="one_version_of_a_number"),)

    def __str__(self) -> str:
        """Name it by number."""
        return f"{self.report_id} #{self.number}"


class WorkingCopy(models.Model):
    """What one person is writing, saved every few seconds; no fact, and nobody else's business."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="+")
    account = models.BigIntegerField()
    based_on = models.IntegerField()
    content = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One a person and report."""

        constraints = (models.UniqueConstraint(fields=["report", "account"], name="one_working_copy_each"),)

    def __str__(self) -> str:
        """Name it by report and writer."""
        return f"{self.report_id} {self.account}"


class Decision(Fact):
    """What the secretary decided about a shortfall: written, or left out for a reason; its cause and measure."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="decisions")
    rule = models.CharField(max_length=160)
    write = models.BooleanField()
    reason = models.CharField(max_length=300, default="")
    cause = models.CharField(max_length=500, default="")
    measure = models.CharField(max_length=500, default="")
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Name it by rule."""
        return self.rule


class Intention(Fact):
    """An item of next year's work; next year's draft comes back with what became of it."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="intentions")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField(db_index=True)
    """The year in which it is to be done."""
    text = models.CharField(max_length=300)
    figure = models.CharField(max_length=160, default="")
    scope = models.CharField(max_length=10, default="own")
    target = models.BigIntegerField(null=True)
    due_on = models.DateField(null=True)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the words."""
        return self.text


class Voucher(Fact):
    """Somebody answers for what no record shows: a number typed by hand, or an old value kept, with the reason."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="vouchers")
    block = models.CharField(max_length=80)
    text = models.CharField(max_length=200)
    """The words as typed, or the chip's identity with its kept value."""
    reason = models.CharField(max_length=300)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the words."""
        return self.text


class Remark(Fact):
    """A comment on a paragraph of a version; closing it means that it is done."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="remarks")
    version = models.IntegerField()
    block = models.CharField(max_length=80)
    text = models.CharField(max_length=1000)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the words."""
        return self.text


class ReviewRoute(Fact):
    """What an organisation says of its ways: the levels of any text, and what a duty report passes in between."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    levels = models.TextField()
    """Canonical JSON: an object with both lists; in old rows the first of them alone."""
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the levels."""
        return self.levels


class Review(Fact):
    """One level's word about one version: passed or sent back, with a remark."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="reviews")
    version = models.IntegerField()
    level = models.IntegerField()
    level_name = models.CharField(max_length=40)
    passed = models.BooleanField()
    remark = models.CharField(max_length=1000, default="")
    account = models.BigIntegerField(null=True)
    reviewed_on = models.DateField()

    def __str__(self) -> str:
        """Name it by level."""
        return f"{self.level_name} #{self.version}"


class Issue(Fact):
    """A version as it went out: document, rulebook, what was known, and the bytes of both files, for good."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="issues")
    version = models.IntegerField()
    issued_on = models.DateField()
    document_digest = models.CharField(max_length=64)
    rulebook = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    word_file = models.ForeignKey("ledger.Attachment", on_delete=models.PROTECT, related_name="+")
    portable_file = models.ForeignKey("ledger.Attachment", on_delete=models.PROTECT, related_name="+")
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Name it by version."""
        return f"{self.report_id} #{self.version}"
