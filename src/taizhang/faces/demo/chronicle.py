"""The chronicle: every act of the story in the order of days, so that the ledger comes to have a past."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from taizhang.apps.audit.writing import as_if_on
from taizhang.apps.members.rosters import Rosters
from taizhang.faces.demo.accounts import DemoAccount, Hands
from taizhang.faces.demo.contents import Numbers
from taizhang.faces.demo.life.occasion import OccasionPlan
from taizhang.faces.demo.telling import Progress

SETTING_UP = date(2022, 12, 30)
"""The business day on which the district began to keep its ledger here."""


class Chapter(IntEnum):
    """What comes first on one day."""

    RULES = 1
    ORGANIZATIONS = 2
    MEMBERS = 3
    POSTS_ENDED = 4
    TERMS = 5
    POSTS = 6
    CLOSINGS = 7
    ACCOUNTS = 8
    LEDGER = 9
    CORRECTIONS = 10
    REPORTS = 11
    PAPERS = 12

    @property
    def zh(self) -> str:
        """What the progress line says."""
        return _ZH[self]


_ZH = {
    Chapter.RULES: "采用制度",
    Chapter.ORGANIZATIONS: "建立组织",
    Chapter.MEMBERS: "党员名册",
    Chapter.POSTS_ENDED: "任职",
    Chapter.TERMS: "届期",
    Chapter.POSTS: "任职",
    Chapter.CLOSINGS: "合并撤销",
    Chapter.ACCOUNTS: "开通账号",
    Chapter.LEDGER: "三年台账",
    Chapter.CORRECTIONS: "更正作废",
    Chapter.REPORTS: "述职报告",
    Chapter.PAPERS: "送审稿",
}


@dataclass
class World:
    """What has come to be so far: numbers by the codes of the story, accounts, entries with a name."""

    organizations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    posts: dict[object, int] = field(default_factory=dict)
    accounts: tuple[DemoAccount, ...] = ()
    hands: Hands = field(default_factory=lambda: Hands({}))
    entries: dict[str, int] = field(default_factory=dict)
    plans: dict[str, OccasionPlan] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    """The revision of each correction that waits for its confirmation."""
    notice: int = 0
    """The 述职通知 of the district."""
    paper: int = 0
    """The notice that goes out two days after it was sent on its way."""
    _rosters: Rosters | None = None

    @property
    def numbers(self) -> Numbers:
        """The numbers, for writing contents."""
        return Numbers(self.organizations, self.people)

    @property
    def rosters(self) -> Rosters:
        """Everybody's rolls as they stand now, read again only after somebody came, went or was appointed."""
        if self._rosters is None:
            self._rosters = Rosters()
        return self._rosters

    def forget_rosters(self) -> None:
        """Say that the rolls have changed."""
        self._rosters = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is recorded on a day."""

    day: date
    chapter: Chapter
    do: Callable[[World], None]


def tell(acts: Iterable[Act], progress: Progress) -> World:
    """Do everything in the order of days, each as if on its day."""
    world = World()
    ordered = sorted(acts, key=lambda act: (act.day, act.chapter))
    for place, act in enumerate(ordered):
        progress(place, len(ordered), act.chapter.zh if act.day == SETTING_UP else f"{act.day.year}年")
        with as_if_on(act.day):
            act.do(world)
        if act.chapter < Chapter.ACCOUNTS:
            world.forget_rosters()
    progress(len(ordered), len(ordered), "建好了")
    return world
