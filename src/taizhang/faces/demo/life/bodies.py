"""How committees keep their ledger: one occasion of theirs, and the units that they stand for."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from taizhang.faces.demo.life.habits import timing
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan
from taizhang.faces.demo.world.plan import Manner

UNITS = ("JY", "SW", "YY", "WJ", "RM")
"""The five units, by the body below which their branches hang."""
PLANNERS = ("QH", "QH-GW", "JY-DZ", "JY", "SW-DZ", "YY", "WJ-DZ", "RM")
"""Bodies that plan the year, report upward, and whose secretaries lecture."""
STATED_2023 = frozenset({"WJ", "YY", "JY"})


def told(
    recorder: str,
    day: date,
    parts: Sequence[PartPlan],
    stream: random.Random,
    *,
    roll: tuple[Came, ...] = (),
    title: str = "",
    place: str = "",
    manner: Manner = Manner.STEADY,
    **more: object,
) -> OccasionPlan:
    """One occasion of a committee, kept as such bodies keep their ledger."""
    held = timing(recorder, manner, day, stream)
    return OccasionPlan(
        recorder,
        day,
        tuple(parts),
        held.recorded_on,
        held.confirmed_on,
        roll=roll,
        title=title,
        place=place,
        **more,  # type: ignore[arg-type]
    )
