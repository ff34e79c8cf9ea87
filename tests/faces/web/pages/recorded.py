"""Entries for the tests of pages that show what follows from them."""

from typing import Any

from taizhang.apps.ledger.services import confirm_entry, record_entry
from tests.apps.ledger.conftest import TODAY, World


def confirmed(world: World, content: dict[str, Any]) -> int:
    """Record and confirm; the number of the entry."""
    recorded = record_entry(world.clerk, content, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    return recorded.entry


def theme_day(world: World, day: str, **more: Any) -> dict[str, Any]:
    """A theme day as the form sends it."""
    return {
        "recorder": world.branch,
        "day": day,
        "year": int(day[:4]),
        "title": f"主题党日{day}",
        "place": "活动室",
        "roll": [{"person": one, "present": True} for one in world.people],
        "parts": [{"kind": "theme_day", "fields": {"theme": "重温入党誓词"}, "roles": {"chair": [world.people[0]]}}],
    } | more


NONSENSE = (
    "org=../../etc",
    "year=abc",
    "year=0",
    "year=99999999999",
    "as_of=2025-13-45",
    "known_on=x",
    "scope=s999999",
    "scope=sx",
    "scope=%00",
    "page=-1",
    "page=99999999999999",
    "period=m13",
    "period=%E5%8D%83",
    "from=2025-01-01",
    "from=x&to=y",
    "from=2025-12-31&to=2025-01-01",
    "from=0001-01-01&to=9999-12-31",
    "answer=bogus",
    "by=bogus",
    "open=%27%22%3E",
    "urgency=x",
    "type=x",
    "rule=x",
    "branch=nowhere",
    "month=2025-99",
    "month=9999-12",
    "sort=x",
)
"""What somebody may type into the address; every page has to answer it with words."""
