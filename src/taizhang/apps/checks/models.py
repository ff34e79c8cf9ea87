"""A unit's own words for the checker. Texts that somebody has checked are kept nowhere."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact
from taizhang.apps.checks.kinds import OwnWordKind


class OwnWord(Fact):
    """One decision of a unit, with its reason and who took it; it holds for the unit and all below it."""

    organization_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=12, choices=OwnWordKind.choices)
    rule = models.CharField(max_length=120, default="")
    """The rule or the pack that is switched, or whose finding is let stand."""
    word = models.CharField(max_length=200, default="")
    """The protected word, the wrong form, or the wording that is let stand."""
    right = models.CharField(max_length=200, default="")
    """For a house style: how this unit writes it."""
    reason = models.CharField(max_length=300)
    account = models.BigIntegerField(null=True)
    decided_on = models.DateField()

    def __str__(self) -> str:
        """Show what it is about."""
        return f"{self.kind} {self.rule or self.word}"
