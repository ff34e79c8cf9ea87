"""How branches keep their ledger: who comes, how soon it is recorded, when it is confirmed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.occasion import Came
from taizhang.faces.demo.workdays import CLOCK, days_in, workday_from, workday_near, workdays_after
from taizhang.faces.demo.world.plan import Manner, OrganizationPlan
from taizhang.faces.demo.world.rolls import roll

_REASONS = ("出差", "病假", "值班", "外出培训", "探亲", "事假", "带班", "")
_SKIPS = {Manner.DILIGENT: 0.0, Manner.STEADY: 0.03, Manner.LATE: 0.04, Manner.GAPPY: 0.2, Manner.HEADS: 0.06}
_DELAYS = {
    Manner.DILIGENT: (0, 3),
    Manner.STEADY: (1, 6),
    Manner.LATE: (2, 9),
    Manner.GAPPY: (2, 12),
    Manner.HEADS: (1, 8),
}
_LATE_ONES = {Manner.LATE: 0.35, Manner.GAPPY: 0.15, Manner.STEADY: 0.02, Manner.HEADS: 0.04, Manner.DILIGENT: 0.0}
_FORGETFUL = frozenset({"SW-05", "YY-06"})
"""Branches whose autumn records still wait for somebody to confirm them."""
_FORGETFUL_SINCE = date(2025, 10, 1)


@dataclass(frozen=True, slots=True)
class Timing:
    """On which business days an occasion was recorded and confirmed."""

    recorded_on: date
    confirmed_on: date | None


def skips(branch: OrganizationPlan, stream: random.Random) -> bool:
    """Say whether the branch lets this one slip."""
    return stream.random() < _SKIPS[branch.manner]


def timing(code: str, manner: Manner, day: date, stream: random.Random) -> Timing:
    """When an occasion of that day came into the ledger; after the clock it has not."""
    if stream.random() < _LATE_ONES[manner]:
        recorded_on = workday_from(day + timedelta(days=stream.randint(24, 62)))
    else:
        recorded_on = workdays_after(day, stream.randint(*_DELAYS[manner]))
    if manner is Manner.DILIGENT:
        confirmed_on: date | None = workdays_after(recorded_on, stream.randint(0, 2))
    else:  # The monthly batch, in the last days of the month.
        confirmed_on = _batch_day(code, recorded_on.year, recorded_on.month)
        if confirmed_on < recorded_on:
            confirmed_on = _batch_day(code, recorded_on.year + recorded_on.month // 12, recorded_on.month % 12 + 1)
    if confirmed_on and (confirmed_on > CLOCK or (code in _FORGETFUL and recorded_on >= _FORGETFUL_SINCE)):
        confirmed_on = None
    return Timing(recorded_on, confirmed_on)


def attendance(branch: str, day: date, stream: random.Random, share: float = 0.92) -> tuple[Came, ...]:
    """The roll of a branch on that day, most of it present; holders of posts hardly ever miss."""
    return tuple(
        Came(stay.person)
        if place < 1 or stream.random() < share
        else Came(stay.person, present=False, reason=stream.choice(_REASONS))
        for place, stay in enumerate(roll(branch, day))
    )


def committee_attendance(members: tuple[str, ...], stream: random.Random, share: float = 0.95) -> tuple[Came, ...]:
    """The members of a committee, the first of them always present."""
    return tuple(
        Came(person)
        if place == 0 or stream.random() < share
        else Came(person, present=False, reason=stream.choice(_REASONS))
        for place, person in enumerate(members)
    )


def heads_instead(manner: Manner, stream: random.Random) -> bool:
    """Say whether only the number of people was written down."""
    return manner is Manner.HEADS and stream.random() < 0.8


def _batch_day(code: str, year: int, month: int) -> date:
    """The day on which the secretary goes through the month's records."""
    return workday_near(year, month, days_in(year, month) - chance("batch", code, year, month).randint(1, 4))
