"""Papers: versions, what was let stand in them, remarks, reviews, issues, withdrawals. All facts."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact


class Paper(models.Model):
    """One text that is to go out (送审稿): whose it is; everything else about it is dated."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField(db_index=True)
    account = models.BigIntegerField(null=True)
    """Who began it."""

    def __str__(self) -> str:
        """Name it by organisation and day."""
        return f"{self.organization_id} {self.opened_on}"


class Version(Fact):
    """One text of a paper, whole, with where and when it is to go out: whatever changes goes the way again."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    based_on = models.IntegerField(default=0)
    """The version that its writer had before him; nought for the first."""
    title = models.CharField(max_length=400)
    destination = models.CharField(max_length=300)
    """去向."""
    goes_out_on = models.DateField(null=True)
    content = models.TextField()
    """Canonical JSON: the document with the title."""
    characters = models.IntegerField()
    account = models.BigIntegerField(null=True)
    note = models.CharField(max_length=200, default="")

    class Meta:
        """A paper has one version of a number."""

        constraints = (models.UniqueConstraint(fields=["paper", "number"], name="one_paper_version_of_a_number"),)

    def __str__(self) -> str:
        """Name it by number."""
        return f"{self.paper_id} #{self.number}"


class Allowance(Fact):
    """A finding of the checker that somebody let stand in this paper (不算错), with the reason."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="allowances")
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=120)
    excerpt = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Name it by rule."""
        return self.rule


class Remark(Fact):
    """A comment on a paragraph of a version; closing it means that it is done."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="remarks")
    version = models.IntegerField()
    block = models.CharField(max_length=80)
    text = models.CharField(max_length=1000)
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the words."""
        return self.text


class Review(Fact):
    """One level's word about one version, and what the checker still found in it at that moment."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="reviews")
    version = models.IntegerField()
    level = models.IntegerField()
    level_name = models.CharField(max_length=40)
    passed = models.BooleanField()
    remark = models.CharField(max_length=1000, default="")
    errors = models.IntegerField()
    """必改."""
    warnings = models.IntegerField()
    """建议."""
    hints = models.IntegerField()
    """提示."""
    reason = models.CharField(max_length=300, default="")
    """Why it was passed with faults that the checker calls 必改."""
    account = models.BigIntegerField(null=True)
    reviewed_on = models.DateField()

    def __str__(self) -> str:
        """Name it by level."""
        return f"{self.level_name} #{self.version}"


class Issue(Fact):
    """A version as it went out: where to, its digest, and the bytes of the file, for good."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="issues")
    version = models.IntegerField()
    destination = models.CharField(max_length=300)
    issued_on = models.DateField()
    document_digest = models.CharField(max_length=64)
    word_file = models.ForeignKey("ledger.Attachment", on_delete=models.PROTECT, related_name="+")
    account = models.BigIntegerField(null=True)

    class Meta:
        """A version goes out once."""

        constraints = (models.UniqueConstraint(fields=["paper", "version"], name="one_issue_of_a_paper_version"),)

    def __str__(self) -> str:
        """Name it by version."""
        return f"{self.paper_id} #{self.version}"


class Withdrawal(Fact):
    """撤稿: nothing more happens to the paper; what went out stays on record."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=300)
    withdrawn_on = models.DateField()
    account = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show the reason."""
        return self.reason
