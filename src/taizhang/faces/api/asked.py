"""What several operations ask alike: which organisation, which day, which slice of a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import require, require_visible
from taizhang.apps.organizations.selectors import organization_by_code
from taizhang.faces.api.given import Page

One = TypeVar("One")


def business_today() -> date:
    """The business day: the real day, or the fixed one of a demonstration."""
    return settings.ENVIRONMENT.business_day or timezone.localdate()


def visible_organization(actor: Actor, code: str) -> int:
    """The organisation with that code, or the same answer for unknown and foreign."""
    organization = organization_by_code(code)
    require_visible(actor, organization)
    return organization


def organization_for(actor: Actor, code: str, permission: Permission) -> int:
    """The organisation with that code, where the actor has this right over it."""
    organization = organization_by_code(code)
    require(actor, permission, organization)
    return organization


def sliced(found: Sequence[One], asked: Page) -> tuple[dict[str, Any], Sequence[One]]:
    """How long the list is, and the page asked for."""
    start = (asked.page - 1) * asked.page_size
    listed = {"total": len(found), "page": asked.page, "page_size": asked.page_size}
    return listed, found[start : start + asked.page_size]
