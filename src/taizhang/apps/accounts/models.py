"""Accounts without a superuser, and dated grants: role × organisation × real day."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from taizhang.apps.audit.models import Fact


class Role(models.TextChoices):
    """What an account may do within a scope; the three administrators cannot do each other's work."""

    SECRETARY = "secretary", "书记"
    CLERK = "clerk", "党务工作者"
    SUPERIOR = "superior", "上级党组织查看"
    DISCIPLINE = "discipline", "纪检"
    READER = "reader", "只读"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDITOR = "auditor", "审计管理员"


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by login name."""


class Account(AbstractBaseUser):
    """Somebody who signs in. Rights come from grants alone."""

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    person = models.BigIntegerField(null=True)
    """The member behind the account, where there is one."""
    password_changed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        """Show the name as pages do."""
        return self.name


class Grant(Fact):
    """A role over an organisation and all below it (空: the whole installation), from day to day."""

    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    organization_id = models.BigIntegerField(null=True)
    keeper = models.BooleanField(default=False)
    """A named keeper (指定人员) also reads restricted texts."""
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        """Show who may do what."""
        return f"{self.account_id} {self.role} {self.organization_id}"


class Attempt(models.Model):
    """A failed or successful sign-in, for throttling; the login name only as a keyed digest."""

    login_digest = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)
    succeeded = models.BooleanField()

    def __str__(self) -> str:
        """Show when it was."""
        return f"{self.at:%F %T} {self.succeeded}"


class Token(Fact):
    """A key for the API: opaque, kept as a digest, with the role, scope and expiry it was given."""

    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    token_digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    organization_id = models.BigIntegerField(null=True)
    expires_on = models.DateField()

    def __str__(self) -> str:
        """Show its name."""
        return self.name
