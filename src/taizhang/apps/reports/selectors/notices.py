"""述职通知 as their page lists them: what is asked, and by whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.reports.selectors.lists import notices_for


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One 述职通知."""

    id: int
    title: str
    number: str
    by: str
    """Who asks."""
    year: int
    until: date
    most_characters: int
    least_problems_percent: int
    required: tuple[str, ...]


def list_notices(actor: Actor, organization: int, day: date) -> list[NoticeLine]:
    """What reaches an organisation, its own and those from above, newest year first."""
    found = notices_for(actor, organization, day)
    names = names_of({one.organization_id for one in found}, day)
    return [
        NoticeLine(
            one.pk,
            one.title,
            one.number,
            names.get(one.organization_id, ""),
            one.year,
            one.until,
            one.most_characters,
            one.least_problems_percent,
            tuple(json.loads(one.required)),
        )
        for one in found
    ]
