"""Adopting the rulebook, the units' own kinds and rules, and the local profiles that the story chooses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from importlib import resources

from taizhang.apps.rulebooks.services import adopt_release, adopt_units_own, choose_profile
from taizhang.domain.rules.rulebook import shipped, texts_of
from taizhang.faces.demo.accounts import OPERATOR
from taizhang.faces.demo.chronicle import SETTING_UP, Act, Chapter, World
from taizhang.faces.demo.life.own_practices import FIVE_TASKS, FOUR_STUDIES, PILOT, SINCE, WEEKLY_STUDY

_OWN = {"wj": "WJ", "rm": "RM", "jy": "JY"}
"""Which organisation the files of a folder belong to."""
OWN_ADOPTED_ON = date(2024, 12, 20)
_CHOSEN = (
    ("QH", "lecture_each_quarter", date(2023, 1, 1)),
    ("QH", "first_topic_each_meeting", date(2023, 1, 1)),
    ("YY", "party_building_each_quarter", date(2023, 1, 1)),
    ("YY", "contact_visit_each_quarter", date(2023, 1, 1)),
    ("WJ", "contact_visit_each_quarter", date(2024, 1, 1)),
    ("WJ", "party_building_each_quarter", date(2024, 1, 1)),
    ("WJ", "supervision_each_quarter", date(2024, 1, 1)),
    ("JY", "supervision_each_quarter", date(2024, 1, 1)),
    ("JY", "risk_check_each_month", date(2024, 9, 1)),
    ("WJ", FOUR_STUDIES, SINCE),
    ("RM", FIVE_TASKS, SINCE),
    (PILOT, WEEKLY_STUDY, SINCE),
)


def rule_acts() -> Iterator[Act]:
    """The release at the start, the units' own files later, and each profile from its day."""
    yield Act(SETTING_UP, Chapter.RULES, _adopt_release)
    for slug, code in _OWN.items():
        yield Act(OWN_ADOPTED_ON, Chapter.RULES, partial(_adopt_own, slug=slug, code=code))
    for code, profile, since in _CHOSEN:
        # The organisations of the first day are set up after the rulebook, so profiles come with the accounts.
        yield Act(max(since, SETTING_UP), Chapter.ACCOUNTS, partial(_choose, code=code, profile=profile, since=since))


def _adopt_release(_world: World) -> None:
    adopt_release(OPERATOR, shipped(), note="启用台账时采用")


def _adopt_own(world: World, slug: str, code: str) -> None:
    texts = texts_of(resources.files("taizhang.faces.demo") / "own_rules")
    files = {path: text for path, text in texts.items() if f"/own/{slug}/" in path}
    adopt_units_own(OPERATOR, world.organizations[code], slug, files, note="本单位的做法")


def _choose(world: World, code: str, profile: str, since: date) -> None:
    choose_profile(OPERATOR, world.organizations[code], profile, since)
