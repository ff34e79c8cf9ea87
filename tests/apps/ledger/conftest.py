from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Account, Role
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts

TODAY = date(2025, 12, 10)


@dataclass
class World:
    """A committee with two branches, a secretary, two clerks, and a stranger elsewhere."""

    committee: int
    branch: int
    neighbour: int
    foreign: int
    people: list[int]
    guests: list[int]
    clerk: Actor
    other_clerk: Actor
    secretary: Actor
    superior: Actor
    stranger: Actor

    def congress(self, day: date = date(2025, 3, 5), **more: Any) -> dict[str, Any]:
        """A branch congress as the form sends it."""
        return {
            "recorder": self.branch,
            "day": day.isoformat(),
            "year": day.year,
            "title": "第一季度支部党员大会",
            "place": "三楼会议室",
            "roll": [{"person": one, "present": True} for one in self.people],
            "parts": [
                {
                    "kind": "branch_congress",
                    "fields": {"agenda": [{"title": "学习二十届三中全会精神", "tags": [], "form": "study"}]},
                    "roles": {"chair": [self.people[0]]},
                }
            ],
        } | more


def _actor(login: str, role: str, organization: int) -> Actor:
    account = Account.objects.create(login=login, name=login)
    return Actor(account.pk, login, (Holding(Role(role), organization),))


@pytest.fixture
def world(db: None) -> World:
    committee = facts.organization("c", "committee")
    branch, neighbour = facts.organization("a", under=committee), facts.organization("b", under=committee)
    foreign = facts.organization("x")
    people, guests = facts.persons("p", 8, branch), facts.persons("g", 3, neighbour)
    facts.write(*facts.committee(branch, people[:3]))
    adopt_release(Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test"), shipped(), "随附")
    return World(
        committee,
        branch,
        neighbour,
        foreign,
        people,
        guests,
        clerk=_actor("clerk", "clerk", branch),
        other_clerk=_actor("other", "clerk", branch),
        secretary=_actor("secretary", "secretary", branch),
        superior=_actor("superior", "superior", committee),
        stranger=_actor("stranger", "clerk", foreign),
    )
