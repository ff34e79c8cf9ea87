"""Adopting the rulebook, the units' own kinds and rules, and the local profiles that the story chooses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import resources

from taizhang.apps.rulebooks.services import adopt_release, adopt_units_own, choose_profile
from taizhang.domain.rules.rulebook import shipped, texts_of
from taizhang.faces.demo.accounts import OPERATOR
from taizhang.faces.demo.life.own_practices import FIVE_TASKS, FOUR_STUDIES, PILOT, SINCE, WEEKLY_STUDY

_OWN = {"wj": "WJ", "rm": "RM", "jy": "JY"}
"""Which organisation the files of a folder belong to."""
_CHOSEN = (
    ("QH", "lecture_each_quarter", date(2023, 1, 1)),
    ("QH", "first_topic_each_meeting", date(2023, 1, 1)),
    ("YY", "party_building_each_quarter", date(2023, 1, 1)),
    ("YY", "contact_visit_each_quarter", date(2023, 1, 1)),
    ("JY", "supervision_each_quarter", date(2024, 1, 1)),
    ("JY", "risk_check_each_month", date(2024, 9, 1)),
    ("WJ", FOUR_STUDIES, SINCE),
    ("RM", FIVE_TASKS, SINCE),
    (PILOT, WEEKLY_STUDY, SINCE),
)


def adopt_rulebook() -> None:
    """Adopt what came with this release."""
    adopt_release(OPERATOR, shipped(), note="演示数据建立时采用")


def adopt_own_rules(organizations: Mapping[str, int]) -> None:
    """Adopt the units' own files, and choose the profiles."""
    texts = texts_of(resources.files("taizhang.faces.demo") / "own_rules")
    for slug, code in _OWN.items():
        files = {path: text for path, text in texts.items() if f"/own/{slug}/" in path}
        adopt_units_own(OPERATOR, organizations[code], slug, files, note="本单位的做法")
    for code, profile, since in _CHOSEN:
        choose_profile(OPERATOR, organizations[code], profile, since)
