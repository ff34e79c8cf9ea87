"""How many entries a list holds: counted organisation by organisation, and after a commit only where it touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.remembering import remembered
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.selectors.doors import recorded_elsewhere
from taizhang.apps.ledger.selectors.entries import Filter, list_entries, listed_as
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.apps.organizations.access import permitted, visible_among
from taizhang.apps.rulebooks.selectors import current_rulebook

MOST_QUESTIONS, MOST_ANSWERS = 12, 20_000


def number_of_entries(actor: Actor, wanted: Filter) -> int:
    """How many entries `list_entries` would list."""
    return remembered(_number, actor, wanted, timezone.localdate())


def _number(actor: Actor, wanted: Filter, _rights_of: date) -> int:
    ids = wanted.organizations
    if ids is None or wanted.entries is not None or len(visible_among(actor, ids)) < len(ids):
        return list_entries(actor, wanted).count()

    def work(some: Sequence[int]) -> dict[int, int]:
        own = listed_as(actor, Revision.objects.filter(organization_id__in=list(some)), wanted)
        rows = own.order_by().values_list("organization_id").annotate(number=Count("pk"))
        return dict.fromkeys(some, 0) | dict(rows)

    # A title for keepers is found by keepers alone, so they may count more; which titles those are the rules say.
    keeps = permitted(actor, Permission.READ_RESTRICTED) if wanted.text else ()
    rules = current_rulebook().digest if wanted.text else ""
    number = _NUMBERS.answer(
        (replace(wanted, organizations=None), rules), {one: one in keeps for one in ids}, work, sum
    )
    if elsewhere := recorded_elsewhere(ids):
        number += listed_as(actor, Revision.objects.filter(pk__in=elsewhere), wanted).count()
    return number


_NUMBERS: ByOrganization[int, int] = ByOrganization(MOST_QUESTIONS, MOST_ANSWERS)
