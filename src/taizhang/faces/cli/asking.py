"""What several reading commands ask and show alike: an organisation by its code, a scope, a day."""

from __future__ import annotations

from datetime import date

from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.selectors import below, organization_by_code
from taizhang.faces.cli.exits import CommandEndedError


def organization_of(code: str) -> int:
    """The organisation with that code."""
    try:
        return organization_by_code(code)
    except NotFoundError:
        raise CommandEndedError(f"没有代码是“{code}”的党组织。taizhang organizations 列出全部代码。") from None


def scope_of(code: str, day: date, *, own: bool) -> tuple[int, ...]:
    """The organisation alone, or with all below it."""
    organization = organization_of(code)
    return (organization,) if own else below(organization, day)
