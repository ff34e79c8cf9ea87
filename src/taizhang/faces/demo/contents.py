"""From the story to what the ledger takes: codes become numbers, plans become the JSON value of an occasion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan
from taizhang.faces.demo.world.posts import holders

_ORGANIZATION_FIELDS = frozenset({"visited", "branch"})
"""Fields of the shipped kinds that name organisations."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that the installation gave to organisations and people, by their codes in the story."""

    organizations: Mapping[str, int]
    people: Mapping[str, int]

    def content(self, plan: OccasionPlan) -> dict[str, Any]:
        """The occasion as the ledger's services take it."""
        content: dict[str, Any] = {
            "recorder": self.organizations[plan.recorder],
            "day": plan.day.isoformat(),
            "year": plan.year or (plan.end_day or plan.day).year,
            "parts": [self._part(part, plan) for part in plan.parts],
        }
        if plan.end_day:
            content["end_day"] = plan.end_day.isoformat()
        for name in ("title", "place", "begins", "ends", "summary"):
            if getattr(plan, name):
                content[name] = getattr(plan, name)
        if plan.roll:
            content["roll"] = [self._came(came) for came in _each_once(plan.roll)]
        if plan.heads:
            content["heads"] = {group: number for group, number in plan.heads.items() if number}
        taking_part = [*self._taking_part(plan.joint, "joint"), *self._taking_part(plan.attending, "attending")]
        if taking_part:
            content["organizations"] = taking_part
        if plan.tallies:
            content["tallies"] = [
                {"figure": figure, "amount": amount, "keeper": keeper} for figure, amount, keeper in plan.tallies
            ]
        return content

    def _part(self, part: PartPlan, plan: OccasionPlan) -> dict[str, Any]:
        content: dict[str, Any] = {"kind": part.kind}
        fields = {name: self._field(name, value) for name, value in part.fields.items() if value not in ([], "")}
        if fields:
            content["fields"] = fields
        present = {came.person for came in plan.roll if came.present}
        absent = {came.person for came in plan.roll if not came.present}
        roles = {
            role: [self.people[person] for person in persons if person and person not in absent]
            for role, persons in _with_chair(part, plan, present).items()
        }
        roles = {role: persons for role, persons in roles.items() if persons}
        return content | ({"roles": roles} if roles else {})

    def _field(self, name: str, value: Any) -> Any:
        return [self.organizations[code] for code in value] if name in _ORGANIZATION_FIELDS else value

    def _came(self, came: Came) -> dict[str, Any]:
        row: dict[str, Any] = {"person": self.people[came.person], "present": came.present}
        return row | ({"reason": came.reason} if came.reason else {})

    def _taking_part(self, named: tuple[str, ...], how: str) -> list[dict[str, Any]]:
        return [
            {"organization": self.organizations[one], "how": how}
            if one in self.organizations
            else {"name": one, "how": how}
            for one in named
        ]


def _each_once(came: tuple[Came, ...]) -> tuple[Came, ...]:
    """The roll without those who stand on it twice, as where two branches share a member."""
    return tuple({one.person: one for one in reversed(came)}.values())[::-1]


def _with_chair(part: PartPlan, plan: OccasionPlan, present: set[str]) -> Mapping[str, tuple[str, ...]]:
    """The roles, with a chair where the story named none and the secretary was there."""
    if part.roles or plan.heads or not present or part.kind in _WITHOUT_CHAIR:
        return part.roles
    held = holders(plan.recorder, plan.day) or ()
    chair = next((post.person for post in held if post.person in present), "")
    return {"chair": (chair,)} if chair else {}


_WITHOUT_CHAIR = frozenset({"self_study", "knowledge_test", "training_course", "own/jy/weekly_study"})
