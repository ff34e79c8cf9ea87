"""Everything the frame asks of the settings and the apps, in one place and with the smallest surface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from taizhang.apps.accounts.actors import EVERYWHERE, Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import actor_of
from taizhang.apps.audit.writing import seq_on
from taizhang.apps.ledger.selectors.owed import owed_of
from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.access import ALL, may, visible_to
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.runs.selectors import last_done
from taizhang.domain.obligations.owed import Urgency, urgency

BACKUP_TASK = "backup"


@dataclass(frozen=True, slots=True)
class OrganizationChoice:
    """An organisation that the account may choose in the header."""

    id: int
    code: str
    name: str
    above: str = ""
    """The organisation above it, to tell two of one name apart."""


def business_day() -> date:
    """Return the day that pages call today: fixed in a demonstration, else the real one."""
    fixed: date | None = settings.ENVIRONMENT.business_day
    return fixed or timezone.localdate()


def is_demo() -> bool:
    """Say whether this is the invented world of the demonstration."""
    return bool(settings.ENVIRONMENT.is_demo)


def last_backup_at() -> datetime | None:
    """Say when the last backup was finished."""
    return last_done(BACKUP_TASK)


def known_until(day: date) -> int:
    """Return the last commit of that business day or before: what was known then."""
    return seq_on(day)


def signed_in(request: HttpRequest) -> Actor | None:
    """Return who is signed in, with the rights in force on the real day."""
    return actor_of(request.user) if request.user.is_authenticated else None


def late_count(actor: Actor, organization: OrganizationChoice, day: date, known: int | None) -> int:
    """Count what the organisation itself owes and is late with, where a deadline is law."""
    owed = owed_of(actor, organization.id, day.year, day, known)
    return sum(urgency(obligation, day) is Urgency.LATE for obligation in owed)


def may_record(actor: Actor, organization: OrganizationChoice | None) -> bool:
    """Say whether the actor may record for this organisation."""
    return organization is not None and may(actor, Permission.RECORD, organization.id)


def organization_choice(actor: Actor, code: str, day: date) -> OrganizationChoice | None:
    """Find the organisation with this code, where the actor may see it; foreign and unknown are alike."""
    try:
        found = organizations.organization_by_code(code)
        if found not in visible_to(actor):
            return None
        return _choices([organizations.organization_view(found, day)], day)[0]
    except NotFoundError:
        return None


def home_organization(actor: Actor, day: date) -> OrganizationChoice | None:
    """Return where most of the actor's work lies: what a page shows when its address names no organisation."""
    roots = actor.roots(Permission.READ_ENTRIES)
    own = [root for root in roots if root is not EVERYWHERE]
    if own:
        # A secretary of a 党组 and of the 机关党委 below whom the branches hang starts at the latter.
        reach = {root: len(organizations.below(root, day)) for root in own}
        most = sorted(own, key=lambda root: (-reach[root], root))
        found = organizations.list_organizations(most, day, closed=True)
    elif roots:
        found = tuple(view for view in organizations.list_organizations(None, day) if view.parent is None)
    else:
        found = ()
    return _choices(found[:1], day)[0] if found else None


def organization_choices(actor: Actor, text: str, day: date, most: int) -> list[OrganizationChoice]:
    """List the organisations that the actor may see and whose name, unit or code holds the text, by code."""
    visible = visible_to(actor)
    views = [
        view
        for view in organizations.list_organizations(None, day)
        if (visible is ALL or view.id in visible) and any(text in word for word in (view.name, view.unit, view.code))
    ]
    return _choices(views[:most], day)


def _choices(views: Iterable[organizations.OrganizationView], day: date) -> list[OrganizationChoice]:
    shown = list(views)
    above = organizations.names_of({view.parent for view in shown if view.parent is not None}, day)
    return [
        OrganizationChoice(view.id, view.code, view.called, above.get(view.parent, "") if view.parent else "")
        for view in shown
    ]
