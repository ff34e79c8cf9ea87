"""Entries that wait for confirmation, for everything that confirms."""

from __future__ import annotations

from itertools import count
from typing import Any

from benchmarks.hands import hand
from benchmarks.story import ATTENDEES
from benchmarks.world import TODAY
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.members.selectors import rolls
from taizhang.apps.organizations.selectors import children_of, list_organizations

_numbers = count(1)


def branches() -> list[int]:
    """Every branch of the bench world, in the order of codes."""
    committee = next(one.id for one in list_organizations(None, TODAY) if one.code == "C")
    return list(children_of(committee, TODAY))


def waiting_revisions(number: int) -> list[int]:
    """Record so many theme days that nobody has confirmed yet; return their revisions."""
    places = branches()
    roll: dict[int, list[int]] = {}
    for one in rolls(places, TODAY):
        roll.setdefault(one.organization or 0, []).append(one.id)
    contents: list[dict[str, Any]] = []
    for _ in range(number):
        turn = next(_numbers)
        place = places[turn % len(places)]
        present = roll[place][:ATTENDEES]
        contents.append(
            {
                "recorder": place,
                "day": f"2025-12-{turn % 28 + 1:02}",
                "year": 2025,
                "title": f"等着确认的{turn}",
                "roll": [{"person": person, "present": True} for person in present],
                "parts": [{"kind": "theme_day", "fields": {"theme": "学习"}, "roles": {"chair": present[:1]}}],
            }
        )
    loaded = load_entries(hand("clerk"), [Incoming(one) for one in contents], TODAY, rosters=Rosters())
    found = Revision.objects.filter(entry_id__in=loaded.entries).order_by("pk")
    return list(found.values_list("pk", flat=True))
