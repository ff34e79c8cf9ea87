"""Accounts without a superuser, and dated grants: role × organisation × real day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

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
    one_time_until = models.DateTimeField(null=True)
    """A password that an administrator had made works until then, once, to set one's own."""
    session_epoch = models.IntegerField(default=0)
    """Part of every session's mark: counting it up ends them all."""
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        """Show the name as pages do."""
        return self.name

    def get_session_auth_hash(self) -> str:
        """Mark sessions by password and epoch, so that a change of either ends them."""
        return salted_hmac("taizhang.session", f"{self.password} {self.session_epoch}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Accept no mark but the present one."""
        return iter(())


class PasswordBefore(models.Model):
    """A hash that an account had, so that the policy may refuse its return."""

    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="passwords_before")
    password = models.CharField(max_length=128)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Show whose."""
        return str(self.account_id)


class SignedIn(models.Model):
    """A browser that is signed in, so that people can see and end their sessions."""

    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    address = models.CharField(max_length=64)
    browser = models.CharField(max_length=200, default="")

    def __str__(self) -> str:
        """Show whose and since when."""
        return f"{self.account_id} {self.at:%F %T}"


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
    root_id = models.BigIntegerField(null=True)
    """The organisation of the owner's own grant that covers the token; it works as long as that grant does."""
    token_digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    organization_id = models.BigIntegerField(null=True)
    expires_on = models.DateField()

    def __str__(self) -> str:
        """Show its name."""
        return self.name
