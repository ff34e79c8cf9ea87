"""Members (党员) and applicants: dated descriptions and events; status is derived, sensitive fields are sealed."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact


class Member(models.Model):
    """A person of the roll: nothing but a code; everything about him is dated."""

    code = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        """Show the code."""
        return self.code


class MemberDescription(Fact):
    """What the roll says about a person from a day on."""

    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="descriptions")
    name = models.CharField(max_length=60)
    sex = models.CharField(max_length=10, default="")
    nation = models.CharField(max_length=30, default="")
    education = models.CharField(max_length=30, default="")
    born_in = models.IntegerField(null=True)
    """Year of birth; the full day is sealed."""
    occupation = models.CharField(max_length=60, default="")
    joined_on = models.DateField(null=True)
    """入党日期: admitted as a probationary member, wherever that was."""
    full_since = models.DateField(null=True)
    """转正日期, where no event tells it; the party age (党龄) counts from it."""
    begins_on = models.DateField()

    class Meta:
        """The last change of the table is asked for before each remembered answer."""

        indexes = (
            models.Index(
                fields=["known_until"], name="description_closed", condition=models.Q(known_until__isnull=False)
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class EventKind(models.TextChoices):
    """What happens to a member, as the status is derived from it."""

    JOINED = "joined_probationary", "接收为预备党员"
    CONFIRMED = "confirmed", "转正"
    EXTENDED = "extended", "延长预备期"
    CANCELLED = "cancelled", "取消预备党员资格"
    ENTERED_ROLL = "entered_roll", "列入名册"
    TRANSFERRED_IN = "transferred_in", "转入"
    TRANSFERRED_OUT = "transferred_out", "转出"
    MOVED = "moved", "调整支部或小组"
    FLOATING_OUT = "floating_out", "流出"
    FLOATING_BACK = "floating_back", "流动归来"
    RETIRED = "retired", "退休"
    SUSPENDED = "suspended", "停止党籍"
    RESTORED = "restored", "恢复党籍"
    EXPELLED = "expelled", "出党"
    DIED = "died", "去世"


class MemberEvent(Fact):
    """A dated event of a member; where it leaves him, which branch and group."""

    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    day = models.DateField()
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    group = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    full = models.BooleanField(null=True)
    """For entered_roll and transferred_in: full member, or on probation."""
    note = models.CharField(max_length=200, default="")

    class Meta:
        """Rolls are read by branch; the last change of the table is asked for before each remembered answer."""

        indexes = (
            models.Index(fields=["organization", "day"], name="event_org_day"),
            models.Index(fields=["member", "day"], name="event_member_day"),
            models.Index(fields=["known_until"], name="event_closed", condition=models.Q(known_until__isnull=False)),
        )

    def __str__(self) -> str:
        """Show what and when."""
        return f"{self.member_id} {self.kind} {self.day}"


class PersonKey(models.Model):
    """The key of one person's sealed fields, wrapped by the installation's key; destroying it erases them."""

    member = models.OneToOneField("members.Member", on_delete=models.PROTECT, primary_key=True)
    wrapped = models.CharField(max_length=300)

    def __str__(self) -> str:
        """Show whose."""
        return str(self.member_id)


class SealedField(Fact):
    """A sensitive value (身份证号、电话): SM4-GCM under the person's key, and a keyed hash for exact look-up."""

    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="sealed")
    field = models.CharField(max_length=30)
    sealed = models.TextField()
    lookup = models.CharField(max_length=64, db_index=True)
    masked = models.CharField(max_length=60)

    def __str__(self) -> str:
        """Show which field, masked."""
        return f"{self.field} {self.masked}"
