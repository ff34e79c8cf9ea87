"""Organisations and their dated facts: descriptions, relations, terms, posts, shifted windows."""

from __future__ import annotations

from django.db import models

from taizhang.apps.audit.models import Fact


class Organization(models.Model):
    """A party organisation (党组织): nothing but its code; everything about it is dated."""

    code = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        """Show the code."""
        return self.code


class Description(Fact):
    """What an organisation is from a day on: name, type, the unit behind it, its life span."""

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="descriptions"
    )
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, default="")
    type = models.CharField(max_length=40)
    unit = models.CharField(max_length=120, default="")
    """The unit behind it (所在单位); what joins the 党组, the 机关党委 and the branches of one bureau."""
    traits = models.CharField(max_length=400, default="")
    """Space-separated traits that nothing else tells: village_or_community, …"""
    founded_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    begins_on = models.DateField()
    """From when this description holds: a renaming, a change of type."""

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class RelationKind(models.TextChoices):
    """How organisations hang together."""

    SUBORDINATION = "subordination", "隶属"
    GUIDANCE = "guidance", "领导或指导"
    SECTOR = "sector", "行业归口"
    TERRITORY = "territory", "属地"


class Relation(Fact):
    """One organisation under another, in one of four senses, from day to day."""

    child = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="relations_up")
    parent = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="relations_down")
    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Show who is under whom."""
        return f"{self.child_id} {self.kind} {self.parent_id}"


class Term(Fact):
    """A committee's term of office (届期)."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="terms")
    began_on = models.DateField()
    years = models.IntegerField(null=True)
    seats = models.IntegerField(null=True)
    ended_on = models.DateField(null=True)
    ordinal = models.IntegerField(null=True)

    def __str__(self) -> str:
        """Show since when."""
        return f"{self.organization_id} {self.began_on}"


class PostTitle(models.TextChoices):
    """The posts in a committee or branch, and (组长、副组长、成员) in a steering group."""

    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy_secretary", "副书记"
    ORGANIZATION = "organization_member", "组织委员"
    PUBLICITY = "publicity_member", "宣传委员"
    DISCIPLINE = "discipline_member", "纪检委员"
    COMMITTEE = "committee_member", "委员"
    GROUP_LEADER = "group_leader", "党小组长"
    WORKER = "party_worker", "专职党务工作者"
    PART_TIME_WORKER = "part_time_worker", "兼职党务工作者"
    HEAD = "head", "组长"
    DEPUTY_HEAD = "deputy_head", "副组长"
    MEMBER = "member", "成员"


class Post(Fact):
    """A person's post in an organisation, by date, with what he answers for (分工)."""

    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="posts")
    person = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=30, choices=PostTitle.choices)
    duties = models.CharField(max_length=300, default="")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    also = models.CharField(max_length=60, default="")
    """What else the person is: 校长, 单位负责人 (分设 is when a secretary is not)."""

    def __str__(self) -> str:
        """Show who holds what."""
        return f"{self.person} {self.title} {self.organization_id}"


class WindowShift(Fact):
    """A window shifted by a superior's notice for all whom it names."""

    issuer = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="shifts_issued")
    rule = models.CharField(max_length=160)
    window_start = models.DateField()
    window_end = models.DateField()
    due_on = models.DateField()
    notice = models.CharField(max_length=200)
    organizations = models.TextField(default="[]")
    """Canonical JSON: ids of the organisations named; empty: all below the issuer."""

    def __str__(self) -> str:
        """Show the notice."""
        return self.notice


class NamedScope(Fact):
    """A named set of organisations by day (口径), kept by one organisation."""

    owner = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="scopes")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=RelationKind.choices, default=RelationKind.SUBORDINATION)
    types = models.CharField(max_length=200, default="")
    added = models.TextField(default="[]")
    left_out = models.TextField(default="[]")

    def __str__(self) -> str:
        """Show the name."""
        return self.name
