"""Occasions as rows of a table: who, on which day of the year, what; for chapters that are told to the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan
from taizhang.faces.demo.workdays import workday_near
from taizhang.faces.demo.world.posts import committee


@dataclass(frozen=True, slots=True)
class Row:
    """One occasion: on the working day at or after this one."""

    recorder: str
    month: int
    day: int
    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    heads: Mapping[str, int] = field(default_factory=dict)
    place: str = ""
    days: int = 1
    leader: str = ""
    """The role in which the secretary stands, where he does."""


def occasions(year: int, rows: Iterable[Row]) -> Iterator[OccasionPlan]:
    """Tell every row as an occasion of that year."""
    for row in rows:
        day = workday_near(year, row.month, row.day)
        roles = {row.leader: committee(row.recorder, day)[:1]} if row.leader else {}
        yield told(
            row.recorder,
            day,
            [PartPlan(row.kind, row.fields, roles)],
            chance("row", year, row.recorder, row.kind, row.month, row.day),
            end_day=day + timedelta(days=row.days - 1) if row.days > 1 else None,
            heads=row.heads,
            title=row.title,
            place=row.place,
        )
