"""How committees keep their ledger: one occasion of theirs, and the units that they stand for."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
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
    end_day: date | None = None,
    roll: tuple[Came, ...] = (),
    heads: Mapping[str, int] | None = None,
    title: str = "",
    place: str = "",
    year: int | None = None,
    joint: tuple[str, ...] = (),
    attending: tuple[str, ...] = (),
    begins: str = "",
    ends: str = "",
    summary: str = "",
) -> OccasionPlan:
    """One occasion, kept as committees keep their ledger."""
    held = timing(recorder, Manner.STEADY, end_day or day, stream)
    return OccasionPlan(
        recorder,
        day,
        tuple(parts),
        held.recorded_on,
        held.confirmed_on,
        end_day=end_day,
        roll=roll,
        heads=heads or {},
        title=title,
        place=place,
        year=year,
        joint=joint,
        attending=attending,
        begins=begins,
        ends=ends,
        summary=summary,
    )
