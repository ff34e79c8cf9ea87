"""Of whom a report speaks, and on which days: the organisation itself, those below it, its own 纪委."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.ledger.selectors.spells import Spell
from taizhang.apps.organizations.selectors import children_of, of_types
from taizhang.apps.organizations.spells import below_over
from taizhang.domain.periods import Window
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import Speaking

COMMITTEES = frozenset(
    {
        OrganizationType.COMMITTEE,
        OrganizationType.WORK_COMMITTEE,
        OrganizationType.ORGAN_COMMITTEE,
        OrganizationType.COMMUNITY_JOINT_COMMITTEE,
    }
)
BRANCHES = frozenset(
    {
        OrganizationType.GENERAL_BRANCH,
        OrganizationType.BRANCH,
        OrganizationType.JOINT_BRANCH,
        OrganizationType.TEMPORARY_BRANCH,
        OrganizationType.SUBGROUP,
    }
)
"""Those below of whom a report speaks; 纪委, 派驻组 and 领导小组 stand beside the committee, not below it."""
_BESIDE = frozenset({OrganizationType.DISCIPLINE_COMMITTEE})


@dataclass(frozen=True, slots=True)
class Reach:
    """The organisations behind each scope of a report."""

    own: tuple[int, ...]
    spells: tuple[Spell, ...]
    """Who was below it on which days of the year: a branch counts as long as it stands below."""
    beside: tuple[int, ...] = ()
    """The committee's own 纪委: its checks and talks are told with those of all."""

    @property
    def below(self) -> tuple[int, ...]:
        """Those below it on the day of the report."""
        return self.spells[-1][1]

    def of(self, scope: str) -> tuple[int, ...]:
        """The organisations of a scope on the day of the report."""
        return self._scoped(scope, self.below)

    def over(self, scope: str, period: Window) -> tuple[Spell, ...]:
        """The organisations that a question counts, day by day."""
        if scope not in {Speaking.BELOW, Speaking.ALL}:
            return ((period, self.own),)
        cut = [
            (Window(max(window.start, period.start), min(window.end, period.end)), self._scoped(scope, those))
            for window, those in self.spells
            if window.start <= period.end and window.end >= period.start
        ]
        return _whole(cut, period) or ((period, self.of(scope)),)

    def below_on(self, day: date) -> frozenset[int]:
        """Who stood below on that day."""
        return frozenset(
            next((those for window, those in self.spells if window.start <= day <= window.end), self.below)
        )

    def _scoped(self, scope: str, below: tuple[int, ...]) -> tuple[int, ...]:
        if scope == Speaking.BELOW:
            return below
        return (*self.own, *below, *self.beside) if scope == Speaking.ALL else self.own


def reach_of(organization: int, day: date, seq: int | None = None) -> Reach:
    """The organisation itself, and the committees and branches below it during the year up to that day."""
    spells: list[Spell] = []
    for window, under in below_over(organization, Window(date(day.year, 1, 1), day), seq):
        reporting = of_types(under, COMMITTEES | BRANCHES, window.end, seq)
        those = tuple(one for one in reporting if one != organization)
        if spells and spells[-1][1] == those:
            spells[-1] = Window(spells[-1][0].start, window.end), those
        else:
            spells.append((window, those))
    beside = of_types(children_of(organization, day, seq), _BESIDE, day, seq)
    return Reach((organization,), tuple(spells), beside)


def _whole(spells: Iterable[Spell], period: Window) -> tuple[Spell, ...]:
    """Neighbouring stretches of the same organisations as one; the first and the last reach to the period's ends."""
    found: list[Spell] = []
    for window, those in spells:
        if found and found[-1][1] == those:
            found[-1] = Window(found[-1][0].start, window.end), those
        else:
            found.append((window, those))
    if found:
        found[0] = Window(period.start, found[0][0].end), found[0][1]
        found[-1] = Window(found[-1][0].start, period.end), found[-1][1]
    return tuple(found)
